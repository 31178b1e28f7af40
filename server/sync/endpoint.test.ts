import * as Y from 'yjs';
import { WebSocket } from 'ws';
import { expect, onTestFinished, test } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE, SUBPROTOCOL, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { until } from '../testing/person.ts';
import { laidTable, type Table } from '../testing/table.ts';
import { syncFrame } from './frames.ts';

const DAY_MS = 24 * 3_600_000;

/** A bare WebSocket to the sync endpoint; `closed` resolves with the close code. */
function knock(table: Table, path: string, token?: string) {
  const protocols = token === undefined ? [SUBPROTOCOL] : [SUBPROTOCOL, token];
  const socket = new WebSocket(`${table.url.replace('http', 'ws')}/sync/${path}`, protocols);
  onTestFinished(() => socket.terminate());
  const opened = new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const closed = new Promise<number>((resolve) => socket.once('close', (code: number) => resolve(code)));
  return { socket, opened, closed };
}

async function tableWithGuest() {
  const table = await laidTable();
  const { board, moderator } = await table.create({ agenda: 'freie-wand' });
  const guest = await table.join(board.code);
  return { table, board, moderator, guest };
}

test('[SY40] who has no seat, or none here, is told so by a final code', async () => {
  const { table, board, guest } = await tableWithGuest();
  const other = await table.create();
  expect(await knock(table, board.id).closed).toBe(CLOSE.noSeat);
  expect(await knock(table, board.id, 'A'.repeat(32)).closed).toBe(CLOSE.noSeat);
  expect(await knock(table, other.board.id, guest.token).closed).toBe(CLOSE.notHere);
  expect(await knock(table, `${board.id}.somebody-else-1`, guest.token).closed).toBe(CLOSE.notHere);
  expect(await knock(table, 'no-such-board-at-all', guest.token).closed).toBe(CLOSE.noBoard);
  expect(await knock(table, '%E0%A4%A', guest.token).closed).toBe(CLOSE.noBoard);
});

test('[SY40] an expired token opens nothing', async () => {
  let now = Date.now();
  const table = await laidTable({ world: { now: () => now } });
  const { board } = await table.create({ retentionDays: 1 });
  const guest = await table.join(board.code);
  now += 2 * DAY_MS;
  expect(await knock(table, guest.boardId, guest.token).closed).toBe(CLOSE.noSeat);
});

test('[SY41] a copy of another generation is turned away, the current one let in', async () => {
  const { table, guest } = await tableWithGuest();
  expect(await knock(table, `${guest.boardId}?g=0`, guest.token).closed).toBe(CLOSE.olderGeneration);
  await knock(table, `${guest.boardId}?g=1`, guest.token).opened;
});

test.each<[string, Buffer | string, number]>([
  ['text', 'hello', CLOSE.refused],
  ['nothing', Buffer.alloc(0), CLOSE.refused],
  ['noise', Buffer.from([7, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]), CLOSE.refused],
  ['a sync frame with a false length', Buffer.from([0, 2, 200, 1, 2]), CLOSE.refused],
  ['a state vector that is none', Buffer.from(syncFrame(0, Uint8Array.of(5, 1))), CLOSE.refused],
  ['an update that is none', Buffer.from(syncFrame(SYNC_UPDATE, Uint8Array.of(1, 2, 3))), CLOSE.refused],
  ['a frame too large', Buffer.alloc(SYNC_FRAME_BYTES_MAX + 1), CLOSE.tooMuch],
])('[SY42] %s ends the connection with a code, and nobody else notices', async (_, frame, code) => {
  const { table, board, guest } = await tableWithGuest();
  const nora = await table.sit(await table.join(board.code));
  const stranger = knock(table, board.id, guest.token);
  await stranger.opened;
  stranger.socket.send(frame);
  expect(await stranger.closed).toBe(code);
  const idea = {
    id: 'idea-of-nora-aaa',
    text: 'Weiter so',
    author: nora.participantId,
    sector: 'creative',
    createdAt: 1,
  };
  postIdea(nora.doc, idea, { is: 'deed', by: nora.participantId });
  await nora.saved();
  expect(nora.provider.wsconnected).toBe(true);
});

test('[SY42] forged updates close with 4409, and nothing of them is applied', async () => {
  const { table, board, guest } = await tableWithGuest();
  const nora = await table.sit(await table.join(board.code));
  const forged = new Y.Doc();
  const good = { id: 'idea-that-is-good', text: 'gut', author: guest.participantId, sector: 'creative', createdAt: 1 };
  postIdea(forged, good, { is: 'deed', by: guest.participantId });
  postIdea(forged, { ...good, id: 'idea-in-anothers', author: nora.participantId }, { is: 'deed', by: 'x' });
  const forger = knock(table, board.id, guest.token);
  await forger.opened;
  forger.socket.send(syncFrame(SYNC_STEP_2, Y.encodeStateAsUpdate(forged)));
  expect(await forger.closed).toBe(CLOSE.refused);
  const own = {
    id: 'idea-of-nora-aaa',
    text: 'Weiter so',
    author: nora.participantId,
    sector: 'creative',
    createdAt: 1,
  };
  postIdea(nora.doc, own, { is: 'deed', by: nora.participantId });
  await nora.saved();
  await until(() => expect([...readBoard(nora.doc).ideas.keys()]).toEqual([own.id]));
});
