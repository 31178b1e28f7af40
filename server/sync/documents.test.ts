import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { expect, test, vi } from 'vitest';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeCluster, rewriteText, textAt } from '#shared/document/write.ts';
import { CLUSTER_TITLE_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { MESSAGE_SAVED, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { BOARD, browser, deed, documentsOn, held, newIdea, opened, silent, texts } from '../testing/documents.ts';
import { StoreFault } from '../store/fault.ts';
import type { Store } from '../store/store.ts';
import { Connection, type Transport } from './connection.ts';
import { presenceFrame, syncFrame } from './frames.ts';

test('[SY7] nobody is shown an edit, and nobody told it is saved, before it is on disk', async () => {
  let disk!: ReturnType<typeof held>;
  const { documents } = await opened({ wrap: (store) => (disk = held(store)).wrapped });
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  void disk.hold();
  nora.post('eins');
  const late = new Y.Doc();
  const joining = browser(documents, 'late-participant', late);
  await wait(40);
  expect([texts(tobias.doc), texts(late), nora.heard.saved]).toEqual([[], [], 1]);
  disk.release();
  await joining;
  await vi.waitFor(() =>
    expect([texts(tobias.doc), texts(late), nora.heard.saved]).toEqual([['Idee eins'], ['Idee eins'], 2]),
  );
});

test('[SY8] every update-carrying frame counts, also one that brings nothing new', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  for (const id of ['a', 'b', 'c']) nora.post(id);
  nora.connection.receive(syncFrame(SYNC_UPDATE, Y.encodeStateAsUpdate(nora.doc)));
  await vi.waitFor(() => expect(nora.heard.saved).toBe(5));
});

test('[SY9] a burst of edits reaches others in few frames, and whole', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  tobias.heard.frames.length = 0;
  for (let i = 0; i < 200; i++) nora.post(`idee-${i}`);
  await vi.waitFor(() => expect(texts(tobias.doc)).toHaveLength(200));
  expect(tobias.heard.frames.length).toBeLessThan(20);
  expect(texts(tobias.doc)).toEqual(texts(nora.doc));
});

test('[SY9] more than goes in one go is taken in several, in order, and whoever reads sees all of it', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const text = 'x'.repeat(IDEA_TEXT_MAX);
  for (let n = 0; n < 500; n++) postIdea(nora.doc, { ...newIdea(`idee-${n}`, 'nora-participant'), text }, deed);
  expect(await documents.read(BOARD, (doc) => ideasOf(doc).size)).toBe(500);
  expect(nora.heard.closed).toBe('');
  await vi.waitFor(() => expect(nora.heard.saved).toBe(501));
});

test('[SY10] those who come while others write get one shared state and what came after it', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 150; i++) nora.post(`idee-${i}`);
  const first = await browser(documents, 'first-participant');
  for (let i = 150; i < 160; i++) nora.post(`idee-${i}`);
  const second = await browser(documents, 'second-participant');
  await vi.waitFor(() => expect([texts(first.doc).length, texts(second.doc).length]).toEqual([160, 160]));
  const largest = ({ heard }: typeof first) => heard.frames.reduce((a, b) => (b.length > a.length ? b : a));
  expect(largest(first)).toBe(largest(second));
});

test('[SY11] when the disk refuses, nothing was shown, and the board is read again as it was', async () => {
  let fail = false;
  const refusing = (store: Store) =>
    new Proxy(store, {
      get: (it, key: keyof Store) =>
        key === 'commit' && fail ? () => Promise.reject(new Error('disk full')) : it[key].bind(it),
    });
  const { documents } = await opened({ wrap: refusing });
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  nora.post('gut');
  await vi.waitFor(() => expect(nora.heard.saved).toBe(2));
  fail = true;
  nora.post('verloren');
  await vi.waitFor(() => expect([nora.heard.closed, tobias.heard.closed]).toEqual(['later', 'later']));
  expect([texts(tobias.doc), nora.heard.saved]).toEqual([['Idee gut'], 2]);
  fail = false;
  const back = await browser(documents, 'nora-participant', nora.doc);
  await vi.waitFor(async () => expect(await documents.read(BOARD, texts)).toEqual(['Idee gut', 'Idee verloren']));
  expect(back.heard.closed).toBe('');
});

