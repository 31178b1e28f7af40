import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { clustersOf, ideasOf } from '#shared/document/read.ts';
import { BOARD as BOARD_SCHEMA } from '#shared/document/schema.ts';
import { createCluster, placeIdea, postIdea, removeIdea } from '#shared/document/write.ts';
import { BOARD_CLUSTERS_MAX, BOARD_IDEAS_MAX, COMMENT_TEXT_MAX } from '#shared/model/limits.ts';
import { BOARD, browser, deed, newIdea, opened } from '../testing/documents.ts';
import { until } from '../testing/person.ts';
import type { Documents } from './documents.ts';
import { Entries } from './entries.ts';
import { Replica } from './replica.ts';
import { Weight } from './weight.ts';

const NORA = 'nora-participant';
const TOBIAS = 'tobias-participant';

const fill = (documents: Documents, ideas: number) =>
  documents.write(BOARD, (doc) => {
    for (let i = 0; i < ideas; i++) postIdea(doc, newIdea(`voll-${i}`, null as never), deed);
  });

test('[SY66] of two who post the last idea at once one is taken back, for everybody alike', async () => {
  const { documents } = await opened();
  await fill(documents, BOARD_IDEAS_MAX - 1);
  const [nora, tobias] = [await browser(documents, NORA), await browser(documents, TOBIAS)];
  nora.post('von-nora');
  tobias.post('von-tobias');
  await until(() => expect([nora.heard.saved, tobias.heard.saved]).toEqual([2, 2]));
  const standing = ({ doc }: typeof nora) =>
    ['von-nora', 'von-tobias'].filter((id) => ideasOf(doc).has(`${id}-aaaaaaaaaa`));
  await until(() => {
    expect(standing(nora)).toHaveLength(1);
    expect(standing(tobias)).toEqual(standing(nora));
  });
  expect(await documents.read(BOARD, (doc) => ideasOf(doc).size)).toBe(BOARD_IDEAS_MAX);
  expect([nora.heard.closed, tobias.heard.closed]).toEqual(['', '']);
});

test('[SY66] where one idea goes another fits, also in the same moment', async () => {
  const { documents } = await opened();
  await fill(documents, BOARD_IDEAS_MAX - 1);
  const nora = await browser(documents, NORA);
  nora.post('erste');
  await until(() => expect(nora.heard.saved).toBe(2));
  removeIdea(nora.doc, 'erste-aaaaaaaaaa', deed);
  nora.post('zweite');
  await until(() => expect(nora.heard.saved).toBe(4));
  const there = await documents.read(BOARD, (doc) => ideasOf(doc).has('zweite-aaaaaaaaaa'));
  expect(there).toBe(true);
});

test('[SY66] who floods a full board is closed, and nothing of it stays', async () => {
  const { documents } = await opened();
  await fill(documents, BOARD_IDEAS_MAX);
  const [nora, flooder] = [await browser(documents, NORA), await browser(documents, TOBIAS)];
  flooder.doc.transact(() => {
    for (let i = 0; i < 300; i++) postIdea(flooder.doc, newIdea(`flut-${i}`, TOBIAS), deed);
  });
  await until(() => expect(flooder.heard.closed).toBe('tooMuch'));
  expect(await documents.read(BOARD, (doc) => ideasOf(doc).size)).toBe(BOARD_IDEAS_MAX);
  await until(() => expect(ideasOf(nora.doc).size).toBe(BOARD_IDEAS_MAX));
  expect(nora.heard.closed).toBe('');
});

test('[SY66] clusters have their own limit, and ideas in one that was taken back are in the pool', async () => {
  const { documents } = await opened();
  await documents.write(BOARD, (doc) => {
    for (let i = 0; i < BOARD_CLUSTERS_MAX; i++) createCluster(doc, newCluster(i), deed);
  });
  const nora = await browser(documents, NORA);
  nora.doc.transact(() => {
    createCluster(nora.doc, newCluster(9_999), deed);
    postIdea(nora.doc, { ...newIdea('eins', NORA), place: { in: newCluster(9_999).id, rank: 'a0' } }, deed);
  });
  await until(() => expect(ideasOf(nora.doc).get('eins-aaaaaaaaaa')?.has('place')).toBe(false));
  expect(clustersOf(nora.doc).size).toBe(BOARD_CLUSTERS_MAX);
});

