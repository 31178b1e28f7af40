import { expect, test } from 'vitest';
import { bones, findColumns } from './columns.ts';

test.each(['Vorschläge', 'VORSCHLAEGE', ' vor-schlage ', 'Vor_schläge', 'Vorschla\u0308ge'])(
  '[IM2] %j is the same heading',
  (heading) => {
    expect(bones(heading)).toBe('vorschlage');
  },
);

test('[IM2] the most telling heading wins, wherever it stands', () => {
  expect(findColumns(['title', 'date', 'timestamp', 'author-id', 'comment-body', 'author'])).toEqual({
    text: 4,
    author: 5,
    createdAt: 2,
  });
});

test('[IM2] unknown headings are nothing', () => {
  expect(findColumns(['agrees', 'moderated', ''])).toEqual({});
});
