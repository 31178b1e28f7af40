import { expect, test } from 'vitest';
import type { Cluster, Idea } from '#shared/model/board.ts';
import { contains, folded, wordsOf } from './folded.ts';
import { Folds, isWanting, matches, nextOf, NOTHING_WANTED, OUTSIDE, type Wanted } from './matches.ts';

const NORA = 'nora-00000000000';
const at = (n: number): string => `idea-${n}-000000000`;
const idea = (n: number, text: string, more: Partial<Idea> = {}): Idea => ({
  ...{ id: at(n), text, author: null, sector: 'other', createdAt: n },
  ...more,
});
const cluster = (id: string, createdAt: number): Cluster => ({ id, title: id, at: [0, 0], createdBy: null, createdAt });
const board = (ideas: readonly Idea[], clusters: readonly Cluster[] = []) => ({
  ideas: new Map(ideas.map((it) => [it.id, it])),
  clusters: new Map(clusters.map((it) => [it.id, it])),
});

const IDEAS = [
  idea(1, 'Mühlenstraße für Räder öffnen', { author: NORA, sector: 'industry' }),
  idea(2, 'Café im Parkhaus', { sector: 'creative', place: { in: 'late', rank: 'a1' } }),
  idea(3, 'Parkplatz wird Bühne', { sector: 'creative', place: { in: 'early', rank: 'a0' } }),
  idea(4, 'Parken neben der Mühle', { under: at(3), sector: 'industry' }),
  idea(5, 'Park, aber verborgen', { hidden: true }),
];
const BOARD = board(IDEAS, [cluster('late', 9), cluster('early', 1)]);

const found = (wanted: Partial<Wanted>) =>
  matches(BOARD, { ...NOTHING_WANTED, ...wanted }, { isMine: ({ author }) => author === NORA });

test.each([
  ['Mühle', 'muehle'],
  ['Mühle', 'MUHLE'],
  ['Muehle', 'mühle'],
  ['Straße', 'strasse'],
  ['Café', 'cafe'],
  ['ein großer Wagen', 'wag gro'],
])('[FI1] "%s" is found by "%s"', (text, words) => {
  expect(contains(folded(text), wordsOf(words))).toBe(true);
});

test('[FI1] all words have to be there', () => {
  expect(contains(folded('Parkplatz wird Bühne'), wordsOf('park Kino'))).toBe(false);
});

test('[FI2] what is looked for may be narrowed by sector, cluster and to one’s own', () => {
  expect(found({ words: 'park' })).toEqual([at(3), at(2)]);
  expect(found({ sector: 'creative' })).toEqual([at(3), at(2)]);
  expect(found({ cluster: 'late' })).toEqual([at(2)]);
  expect(found({ cluster: OUTSIDE })).toEqual([at(1)]);
  expect(found({ mine: true })).toEqual([at(1)]);
  expect(found({ mine: true, words: 'park' })).toEqual([]);
});

test('[FI3] an idea that was merged is found in the one that stands on the wall; a hidden one is not found', () => {
  expect(found({ words: 'muehle' })).toEqual([at(3), at(1)]);
  expect(found({ words: 'verborgen' })).toEqual([]);
});

test('[FI3] only some ideas may be looked through, like those that came while somebody was away', () => {
  expect(found({ among: new Set([at(1), at(4)]) })).toEqual([at(3), at(1)]);
});

test('[FI2] nothing is looked for until something is asked', () => {
  expect([NOTHING_WANTED, { ...NOTHING_WANTED, words: '  ' }].map(isWanting)).toEqual([false, false]);
  expect(isWanting({ ...NOTHING_WANTED, cluster: OUTSIDE })).toBe(true);
});

test('[FI1] a changed text is found by its new words', () => {
  const folds = new Folds();
  const look = (text: string, words: string) =>
    matches(board([idea(1, text)]), { ...NOTHING_WANTED, words }, { isMine: () => false, folds });
  expect([look('Bühne', 'buhne'), look('Kino', 'buhne'), look('Kino', 'kino')]).toEqual([[at(1)], [], [at(1)]]);
});

test('[FI4] one goes from match to match, and round', () => {
  const all = ['a', 'b', 'c'];
  expect([nextOf(all, null, 1), nextOf(all, 'a', 1), nextOf(all, 'c', 1)]).toEqual(['a', 'b', 'a']);
  expect([nextOf(all, null, -1), nextOf(all, 'a', -1), nextOf(all, 'gone', 1)]).toEqual(['c', 'c', 'a']);
  expect(nextOf([], null, 1)).toBe(null);
});
