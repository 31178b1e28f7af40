import * as Y from 'yjs';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { expect, test } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import type { Joined } from '#shared/wire/http.ts';
import { CLOSE, MESSAGE_SAVED, MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { syncFrame } from '../sync/frames.ts';
import { knock, until, type LiveClient } from '../testing/person.ts';
import { laidTable, type Table, type TableOptions } from '../testing/table.ts';

const DAY_MS = 24 * 3_600_000;
const NOTHING = Uint8Array.of(0, 0);

const asBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function tableWithGuest(options?: TableOptions) {
  const table = await laidTable(options);
  const { board, moderator } = await table.create({ agenda: 'freie-wand', retentionDays: 1 });
  return { table, board, moderator, guest: await table.join(board.code) };
}

const come = (table: Table, { boardId, token }: Pick<Joined, 'boardId' | 'token'>, transports = ['polling']) =>
  knock(table.url, boardId, { token, transports });

const open = (live: LiveClient, document = '', generation: number | null = null): Promise<number | null> =>
  live.timeout(5_000).emitWithAck('sync-open', document, generation);

const closeOf = (live: LiveClient) =>
  new Promise<number>((resolve) => live.once('sync-close', (_, code) => resolve(code)));

const say = (live: LiveClient, frame: Uint8Array) => live.emit('sync-frames', '', [asBase64(frame)]);

/** A copy of the board over the room's connection, and how many of its frames are said to be on disk. */
function copyOver(live: LiveClient, doc = new Y.Doc()) {
  const copy = { doc, saved: 0 };
  const hear = (frame: string) => {
    const decoder = createDecoder(Buffer.from(frame, 'base64'));
    const kind = readVarUint(decoder);
    if (kind === MESSAGE_SAVED) copy.saved = readVarUint(decoder);
    if (kind !== MESSAGE_SYNC) return;
    const step = readVarUint(decoder);
    const payload = readVarUint8Array(decoder);
    if (step === SYNC_STEP_1) say(live, syncFrame(SYNC_STEP_2, Y.encodeStateAsUpdate(doc, payload)));
    else Y.applyUpdate(doc, payload, 'server');
  };
  live.on('sync-frames', (_, frames) => frames.forEach(hear));
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'server') say(live, syncFrame(SYNC_UPDATE, update));
  });
  return copy;
}

function write(doc: Y.Doc, author: string, id: string): void {
  postIdea(doc, { id, text: id, author, sector: 'creative', createdAt: 1 }, { is: 'deed', by: author });
}

const ideasIn = (doc: Y.Doc): string[] => [...readBoard(doc).ideas.keys()].sort();

test.each(['polling', 'websocket'])(
  '[SY70] the document travels over the connection to the room as well (%s)',
  async (transport) => {
    const { table, board, guest } = await tableWithGuest();
    const nora = await table.sit(await table.join(board.code));
    write(nora.doc, nora.participantId, 'idea-before-aaaa');
    await nora.saved();
    const live = come(table, guest, [transport]);
    const copy = copyOver(live);
    expect(await open(live)).toBeNull();
    say(live, syncFrame(SYNC_STEP_1, Y.encodeStateVector(copy.doc)));
    await until(() => expect(ideasIn(copy.doc)).toEqual(['idea-before-aaaa']));
    write(copy.doc, guest.participantId, 'idea-of-guest-aaa');
    write(nora.doc, nora.participantId, 'idea-of-nora-aaaa');
    for (const doc of [copy.doc, nora.doc]) await until(() => expect(ideasIn(doc)).toHaveLength(3));
    await until(() => expect(copy.saved).toBe(2));
  },
);

test('[SY71] who may not open a document gets the code that a WebSocket would have got', async () => {
  let now = Date.now();
  const { table, board, guest } = await tableWithGuest({ world: { now: () => now } });
  const live = come(table, guest);
  expect(await open(live, 'somebody-else-1')).toBe(CLOSE.notHere);
  expect(await open(live, 7 as never)).toBe(CLOSE.notHere);
  expect(await open(live, '', 0)).toBe(CLOSE.olderGeneration);
  expect(await open(live, '', 'x' as never)).toBe(CLOSE.olderGeneration);
  expect(await open(live, '', 1)).toBeNull();
  now += 2 * DAY_MS;
  expect(await open(live)).toBe(CLOSE.noSeat);
  expect(board.id).toBe(guest.boardId);
});

test('[SY71] when the board is deleted, a carried document ends with the code that says so', async () => {
  const { table, board, moderator, guest } = await tableWithGuest();
  const live = come(table, guest);
  await open(live);
  const closed = closeOf(live);
  await table.call(`/api/boards/${board.id}`, { method: 'DELETE', token: moderator.token });
  expect(await closed).toBe(CLOSE.noBoard);
});

test.each<[string, unknown, number]>([
  ['text', 'hello', CLOSE.refused],
  ['nothing', undefined, CLOSE.refused],
  ['what is no text', [7], CLOSE.refused],
  ['binary', [Buffer.from(syncFrame(SYNC_UPDATE, NOTHING))], CLOSE.refused],
  ['noise', [asBase64(Uint8Array.of(7, 255, 255, 255))], CLOSE.refused],
  ['an update that is none', [asBase64(syncFrame(SYNC_UPDATE, Uint8Array.of(1, 2, 3)))], CLOSE.refused],
  ['a frame too large', [asBase64(new Uint8Array(SYNC_FRAME_BYTES_MAX + 1))], CLOSE.tooMuch],
])('[SY71] %s ends the document with a code, and the room stays', async (_, frames, code) => {
  const { table, guest } = await tableWithGuest();
  const live = come(table, guest);
  await open(live);
  const closed = closeOf(live);
  live.emit('sync-frames', '', frames as string[]);
  expect(await closed).toBe(code);
  expect(await open(live)).toBeNull();
});

test('[SY72] what was left or never opened takes no frames, and a new opening starts from nothing', async () => {
  const { table, guest } = await tableWithGuest();
  const live = come(table, guest);
  const copy = copyOver(live);
  say(live, syncFrame(SYNC_UPDATE, NOTHING));
  void open(live).catch(() => undefined);
  live.emit('sync-close', '');
  const connections = async () =>
    (await table.call('/metrics')).text.match(/^tafelrunde_sync_connections (\d+)$/m)?.[1];
  expect(await open(live)).toBeNull();
  await until(() => expect(copy.saved).toBe(1));
  expect(await open(live)).toBeNull();
  await expect.poll(connections).toBe('1');
  say(live, syncFrame(SYNC_UPDATE, NOTHING));
  await until(() => expect(copy.saved).toBe(2));
  live.emit('sync-close', '');
  await expect.poll(connections).toBe('0');
});

test('[SY72] a document leaves with the connection that carried it', async () => {
  const { table, guest } = await tableWithGuest();
  const live = come(table, guest);
  await open(live);
  live.disconnect();
  const connections = async () =>
    (await table.call('/metrics')).text.match(/^tafelrunde_sync_connections (\d+)$/m)?.[1];
  await expect.poll(connections).toBe('0');
});
