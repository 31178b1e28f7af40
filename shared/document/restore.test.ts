import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BOARD_IDEAS_MAX } from '../model/limits.ts';
import type { PlainDocument, PlainEntry, VersionContent } from '../model/version.ts';
import { mergeIdea } from './merge.ts';
import { createAction, sayWord } from './plan.ts';
import { fromLists, plainOf, toLists } from './plain.ts';
import { ideasOf } from './read.ts';
import { measured, restore } from './restore.ts';
import {
  createCluster,
  hideIdea,
  placeIdea,
  postIdea,
  removeCluster,
  removeIdea,
  rewriteText,
  textAt,
} from './write.ts';

const BY = { is: 'deed', by: 'nora' } as const;
const id = (name: string): string => `${name}-aaaaaaaaaa`;
const post = (doc: Y.Doc, name: string, text = `Idee ${name}`) =>
  postIdea(doc, { id: id(name), text, author: 'nora-participant', sector: 'creative', createdAt: 1 }, BY);
const cluster = (doc: Y.Doc, name: string) =>
  createCluster(doc, { id: id(name), title: name, at: [10, 20], createdBy: null, createdAt: 1 }, BY);
const into = (doc: Y.Doc, name: string, where: string) => placeIdea(doc, id(name), { in: id(where), rank: 'a0' }, BY);
const type = (doc: Y.Doc, name: string, text: string) =>
  rewriteText(doc, textAt(doc, 'ideas', id(name)) as Y.Text, text, BY);
const put = (doc: Y.Doc, root: string, key: string, fields: PlainEntry) =>
  void doc.getMap(root).set(key, new Y.Map(Object.entries(fields)));

const versionOf = (doc: Y.Doc): VersionContent => ({ board: plainOf(doc), back: new Map() });
/** Sorted, so that the order in which things came to be does not count. */
const asTold = (board: PlainDocument): unknown =>
  Object.fromEntries([...board].map(([root, entries]) => [root, Object.fromEntries(entries)]));
const stateOf = (doc: Y.Doc): unknown => asTold(plainOf(doc));

/** Two clusters with an idea each, and one in the pool. */
function wall(): Y.Doc {
  const doc = new Y.Doc();
  for (const name of ['a', 'b', 'c']) post(doc, name);
  for (const name of ['x', 'y']) cluster(doc, name);
  into(doc, 'a', 'x');
  into(doc, 'b', 'y');
  return doc;
}

test('[VE4] texts, places, merges and clusters are put back, and what was removed comes back with its id', () => {
  const doc = wall();
  createAction(doc, { id: id('do'), what: 'Bauen', on: id('a'), who: [], accepted: [], createdAt: 1 }, BY);
  put(doc, 'comments', id('say'), { on: id('c'), text: 'Ja!', author: null, createdAt: 1 });
  const then = versionOf(doc);
  type(doc, 'a', 'Ganz anders');
  into(doc, 'b', 'x');
  mergeIdea(doc, { id: id('c'), into: id('a') }, BY);
  removeCluster(doc, id('y'), BY);
  removeIdea(doc, id('b'), BY);
  doc.getMap('actions').delete(id('do'));
  doc.getMap('comments').delete(id('say'));
  const { size } = restore(doc, then);
  expect(stateOf(doc)).toEqual(asTold(then.board));
  expect(size).toEqual({ back: 1, changed: 2, removed: 0, newer: 0, left: 0, none: false });
  expect(restore(doc, then)).toMatchObject({ before: null, size: { none: true } });
});

test('[VE4] only the difference is written: what is as it was is not touched', () => {
  const doc = wall();
  const then = versionOf(doc);
  type(doc, 'a', 'Idee a, aber anders');
  const before = textAt(doc, 'ideas', id('a'));
  let bytes = 0;
  doc.on('update', (update: Uint8Array) => (bytes += update.length));
  restore(doc, then);
  expect(textAt(doc, 'ideas', id('a'))).toBe(before);
  expect(bytes).toBeLessThan(40);
});