test('[SY12] an idea whose cluster is removed at the same moment ends in the pool', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  nora.post('eins');
  const cluster = {
    id: 'cluster-aaaaaaa',
    title: 'Laden',
    at: [0, 0] as const,
    createdBy: 'nora-participant',
    createdAt: 1,
  };
  createCluster(nora.doc, cluster, deed);
  await vi.waitFor(() => expect(readBoard(tobias.doc).clusters.size).toBe(1));
  removeCluster(nora.doc, cluster.id, deed);
  placeIdea(tobias.doc, 'eins-aaaaaaaaaa', { in: cluster.id, rank: 'a0' }, deed);
  for (const { doc } of [nora, tobias]) {
    await vi.waitFor(() =>
      expect(readBoard(doc)).toEqual({
        ...{ actions: new Map(), clusters: new Map(), comments: new Map(), marks: new Map() },
        ideas: new Map([['eins-aaaaaaaaaa', newIdea('eins', 'nora-participant')]]),
      }),
    );
  }
});

test('[SY13] a title that grew too long under several hands is cut for everybody alike', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  createCluster(nora.doc, { id: 'cluster-aaaaaaa', title: '', at: [0, 0], createdBy: null, createdAt: 1 }, deed);
  await vi.waitFor(() => expect(readBoard(tobias.doc).clusters.size).toBe(1));
  const name = (doc: Y.Doc, title: string) =>
    rewriteText(doc, textAt(doc, 'clusters', 'cluster-aaaaaaa') as Y.Text, title, deed);
  name(nora.doc, 'n'.repeat(CLUSTER_TITLE_MAX));
  name(tobias.doc, 't'.repeat(CLUSTER_TITLE_MAX));
  const titles = () => [nora.doc, tobias.doc].map((doc) => [...readBoard(doc).clusters.values()][0]?.title);
  await vi.waitFor(() => expect(titles()[0]).toHaveLength(CLUSTER_TITLE_MAX));
  await vi.waitFor(() => expect(titles()[1]).toBe(titles()[0]));
});

test('[SY43] however often something is put back, the server writes under one client id', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const [eins, zwei, drei] = ['eins', 'zwei', 'drei'].map((id) => {
    nora.post(id);
    return ideasOf(nora.doc).get(`${id}-aaaaaaaaaa`);
  });
  for (let n = 0; n < 5; n++) {
    for (const idea of [eins, zwei]) idea?.delete('under');
    eins?.set('under', 'zwei-aaaaaaaaaa');
    zwei?.set('under', 'drei-aaaaaaaaaa');
    // What lies under an idea is put where it goes by the server.
    await vi.waitFor(() => expect(eins?.get('under')).toBe('drei-aaaaaaaaaa'));
  }
  expect(drei?.has('under')).toBe(false);
  expect(await documents.read(BOARD, (doc) => doc.store.clients.size)).toBe(2);
});

test('[SY14] a board leaves memory when nobody is there and comes back whole', async () => {
  const { documents } = await opened({ lingerMs: 20 });
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 30; i++) nora.post(`idee-${i}`);
  await vi.waitFor(() => expect(nora.heard.saved).toBe(31));
  nora.connection.gone();
  await vi.waitFor(async () => expect((await documents.stats()).boards).toBe(0));
  const tobias = await browser(documents, 'tobias-participant');
  await vi.waitFor(() => expect(texts(tobias.doc)).toEqual(texts(nora.doc)));
});

test('[SY14] a board nobody writes in sleeps, admits people asleep, and wakes for an edit', async () => {
  const { documents } = await opened({ sleepMs: 20 });
  const nora = await browser(documents, 'nora-participant');
  nora.post('eins');
  await wait(80);
  const tobias = await browser(documents, 'tobias-participant');
  await vi.waitFor(() => expect(texts(tobias.doc)).toEqual(['Idee eins']));
  tobias.post('zwei');
  await vi.waitFor(() => expect(texts(nora.doc)).toEqual(['Idee eins', 'Idee zwei']));
});

test('[SY15] a board that sleeps when the last one leaves is folded into a snapshot too', async () => {
  const { documents, store } = await opened({ sleepMs: 20, lingerMs: 120 });
  const nora = await browser(documents, 'nora-participant');
  for (const id of ['eins', 'zwei']) {
    nora.post(id);
    await vi.waitFor(() => expect(texts(nora.doc)).toHaveLength(nora.heard.saved - 1));
  }
  nora.connection.gone();
  await vi.waitFor(async () => expect((await documents.stats()).boards).toBe(0));
  expect((await store.load({ boardId: BOARD, name: '' })).snapshot).not.toBeNull();
});

