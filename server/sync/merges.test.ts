import type * as Y from 'yjs';
import { expect, test, vi } from 'vitest';
import { mergeIdea } from '#shared/document/merge.ts';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { removeIdea } from '#shared/document/write.ts';
import { BOARD, browser, deed, opened } from '../testing/documents.ts';

const idOf = (name: string): string => `${name}-aaaaaaaaaa`;
const patient = { timeout: 10_000, interval: 5 };

/** Two people, the server, and ideas of the first of them: all that was merged, by what it was merged into. */
async function tableOf(...names: string[]) {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  names.forEach((name) => nora.post(name));
  const docs = [nora.doc, tobias.doc];
  await vi.waitFor(() => expect(ideasOf(tobias.doc).size).toBe(names.length), patient);
  /** Everybody ends with exactly these merges, each as `what>into`. */
  const ends = async (...merges: string[]) => {
    for (const doc of docs) await vi.waitFor(() => expect(mergesIn(doc)).toEqual(merges), patient);
    await vi.waitFor(async () => expect(await documents.read(BOARD, mergesIn)).toEqual(merges), patient);
  };
  return { documents, nora, tobias, ends };
}

const short = (id: string): string => id.split('-')[0] ?? '';
const mergesIn = (doc: Y.Doc): string[] =>
  [...readBoard(doc).ideas.values()]
    .flatMap(({ id, under }) => (under === undefined ? [] : [`${short(id)}>${short(under)}`]))
    .sort();

/** As a program of somebody's own would write it. */
const bare = (doc: Y.Doc, name: string, into: string): void =>
  void ideasOf(doc).get(idOf(name))?.set('under', idOf(into));
const merge = (doc: Y.Doc, name: string, into: string | null): void =>
  mergeIdea(doc, { id: idOf(name), into: into === null ? null : idOf(into) }, deed);

test('[SY95] an idea merged into nothing, into itself or in a circle stands on the wall again', async () => {
  const { nora, tobias, ends } = await tableOf('a', 'b', 'c', 'd');
  bare(nora.doc, 'a', 'missing');
  bare(nora.doc, 'b', 'b');
  await ends();
  nora.doc.transact(() => {
    bare(nora.doc, 'a', 'b');
    bare(nora.doc, 'b', 'c');
    bare(nora.doc, 'c', 'a');
  });
  // One of the three is on the wall, the others lie under it.
  await vi.waitFor(() => expect(mergesIn(tobias.doc)).toHaveLength(2), patient);
  const [head] = ['a', 'b', 'c'].filter((name) => mergesIn(tobias.doc).every((it) => !it.startsWith(name)));
  const [first, second] = ['a', 'b', 'c'].filter((name) => name !== head).map((name) => `${name}>${head}`);
  await ends(String(first), String(second));
  bare(tobias.doc, String(head), String(first?.[0]));
  merge(nora.doc, 'd', 'd');
  await ends(String(first), String(second));
});

test('[SY95] two people who merge each into the other at once end with one of the two on the wall', async () => {
  const { nora, tobias } = await tableOf('a', 'b');
  merge(nora.doc, 'a', 'b');
  merge(tobias.doc, 'b', 'a');
  await vi.waitFor(() => expect(mergesIn(nora.doc)).toHaveLength(1), patient);
  await vi.waitFor(() => expect(mergesIn(tobias.doc)).toEqual(mergesIn(nora.doc)), patient);
});

test('[SY96] whoever is merged takes along what lies under it, and into a merged idea means into the one on the wall', async () => {
  const { nora, tobias, ends } = await tableOf('a', 'b', 'c', 'd', 'e');
  merge(nora.doc, 'a', 'b');
  merge(nora.doc, 'b', 'c');
  expect(mergesIn(nora.doc)).toEqual(['a>c', 'b>c']);
  await ends('a>c', 'b>c');
  merge(tobias.doc, 'd', 'a');
  expect(mergesIn(tobias.doc)).toEqual(['a>c', 'b>c', 'd>c']);
  bare(tobias.doc, 'c', 'e');
  await ends('a>e', 'b>e', 'c>e', 'd>e');
  merge(nora.doc, 'e', 'a');
  merge(nora.doc, 'b', null);
  await ends('a>e', 'c>e', 'd>e');
});

test('[SY96] also when one is merged at the moment in which its head is', async () => {
  const { nora, tobias, ends } = await tableOf('a', 'b', 'c');
  merge(nora.doc, 'a', 'b');
  merge(tobias.doc, 'b', 'c');
  await ends('a>c', 'b>c');
});

test('[SY97] when an idea goes, what was merged into it comes back to the wall', async () => {
  const { documents, nora, tobias, ends } = await tableOf('a', 'b', 'c', 'd');
  merge(nora.doc, 'a', 'b');
  merge(nora.doc, 'c', 'b');
  removeIdea(nora.doc, idOf('b'), deed);
  expect(mergesIn(nora.doc)).toEqual([]);
  await ends();
  merge(nora.doc, 'a', 'c');
  await ends('a>c');
  ideasOf(nora.doc).delete(idOf('c'));
  await ends();
  merge(tobias.doc, 'a', 'd');
  await ends('a>d');
  await documents.write(BOARD, (doc) => ideasOf(doc).delete(idOf('d')));
  await ends();
});

test('[SY97] also when it goes at the moment in which somebody merges into it', async () => {
  const { nora, tobias, ends } = await tableOf('a', 'b');
  removeIdea(nora.doc, idOf('b'), deed);
  merge(tobias.doc, 'a', 'b');
  await ends();
  expect([ideasOf(nora.doc).size, ideasOf(tobias.doc).size]).toEqual([1, 1]);
});
