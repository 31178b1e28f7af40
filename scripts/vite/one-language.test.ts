import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../setup/paths.mjs';
import { sentenceIn } from './one-language.ts';

const compiled = (name: string): string =>
  readFileSync(inRoot('shared', 'messages', 'compiled', 'messages', `${name}.js`), 'utf8');

test('[LO2] of a message without inputs only its text travels', () => {
  expect(sentenceIn(compiled('view_wall'), 'de', 'view_wall')).toBe('`Wand`');
  expect(sentenceIn(compiled('view_wall'), 'en', 'view_wall')).toBe('`Wall`');
});

test('[LO2] a message with inputs travels as a function that puts them in, and only in its language', () => {
  const sentence = sentenceIn(compiled('vote_left'), 'en', 'vote_left');
  expect(sentence).toContain('dots left');
  expect(sentence).not.toContain('Punkt');
});

test('[LO2] a message that is not understood stops the build', () => {
  expect(() => sentenceIn('export const view_wall = 1;', 'de', 'view_wall')).toThrow('view_wall in de');
});
