import { expect, test } from 'vitest';
import { boardWith, cluster, idea, inCluster } from './fixture.ts';
import { countIdeas, outlineOf, type OutlineIdea } from './outline.ts';

const shape = (ideas: readonly OutlineIdea[]): unknown[] =>
  ideas.map(({ idea, merged }) => (merged.length === 0 ? idea.text : [idea.text, shape(merged)]));

test('[EX1] clusters come in rows from the top left, also when a row is not quite straight', () => {
  const at = { a: [500, 84], b: [30, 110], c: [30, 500], d: [970, 60] } as const;
  const clusters = Object.entries(at).map(([id, point]) => cluster(id, { at: point }));
  expect(outlineOf(boardWith([], clusters)).clusters.map(({ cluster }) => cluster.title)).toEqual(['b', 'a', 'd', 'c']);
});

test('[EX1] then what lies freely as it is read, then the pool, oldest first', () => {
  const board = boardWith(
    [
      idea('pool-young', { createdAt: 2 }),
      idea('pool-old'),
      idea('low', { place: { at: [0, 900] } }),
      idea('right', { place: { at: [900, 10] } }),
      idea('left', { place: { at: [0, 30] } }),
      idea('second', inCluster('c', 'a1')),
      idea('first', { ...inCluster('c', 'a0'), createdAt: 9 }),
      idea('homeless', inCluster('gone', 'a0')),
    ],
    [cluster('c')],
  );
  const outline = outlineOf(board);
  expect(outline.clusters.map(({ ideas }) => shape(ideas))).toEqual([['first', 'second']]);
  expect(shape(outline.free)).toEqual(['left', 'right', 'low']);
  expect(shape(outline.pool)).toEqual(['homeless', 'pool-old', 'pool-young']);
  expect(countIdeas(outline)).toBe(8);
});

test('[EX2] merged ideas stand below theirs', () => {
  const a = idea('a');
  const b = idea('b', { under: a.id, createdAt: 3 });
  const outline = outlineOf(boardWith([idea('d', { under: a.id, createdAt: 2 }), idea('c', { under: b.id }), b, a]));
  expect(shape(outline.pool)).toEqual([['a', ['d', ['b', ['c']]]]]);
});

test('[EX2] an idea merged into one that is gone, or in a circle, is not lost', () => {
  const [a, b] = [idea('a', { under: idea('b').id }), idea('b', { under: idea('a').id })];
  const board = boardWith([a, b, idea('orphan', { under: idea('gone').id }), idea('below', { under: a.id })]);
  expect(shape(outlineOf(board).pool)).toEqual(['a', 'b', 'orphan', 'below']);
});

test('[EX3] hidden ideas are left out, with everything merged into them', () => {
  const hidden = idea('hidden', { hidden: true });
  const below = idea('below', { under: hidden.id });
  const board = boardWith([hidden, below, idea('deeper', { under: below.id }), idea('seen')]);
  expect(shape(outlineOf(board).pool)).toEqual(['seen']);
  expect(countIdeas(outlineOf(board))).toBe(1);
});
