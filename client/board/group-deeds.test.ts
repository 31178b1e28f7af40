import { expect, test } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { sortBoard } from '#shared/model/board.ts';
import { idOf, seated } from './table.fixture.ts';

/** Somebody with four ideas in the pool and a cluster with one more in it. */
function sorting() {
  const { deeds, doc, asking } = seated();
  const ids = ['A', 'B', 'C', 'D'].map((text) => idOf(deeds.post(text)));
  const cluster = idOf(deeds.createCluster([0, 0], 'Mobil'));
  const first = idOf(deeds.post('E'));
  deeds.placeLast(first, cluster);
  const inCluster = (id: string): string[] =>
    (sortBoard(readBoard(doc)).clustered.get(id) ?? []).map(({ text }) => text);
  return { deeds, doc, asking, ids, cluster, inCluster };
}

test('[WA45] several ideas move in one write, keep their order, and are taken back as one', () => {
  const { deeds, doc, ids, cluster, inCluster } = sorting();
  let updates = 0;
  doc.on('update', () => updates++);
  expect(deeds.group.placeLast([ids[2]!, ids[0]!, ids[3]!], cluster)).toBe(null);
  expect([updates, inCluster(cluster)]).toEqual([1, ['E', 'C', 'A', 'D']]);
  expect(deeds.undo()).toBe(null);
  expect(inCluster(cluster)).toEqual(['E']);
  expect(deeds.redo()).toBe(null);
  expect(inCluster(cluster)).toEqual(['E', 'C', 'A', 'D']);
});

test('[WA45] a new cluster of several comes in one write, and goes as one', () => {
  const { deeds, doc, ids, inCluster } = sorting();
  let updates = 0;
  doc.on('update', () => updates++);
  const made = idOf(deeds.group.gather([ids[3]!, ids[1]!], [400, 80]));
  expect([updates, inCluster(made)]).toEqual([1, ['D', 'B']]);
  expect(readBoard(doc).clusters.get(made)).toMatchObject({ at: [400, 80], title: '' });
  deeds.undo();
  expect(readBoard(doc).clusters.has(made)).toBe(false);
  expect(sortBoard(readBoard(doc)).pool.length).toBe(4);
});

test('[WA45] who may not sort moves nothing, and what has gone meanwhile is left out', () => {
  const { deeds, doc, asking, ids, cluster, inCluster } = sorting();
  deeds.remove(ids[0]!);
  expect(deeds.group.placeLast([ids[0]!, ids[1]!], cluster)).toBe(null);
  expect(inCluster(cluster)).toEqual(['E', 'B']);
  expect(deeds.group.place([{ id: ids[0]!, place: null }])).toBe('gone');
  expect(deeds.group.gather([ids[0]!], [0, 0])).toEqual({ refused: 'gone' });
  expect(deeds.group.placeLast(ids, 'no-such-cluster-0')).toBe('gone');
  Object.assign(asking, { step: 'collect' });
  const before = readBoard(doc);
  expect(deeds.group.placeLast(ids, cluster)).toBe('not-in-this-step');
  expect(deeds.group.gather(ids, [0, 0])).toEqual({ refused: 'not-in-this-step' });
  expect(readBoard(doc)).toEqual(before);
});