test('entries are counted along, whatever comes and goes', () => {
  const doc = new Y.Doc();
  const entries = new Entries(doc, BOARD_SCHEMA);
  const trimmed: number[] = [];
  const change = (write: () => void) =>
    doc.transact((transaction) => {
      write();
      trimmed.push(entries.trim(transaction, { most: null, ownerOf: () => null }).length);
    });
  change(() => {
    for (let i = 0; i < BOARD_IDEAS_MAX + 2; i++) postIdea(doc, newIdea(`a-${i}`, NORA), deed);
  });
  change(() => [0, 1, 2].forEach((i) => removeIdea(doc, `a-${i}-aaaaaaaaaa`, deed)));
  change(() => [0, 1, 3, 4].forEach((i) => postIdea(doc, newIdea(`a-${i}`, NORA), deed)));
  change(() => {
    removeIdea(doc, 'a-5-aaaaaaaaaa', deed);
    for (const id of ['a-5', 'b-1', 'b-2']) postIdea(doc, newIdea(id, NORA), deed);
  });
  expect(trimmed).toEqual([2, 0, 0, 1]);
  expect(ideasOf(doc).size).toBe(BOARD_IDEAS_MAX);
  expect(ideasOf(doc).has('b-2-aaaaaaaaaa')).toBe(false);
});

test('[SY67] a board whose document is too heavy takes nothing more of participants; moderators clear up', async () => {
  const { documents } = await opened();
  const text = '€'.repeat(COMMENT_TEXT_MAX);
  await documents.write(BOARD, (doc) => {
    const comments = doc.getMap('comments');
    for (let i = 0; i < 6_000; i++) comments.set(`comment-${i}-aaaaaaa`, new Y.Map([['text', text]]));
  });
  const [nora, moderator] = [
    await browser(documents, NORA),
    await browser(documents, { participantId: 'moderator-one', role: 'moderator' }),
  ];
  nora.post('zu-viel');
  await until(() => expect(nora.heard.closed).toBe('tooMuch'));
  moderator.doc.getMap('comments').clear();
  await until(() => expect(moderator.heard.saved).toBe(2));
  expect(await documents.read(BOARD, (doc) => [doc.getMap('comments').size, ideasOf(doc).size])).toEqual([0, 0]);
});

test('[SY67] a document of many small structs weighs as much as one of many bytes', () => {
  const pages = [new Y.Doc(), new Y.Doc()];
  const replica = new Replica([], BOARD_SCHEMA);
  // Two pages in turn, so that yjs cannot join what it keeps of earlier places.
  for (let i = 0; i < 1_000; i++) {
    const doc = pages[i % 2] as Y.Doc;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(replica.doc, Y.encodeStateVector(doc)));
    if (i === 0) postIdea(doc, newIdea('eins', NORA), deed);
    placeIdea(doc, newIdea('eins', NORA).id, { at: [i, i] }, deed);
    replica.transact(
      () => Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(replica.doc))),
      NORA,
    );
  }
  expect(replica.fullState().full.length).toBeLessThan(30_000);
  expect([replica.isHeavierThan(39_000), replica.isHeavierThan(42_000)]).toEqual([true, false]);
});

test('[SY67] the weight is measured when it could matter, and seldom', () => {
  let measured = 0;
  let bytes = 50;
  const measure = () => ((measured += 1), bytes);
  const weight = new Weight(40);
  weight.add(30);
  expect([weight.isAbove(100, { now: () => 0, measure }), measured]).toEqual([false, 0]);
  weight.add(40);
  expect([weight.isAbove(100, { now: () => 0, measure }), measured]).toEqual([false, 1]);
  bytes = 120;
  weight.add(70);
  expect([weight.isAbove(100, { now: () => 1_000, measure }), measured]).toEqual([true, 1]);
  expect([weight.isAbove(100, { now: () => 6_000, measure }), measured]).toEqual([true, 2]);
  expect([weight.isAbove(100, { now: () => 60_000, measure }), measured]).toEqual([true, 2]);
  bytes = 20;
  weight.add(1);
  expect([weight.isAbove(100, { now: () => 60_000, measure }), measured]).toEqual([false, 3]);
});

const newCluster = (i: number) => ({
  id: `cluster-${i}-aaaaaaa`,
  title: '',
  at: [0, 0] as const,
  createdBy: null,
  createdAt: 1,
});
