import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createCluster, placeIdea, postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { BoardView } from './view.svelte.ts';

const IMPORT = { is: 'import' } as const;
const IDEA = { author: null, sector: 'other', createdAt: 1 };

function boardWith(...ids: string[]): { doc: Y.Doc; view: BoardView } {
  const doc = new Y.Doc();
  for (const id of ids) postIdea(doc, { ...IDEA, id, text: id }, IMPORT);
  return { doc, view: new BoardView(doc, new Y.Doc()) };
}

/** Counts how often an effect over `read` runs. */
function watched(read: () => unknown): { runs: () => number; stop: () => void } {
  let runs = 0;
  const stop = $effect.root(() => {
    $effect(() => {
      read();
      runs++;
    });
  });
  flushSync();
  return {
    runs: () => {
      flushSync();
      return runs;
    },
    stop,
  };
}

test('[CL8] the view shows what was there and follows what comes', () => {
  const { doc, view } = boardWith('one');
  postIdea(doc, { ...IDEA, id: 'two', text: 'zwei' }, IMPORT);
  createCluster(doc, { id: 'c', title: 'Mobil', at: [1, 2], createdBy: null, createdAt: 1 }, IMPORT);
  expect([...view.ideas.keys()]).toEqual(['one', 'two']);
  expect(view.clusters.get('c')).toMatchObject({ title: 'Mobil', at: [1, 2] });
  removeIdea(doc, 'one', IMPORT);
  expect(view.ideas.has('one')).toBe(false);
});

test('[CL8] a change patches the one idea: no other is touched, and the map stays', () => {
  const { doc, view } = boardWith('one', 'two');
  const [one, two] = [view.ideas.get('one'), view.ideas.get('two')];
  const place = watched(() => one?.place);
  const text = watched(() => one?.text);
  const other = watched(() => two?.place);
  const keys = watched(() => [...view.ideas.keys()]);
  placeIdea(doc, 'one', { at: [5, 6] }, IMPORT);
  expect([place.runs(), text.runs(), other.runs(), keys.runs()]).toEqual([2, 1, 1, 1]);
  expect(view.ideas.get('one')).toBe(one);
  placeIdea(doc, 'one', { at: [5, 6] }, IMPORT);
  expect(place.runs()).toBe(2);
  for (const it of [place, text, other, keys]) it.stop();
});

test('[CL8] the version grows once with every transaction that changes the board, and with no other', () => {
  const { doc, view } = boardWith('one', 'two');
  const before = view.version;
  doc.transact(() => {
    placeIdea(doc, 'one', { at: [1, 1] }, IMPORT);
    placeIdea(doc, 'two', { at: [2, 2] }, IMPORT);
  });
  expect(view.version).toBe(before + 1);
  const text = textAt(doc, 'ideas', 'one');
  if (text) rewriteText(doc, text, 'eins', IMPORT);
  expect(view.version).toBe(before + 2);
  expect(view.ideas.get('one')?.text).toBe('eins');
  doc.getMap('comments').set('x', new Y.Map());
  expect(view.version).toBe(before + 2);
});

test('[CL8] a stopped view follows no longer', () => {
  const { doc, view } = boardWith('one');
  view.stop();
  postIdea(doc, { ...IDEA, id: 'two', text: 'zwei' }, IMPORT);
  expect(view.ideas.size).toBe(1);
});