test('[SY15] a long journal is folded into a snapshot, and nothing gets lost by it', async () => {
  const { documents, store } = await opened({ compactAfterUpdates: 10 });
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 35; i++) {
    placeIdeaOrPost(nora, i);
    await vi.waitFor(() => expect(nora.heard.saved).toBe(i + 2), { interval: 1 });
  }
  await vi.waitFor(async () => expect((await store.load({ boardId: BOARD, name: '' })).snapshot).not.toBeNull());
  expect(await store.load({ boardId: BOARD, name: '' })).toMatchObject({ seq: 35, updates: { length: 2 } });
  await documents.close();
  const again = documentsOn(store);
  expect(await again.read(BOARD, readBoard)).toEqual(readBoard(nora.doc));
  await again.close();
});

test('[OP76] a snapshot that finds no room on the disk is left for later, and disturbs nobody', async () => {
  let tries = 0;
  const compact = () => {
    tries++;
    return Promise.reject(new StoreFault('disk-full', 'full'));
  };
  const { documents } = await opened({ compactAfterUpdates: 5, wrap: (store) => alteredStore(store, { compact }) });
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 20; i++) {
    placeIdeaOrPost(nora, i);
    await vi.waitFor(() => expect(nora.heard.saved).toBe(i + 2), { interval: 1 });
  }
  expect(tries).toBeGreaterThan(0);
  expect(nora.heard.closed).toBe('');
});

test('[SY16] a stock client that types before its offline edits arrived loses nothing', async () => {
  const { documents } = await opened();
  const offline = new Y.Doc();
  postIdea(offline, newIdea('offline', 'nora-participant'), deed);
  const before = Y.encodeStateVector(offline);
  const frames: Uint8Array[] = [];
  const transport: Transport = {
    buffered: 0,
    send: (sent) => sent.forEach(({ payload }) => frames.push(payload)),
    close: (code) => frames.push(new TextEncoder().encode(code)),
  };
  const connection = await documents.using(
    BOARD,
    (document) =>
      new Connection(transport, {
        seat: { participantId: 'nora-participant', role: 'participant' },
        document: document as never,
        log: silent,
      }),
  );
  postIdea(offline, newIdea('danach', 'nora-participant'), deed);
  connection.receive(syncFrame(SYNC_UPDATE, Y.encodeStateAsUpdate(offline, before)));
  await wait(30);
  expect(frames.some((frame) => frame[0] === MESSAGE_SAVED)).toBe(false);
  connection.receive(syncFrame(SYNC_STEP_2, Y.encodeStateAsUpdate(offline)));
  await vi.waitFor(() => expect(frames.at(-1)).toEqual(Uint8Array.of(MESSAGE_SAVED, 2)));
  expect(await documents.read(BOARD, texts)).toEqual(['Idee danach', 'Idee offline']);
});

test('[SY17] presence is shown under one’s own name only, and ends with the connection', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  const say = (clientId: number, clock: number, state: unknown) =>
    nora.connection.receive(Uint8Array.from(presenceFrame([{ clientId, clock, state: JSON.stringify(state) }])));
  say(nora.doc.clientID, 1, { participant: 'tobias-participant', cursor: [1, 2] });
  say(nora.doc.clientID, 2, { participant: 'nora-participant', cursor: [1, 2], name: 'Chef' });
  say(nora.doc.clientID, 3, { participant: 'nora-participant', cursor: [3, 4] });
  await vi.waitFor(() => expect(tobias.heard.presence).toEqual(['{"participant":"nora-participant","cursor":[3,4]}']));
  nora.connection.gone();
  await vi.waitFor(() => expect(tobias.heard.presence.at(-1)).toBe('null'));
});

function placeIdeaOrPost({ doc, post }: { doc: Y.Doc; post: (id: string) => void }, i: number): void {
  if (i % 10 === 0) post(`idee-${i}`);
  else placeIdea(doc, `idee-${i - (i % 10)}-aaaaaaaaaa`, { at: [i, i] }, deed);
}
