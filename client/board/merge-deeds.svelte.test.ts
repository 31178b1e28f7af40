import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import type { Deeds } from './deeds.ts';
import { exchange, idOf, seated, TOBIAS } from './table.fixture.ts';
import { BoardView } from './view.svelte.ts';

const posted = (deeds: Deeds, ...texts: readonly string[]): string[] => texts.map((text) => idOf(deeds.post(text)));

/** Texts by the text under which they lie. */
function stacks(doc: Y.Doc): Record<string, string[]> {
  const view = new BoardView(doc, new Y.Doc());
  const all = [...view.ideas.values()].map(({ id, text }) => [text, view.stacks.of(id).map((it) => it.text)] as const);
  return Object.fromEntries(all.filter(([, stack]) => stack.length > 0));
}

test('[ME1] merging says only under which idea another lies', () => {
  const { deeds, doc } = seated();
  const [a = '', b = ''] = posted(deeds, 'A', 'B');
  deeds.place(b, { at: [40, 60] });
  const before = readBoard(doc);
  expect(deeds.merging.merge(b, a)).toBe(null);
  expect(readBoard(doc).ideas.get(b)).toEqual({ ...before.ideas.get(b), under: a });
  expect(readBoard(doc).ideas.get(a)).toEqual(before.ideas.get(a));
  expect(stacks(doc)).toEqual({ A: ['B'] });
});

test('[ME3] taken out, or apart, an idea is as it was, place and all', () => {
  const { deeds, doc } = seated();
  const [a = '', b = ''] = posted(deeds, 'A', 'B');
  const cluster = idOf(deeds.createCluster([0, 0], 'Mobil'));
  deeds.placeLast(b, cluster);
  const before = readBoard(doc);
  expect(deeds.merging.merge(b, a)).toBe(null);
  expect(deeds.merging.takeOut(b)).toBe(null);
  expect(readBoard(doc)).toEqual(before);
  expect(deeds.merging.merge(b, a)).toBe(null);
  expect(deeds.merging.takeApart(a)).toBe(null);
  expect(readBoard(doc)).toEqual(before);
  expect(deeds.merging.merge(b, 'gone-00000000000')).toBe('gone');
});

test('[ME2] what lies under an idea moves along, and what goes under a merged one goes to its head', () => {
  const { deeds, doc } = seated();
  const [a = '', b = '', c = '', d = ''] = posted(deeds, 'A', 'B', 'C', 'D');
  deeds.merging.merge(b, a);
  deeds.merging.merge(a, c);
  expect(stacks(doc)).toEqual({ C: ['A', 'B'] });
  deeds.merging.merge(d, b);
  expect(stacks(doc)).toEqual({ C: ['A', 'B', 'D'] });
  expect(deeds.merging.merge(c, d)).toBe(null);
  expect(stacks(doc)).toEqual({ C: ['A', 'B', 'D'] });
  expect(deeds.merging.takeApart(c)).toBe(null);
  expect(stacks(doc)).toEqual({});
  expect(deeds.undo()).toBe(null);
  expect(stacks(doc)).toEqual({ C: ['A', 'B', 'D'] });
});

test('[ME4] what lies under a deleted idea stands for itself again, and undo brings the stack back', () => {
  const { deeds, doc } = seated();
  const [a = '', b = ''] = posted(deeds, 'A', 'B');
  deeds.merging.merge(b, a);
  expect(deeds.remove(a)).toBe(null);
  expect(readBoard(doc).ideas.get(b)?.under).toBeUndefined();
  deeds.undo();
  expect(stacks(doc)).toEqual({ A: ['B'] });
});

test('[ME5] two people who merge in a chain at once still see everything behind one card', () => {
  const [nora, tobias] = [seated(), seated({ participantId: TOBIAS })];
  const [a = '', b = '', c = ''] = posted(nora.deeds, 'A', 'B', 'C');
  exchange(nora.doc, tobias.doc);
  nora.deeds.merging.merge(c, b);
  tobias.deeds.merging.merge(b, a);
  exchange(nora.doc, tobias.doc);
  for (const { doc } of [nora, tobias]) expect(stacks(doc)).toEqual({ A: ['B', 'C'] });
});

test('[ME5] a card is told of its own stack only', () => {
  const { deeds, doc } = seated();
  const [a = '', b = '', c = '', d = ''] = posted(deeds, 'A', 'B', 'C', 'D');
  deeds.merging.merge(d, c);
  const view = new BoardView(doc, new Y.Doc());
  let runs = 0;
  const stop = $effect.root(() => {
    $effect(() => {
      view.stacks.of(c);
      runs++;
    });
  });
  flushSync();
  deeds.merging.merge(b, a);
  deeds.edit(d, 'D!');
  flushSync();
  expect([runs, view.stacks.of(a).length]).toEqual([1, 1]);
  deeds.merging.takeApart(c);
  flushSync();
  expect(runs).toBe(2);
  stop();
});

test('[ME7] who may not sort now merges nothing and takes nothing apart', () => {
  const { deeds, doc, asking } = seated();
  const [a = '', b = ''] = posted(deeds, 'A', 'B');
  deeds.merging.merge(b, a);
  Object.assign(asking, { step: 'vote' });
  expect(deeds.merging.merge(a, b)).toBe('not-in-this-step');
  expect(deeds.merging.takeOut(b)).toBe('not-in-this-step');
  expect(deeds.merging.takeApart(a)).toBe('not-in-this-step');
  expect(stacks(doc)).toEqual({ A: ['B'] });
});
