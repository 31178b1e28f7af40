import { expect, test } from 'vitest';
import { headOf } from './offline.ts';

const buildIn = (head: string) => /BUILD="(\w+)"/.exec(head)?.[1];

test('[OF1] the worker knows every file of its build by its path', () => {
  expect(headOf(['assets/b-1.css', 'assets/a-1.js'], '')).toContain('FILES=["/assets/a-1.js","/assets/b-1.css"]');
});

test('[OF1] a build is called the same as long as all of it is the same', () => {
  const head = headOf(['assets/a-1.js'], '<html>');
  expect(buildIn(headOf(['assets/a-1.js'], '<html>'))).toBe(buildIn(head));
  expect(buildIn(headOf(['assets/a-2.js'], '<html>'))).not.toBe(buildIn(head));
  expect(buildIn(headOf(['assets/a-1.js'], '<html lang="de">'))).not.toBe(buildIn(head));
});
