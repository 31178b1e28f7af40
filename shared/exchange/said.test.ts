import { expect, test } from 'vitest';
import { boardWith, idea, sourceOf, talked } from './fixture.ts';
import { copyOf } from './json.ts';
import { boardToMarkdown } from './markdown.ts';
import type { Source } from './source.ts';

const MARA = { participantId: 'mara-0000001', role: 'participant', sector: 'creative', name: 'Mara *Weiß*' } as const;
const JAN = { participantId: 'jan-00000001', role: 'participant', sector: 'industry', name: 'Jan' } as const;
const [SEEN, BELOW, HIDDEN] = [
  idea('seen'),
  idea('below', { under: idea('seen').id, createdAt: 2 }),
  idea('hidden', { hidden: true }),
];

function source(
  more: Partial<Source> & { anonymous?: boolean } = {},
  author: string | null = JAN.participantId,
): Source {
  const comment = (id: string, on: string, createdAt: number) => ({
    id,
    on,
    text: `${id}\nund mehr`,
    author,
    createdAt,
  });
  const comments = [comment('zweiter', SEEN.id, 2), comment('erster', SEEN.id, 1), comment('weg', HIDDEN.id, 3)];
  const marks = [
    { on: SEEN.id, by: JAN.participantId, kind: 'need', note: 'eine *Halle*' },
    { on: SEEN.id, by: MARA.participantId, kind: 'join' },
    { on: BELOW.id, by: MARA.participantId, kind: 'offer' },
    { on: HIDDEN.id, by: JAN.participantId, kind: 'join' },
  ] as const;
  const board = talked(boardWith([SEEN, BELOW, HIDDEN]), { comments, marks });
  return sourceOf(board, { roster: [MARA, JAN], ...more });
}

test('[CO10] JSON carries the comments on what is shown, oldest first, and who wrote them', () => {
  const { comments, people } = copyOf(source());
  expect(comments.map(({ id, on }) => [id, on])).toEqual([
    ['erster', SEEN.id],
    ['zweiter', SEEN.id],
  ]);
  expect(people.map(({ name }) => name)).toContain('Jan');
});

test('[MK5] JSON carries the marks on what is shown, with notes', () => {
  expect(copyOf(source()).marks.map(({ on, by, kind, note }) => [on, by, kind, note])).toEqual([
    [SEEN.id, MARA.participantId, 'join', undefined],
    [BELOW.id, MARA.participantId, 'offer', undefined],
    [SEEN.id, JAN.participantId, 'need', 'eine *Halle*'],
  ]);
});

test('[CO10, MK5] Markdown tells below each idea who put their name to it and what was said, as text on one line', () => {
  const lines = boardToMarkdown(source()).split('\n');
  const from = lines.findIndex((line) => line.startsWith('- seen'));
  expect(lines.slice(from, from + 7)).toEqual([
    '- seen (Andere)',
    '  - Mara \\*Weiß\\* – Ich bin dabei',
    '  - Jan – Ich brauche: eine \\*Halle\\*',
    '  - Jan: erster und mehr',
    '  - Jan: zweiter und mehr',
    '  - below (Andere)',
    '    - Mara \\*Weiß\\* – Ich kann beitragen',
  ]);
});

test('[CO10] on an anonymous board comments have no name in any export, whatever the document says', () => {
  const anonymous = source({ anonymous: true, locale: 'en' });
  expect(copyOf(anonymous).comments.map(({ author }) => author)).toEqual([null, null]);
  expect(boardToMarkdown(anonymous)).toContain('  - Comment: erster und mehr');
});
