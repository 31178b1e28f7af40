/** Live documents on a real store, with browsers that have no network between. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { expect, onTestFinished, vi } from 'vitest';
import type { Seat } from '#shared/model/seat.ts';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { NEW_ROOM, type Moment } from '#shared/model/room.ts';
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
import { Connection, type Transport } from '../sync/connection.ts';
import { Documents, type DocumentsOptions } from '../sync/documents.ts';
import { readPresence, syncFrame } from '../sync/frames.ts';

export const BOARD = 'board-aaaaaaaaaa';
export const deed = { is: 'deed', by: 'x' } as const;
export const silent = createLog('error', () => undefined);

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
  room: { ...NEW_ROOM, agenda: [{ kind: 'open' }] },
  roomVersion: 1,
  generation: 1,
};

export async function opened(options: DocumentsOptions & { wrap?: (store: Store) => Store } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-'));
  const inner = await openSqliteStore({ file: join(folder, 'board.db') });
  await inner.addBoard(board, []);
  const store = options.wrap?.(inner) ?? inner;
  const documents = documentsOn(store, options);
  onTestFinished(async () => {
    await documents.close();
    await inner.close();
    rmSync(folder, { recursive: true });
  });
  return { documents, store: inner };
}

/** A free wall, where everybody may everything. */
export const documentsOn = (store: Store, options: DocumentsOptions = {}): Documents =>
  new Documents({ store, log: silent, momentOf: () => Promise.resolve(FREE_WALL) }, options);

export const FREE_WALL: Moment = { step: 'open', silent: false, locked: false, anonymous: false, most: null };

/** A browser without a network between: speaks the wire through a connection, and records what it hears. */
export async function browser(
  documents: Documents,
  who: string | Pick<Seat, 'participantId' | 'role'>,
  doc = new Y.Doc(),
) {
  const seat = typeof who === 'string' ? ({ participantId: who, role: 'participant' } as const) : who;
  const { participantId } = seat;
  const heard = { frames: [] as Uint8Array[], saved: 0, closed: '', presence: [] as string[] };
  /** `buffered` is the test's: what the network has not taken yet. */
  const transport: Transport & { buffered: number } = {
    buffered: 0,
    send: (frames) => {
      for (const { payload } of frames) {
        heard.frames.push(payload);
        read(payload);
      }
    },
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
    return new Connection(transport, { seat, document, log: silent });
  });
  connection.receive(syncFrame(SYNC_STEP_1, Y.encodeStateVector(doc)));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') connection.receive(syncFrame(SYNC_UPDATE, update));
  });
  await vi.waitFor(() => expect(heard.saved).toBe(1), { timeout: 5_000 });
  return { doc, heard, connection, transport, post: (id: string) => postIdea(doc, newIdea(id, participantId), deed) };
}

export const newIdea = (id: string, author: string) => ({
  id: `${id}-aaaaaaaaaa`,
  text: `Idee ${id}`,
  author,
  sector: 'industry',
  createdAt: 1,
});
export const texts = (doc: Y.Doc): string[] => [...readBoard(doc).ideas.values()].map(({ text }) => text).sort();

/** A store whose commits wait until the test lets them through. */
export function held(store: Store) {
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
