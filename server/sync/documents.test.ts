import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeCluster, rewriteText, textAt } from '#shared/document/write.ts';
import { CLUSTER_TITLE_MAX } from '#shared/model/limits.ts';
import {
  MESSAGE_PRESENCE,
  MESSAGE_SAVED,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '#shared/wire/sync.ts';
import { createLog } from '../log.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store, StoredBoard } from '../store/store.ts';
import { Connection, type Transport } from './connection.ts';
import { Documents, type DocumentsOptions } from './documents.ts';
import { presenceFrame, readPresence, syncFrame } from './frames.ts';

const BOARD = 'board-aaaaaaaaaa';
const deed = { is: 'deed', by: 'x' } as const;
const silent = createLog('error', () => undefined);

const board: StoredBoard = {
  info: {
    id: BOARD,
    code: 'KUPFER-LAMPE-42',
    title: 'Mobilität',
    sectors: [{ id: 'industry' }],
    anonymous: false,
    locale: 'de',
    createdAt: 0,
    deleteAt: 9e12,
  },
  codeKey: 'KUPFERLAMPE42',
  retentionDays: 30,
  room: { agenda: [{ kind: 'open' }], current: 0, door: 'open', locked: false },
  roomVersion: 1,
  generation: 1,
};

async function opened(options: DocumentsOptions & { wrap?: (store: Store) => Store } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-'));
  const inner = await openSqliteStore({ file: join(folder, 'board.db') });
  await inner.addBoard(board, []);
  const store = options.wrap?.(inner) ?? inner;
  const documents = new Documents({ store, log: silent }, options);
  onTestFinished(async () => {
    await documents.close();
    await inner.close();
    rmSync(folder, { recursive: true });
  });
  return { documents, store: inner };
}

/** A browser without a network between: speaks the wire through a connection, and records what it hears. */
async function browser(documents: Documents, participantId: string, doc = new Y.Doc()) {
  const heard = { frames: [] as Uint8Array[], saved: 0, closed: '', presence: [] as string[] };
  const transport: Transport = {
    buffered: 0,
    send: (frame) => {
      heard.frames.push(frame);
      read(frame);
    },
    cork: () => undefined,
    uncork: () => undefined,
    close: (code) => (heard.closed = code),
  };
  const read = (frame: Uint8Array) => {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE_SAVED) heard.saved = decoding.readVarUint(decoder);
    if (kind === MESSAGE_PRESENCE)
      heard.presence.push(...(readPresence(decoding.readVarUint8Array(decoder)) ?? []).map(({ state }) => state));
    if (kind !== MESSAGE_SYNC) return;
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step !== SYNC_STEP_1) Y.applyUpdate(doc, payload, 'server');
    else setImmediate(() => connection.receive(syncFrame(SYNC_STEP_2, Y.encodeStateAsUpdate(doc, payload))));
  };
  const connection = await documents.using(BOARD, (document) => {
    if (document === null) throw new Error('no such board');
    return new Connection(transport, { seat: { participantId, role: 'participant' }, document, log: silent });
  });
  connection.receive(syncFrame(SYNC_STEP_1, Y.encodeStateVector(doc)));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') connection.receive(syncFrame(SYNC_UPDATE, update));
  });
  await vi.waitFor(() => expect(heard.saved).toBe(1));
  return { doc, heard, connection, post: (id: string) => postIdea(doc, newIdea(id, participantId), deed) };
}

const newIdea = (id: string, author: string) => ({
  id: `${id}-aaaaaaaaaa`,
  text: `Idee ${id}`,
  author,
  sector: 'industry',
  createdAt: 1,
});
const texts = (doc: Y.Doc): string[] => [...readBoard(doc).ideas.values()].map(({ text }) => text).sort();

/** A store whose commits wait until the test lets them through. */
function held(store: Store) {
  let release = (): void => undefined;
  let gate = Promise.resolve();
  const hold = () => (gate = new Promise((resolve) => (release = resolve)));
  const commit: Store['commit'] = async (entry) => {
    await gate;
    return store.commit(entry);
  };
  return {
    hold,
    release: () => release(),
    wrapped: new Proxy(store, { get: (it, key: keyof Store) => (key === 'commit' ? commit : it[key].bind(it)) }),
  };
}

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
        clusters: new Map(),
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

test('[SY15] a long journal is folded into a snapshot, and nothing gets lost by it', async () => {
  const { documents, store } = await opened();
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 1_200; i++) placeIdeaOrPost(nora, i);
  await vi.waitFor(async () => expect((await store.load({ boardId: BOARD, name: '' })).snapshot).not.toBeNull(), 5_000);
  const stored = await store.load({ boardId: BOARD, name: '' });
  expect(stored.updates.length).toBeLessThan(400);
  await documents.close();
  const again = new Documents({ store, log: silent });
  expect(await again.read(BOARD, readBoard)).toEqual(readBoard(nora.doc));
  await again.close();
});

test('[SY16] a stock client that types before its offline edits arrived loses nothing', async () => {
  const { documents } = await opened();
  const offline = new Y.Doc();
  postIdea(offline, newIdea('offline', 'nora-participant'), deed);
  const before = Y.encodeStateVector(offline);
  const frames: Uint8Array[] = [];
  const transport: Transport = {
    buffered: 0,
    send: (frame) => frames.push(frame),
    cork: () => undefined,
    uncork: () => undefined,
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