test('[VE5] what was written since stays, also in a cluster that is put back elsewhere', () => {
  const doc = wall();
  const then = versionOf(doc);
  post(doc, 'new');
  cluster(doc, 'z');
  into(doc, 'new', 'z');
  into(doc, 'a', 'z');
  put(doc, 'comments', id('say'), { on: id('a'), text: 'Neu', author: null, createdAt: 2 });
  const { size } = restore(doc, then);
  expect(plainOf(doc).get('ideas')?.get(id('new'))).toMatchObject({ text: 'Idee new', place: { in: id('z') } });
  expect(plainOf(doc).get('ideas')?.get(id('a'))).toMatchObject({ place: { in: id('x') } });
  expect(plainOf(doc).get('comments')?.size).toBe(1);
  expect(plainOf(doc).get('clusters')?.size).toBe(3);
  expect(size).toMatchObject({ newer: 1, changed: 1, removed: 0 });
});

test('[VE6] nobody’s word is given or taken: acceptances, marks and what was taken off the wall stay as they are', () => {
  const doc = wall();
  const [nora, ben] = ['nora-participant', 'ben-participant'];
  const mark = `${id('a')}:${nora}`;
  createAction(doc, { id: id('do'), what: 'Bauen', who: [nora], accepted: [], createdAt: 1 }, BY);
  sayWord(doc, { id: id('do'), by: nora, accepts: true }, BY);
  put(doc, 'marks', mark, { kind: 'join' });
  const then = versionOf(doc);
  sayWord(doc, { id: id('do'), by: nora, accepts: false }, BY);
  sayWord(doc, { id: id('do'), by: ben, accepts: true }, BY);
  doc.getMap('marks').delete(mark);
  put(doc, 'marks', `${id('b')}:${ben}`, { kind: 'need' });
  hideIdea(doc, id('a'), true, BY);
  const before = stateOf(doc);
  expect(restore(doc, then).size.none).toBe(true);
  expect(stateOf(doc)).toEqual(before);
});

test('[VE6] with an idea that comes back its marks come back', () => {
  const doc = wall();
  const mark = `${id('a')}:nora-participant`;
  put(doc, 'marks', mark, { kind: 'offer', note: 'Halle' });
  const then = versionOf(doc);
  doc.getMap('marks').delete(mark);
  removeIdea(doc, id('a'), BY);
  restore(doc, then);
  expect(stateOf(doc)).toEqual(asTold(then.board));
});

test('[VE7] restoring the version from before undoes a restore, and what came back goes again', () => {
  const doc = wall();
  const then = versionOf(doc);
  removeIdea(doc, id('a'), BY);
  removeCluster(doc, id('x'), BY);
  post(doc, 'new');
  const before = stateOf(doc);
  const undo = restore(doc, then).before as VersionContent;
  const restored = stateOf(doc);
  const { before: redo, size } = restore(doc, undo);
  expect(stateOf(doc)).toEqual(before);
  expect(size).toMatchObject({ removed: 1, back: 0 });
  restore(doc, redo as VersionContent);
  expect(stateOf(doc)).toEqual(restored);
});

test('[VE7] undoing leaves what somebody has worked with since, and what that needs', () => {
  const doc = new Y.Doc();
  for (const name of ['a', 'b', 'c', 'd']) post(doc, name);
  cluster(doc, 'x');
  put(doc, 'comments', id('old'), { on: id('b'), text: 'Damals', author: null, createdAt: 1 });
  const then = versionOf(doc);
  for (const name of ['a', 'b', 'c', 'd']) removeIdea(doc, id(name), BY);
  doc.getMap('comments').delete(id('old'));
  removeCluster(doc, id('x'), BY);
  const undo = restore(doc, then).before as VersionContent;
  type(doc, 'a', 'Jemand schreibt weiter');
  put(doc, 'comments', id('say'), { on: id('b'), text: 'Neu', author: null, createdAt: 2 });
  post(doc, 'new');
  into(doc, 'new', 'x');
  put(doc, 'marks', `${id('c')}:ben-participant`, { kind: 'join' });
  restore(doc, undo);
  const { ideas, comments, clusters, marks } = Object.fromEntries(plainOf(doc));
  expect([...(ideas?.keys() ?? [])].sort()).toEqual(['a', 'b', 'c', 'new'].map(id));
  expect(ideas?.get(id('a'))).toMatchObject({ text: 'Jemand schreibt weiter' });
  expect(comments?.size).toBe(2);
  expect([clusters?.size, marks?.size]).toEqual([1, 1]);
});

test('[VE17] what restoring would do is known before', () => {
  const doc = wall();
  const then = versionOf(doc);
  removeIdea(doc, id('a'), BY);
  type(doc, 'b', 'Anders');
  post(doc, 'new');
  const foretold = measured(plainOf(doc), then);
  expect(foretold).toEqual({ back: 1, changed: 1, removed: 0, newer: 1, left: 0, none: false });
  expect(restore(doc, then).size).toEqual(foretold);
});

test('[VE19] on a full board as much comes back as has room, and the rest is counted', () => {
  const doc = wall();
  const then = versionOf(doc);
  for (const name of ['a', 'b', 'c']) removeIdea(doc, id(name), BY);
  doc.transact(() => {
    for (let n = 1; n < BOARD_IDEAS_MAX; n++) post(doc, `n${n}`);
  });
  expect(restore(doc, then).size).toMatchObject({ back: 1, left: 2 });
  expect(ideasOf(doc).size).toBe(BOARD_IDEAS_MAX);
});

test('[VE4] what the schema does not know any more is left out, and no id is taken for something else', () => {
  const doc = new Y.Doc();
  const odd = '__defineGetter__';
  const board = new Map([
    [
      'ideas',
      new Map([[odd, { text: 'Da', author: null, sector: 'other', createdAt: 1, colour: 'red', place: 'top' }]]),
    ],
    ['secrets', new Map([[id('s'), { text: 'Nein' }]])],
  ]);
  const packed = JSON.parse(JSON.stringify(toLists(board))) as Parameters<typeof fromLists>[0];
  restore(doc, { board: fromLists(packed), back: new Map() });
  expect(plainOf(doc).get('ideas')?.get(odd)).toEqual({ text: 'Da', author: null, sector: 'other', createdAt: 1 });
  expect([...doc.share.keys()]).not.toContain('secrets');
});

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const CLUSTERS = ['x', 'y'];
const deeds = fc.array(
  fc.record({
    what: fc.constantFrom('post', 'type', 'move', 'out', 'remove', 'group', 'ungroup', 'merge', 'hide'),
    name: fc.constantFrom(...NAMES),
    where: fc.constantFrom(...CLUSTERS),
    text: fc.string({ unit: 'grapheme', maxLength: 12 }),
  }),
  { maxLength: 25 },
);
type Step = { what: string; name: string; where: string; text: string };

function does(doc: Y.Doc, { what, name, where, text }: Step): void {
  const there = ideasOf(doc).has(id(name));
  if (what === 'post' && !there) post(doc, name, text);
  if (what === 'type' && there) type(doc, name, text);
  if (what === 'move' && doc.getMap('clusters').has(id(where))) into(doc, name, where);
  if (what === 'out') placeIdea(doc, id(name), null, BY);
  if (what === 'remove') removeIdea(doc, id(name), BY);
  if (what === 'group' && !doc.getMap('clusters').has(id(where))) cluster(doc, where);
  if (what === 'ungroup') removeCluster(doc, id(where), BY);
  if (what === 'merge') mergeIdea(doc, { id: id(name), into: id(NAMES[text.length % NAMES.length] ?? 'a') }, BY);
  if (what === 'hide') hideIdea(doc, id(name), text.length > 4, BY);
}

test('[VE4, VE7] from any board to any earlier one and back, whatever happened between', () => {
  fc.assert(
    fc.property(deeds, deeds, (first, then) => {
      const doc = new Y.Doc();
      first.forEach((step) => does(doc, step));
      const version = versionOf(doc);
      then.forEach((step) => does(doc, step));
      const now = stateOf(doc);
      const { before } = restore(doc, version);
      for (const [key, entry] of version.board.get('ideas') ?? []) {
        const { hidden: _, ...fields } = plainOf(doc).get('ideas')?.get(key) ?? {};
        const { hidden: __, ...wanted } = entry;
        expect(fields).toEqual(wanted);
      }
      expect(restore(doc, version).size.none).toBe(true);
      if (before !== null) restore(doc, before);
      expect(stateOf(doc)).toEqual(now);
    }),
    { numRuns: 200 },
  );
});
