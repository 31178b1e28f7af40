import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { CLOSE, DAMAGED, SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { DATA_FILE } from './config.ts';
import { knock, type Person, type Sitting } from './testing/person.ts';
import { laidTable, type Table } from './testing/table.ts';

/** Two boards with an idea each, after somebody has damaged the first one's data while the server was down. */
async function damaged(statement: string) {
  const before = await laidTable();
  const bad = await withIdea(before);
  const good = await withIdea(before);
  await before.close();
  const file = join(before.dir, DATA_FILE);
  const db = new DatabaseSync(file);
  db.function('ofBoard', () => bad.boardId);
  db.exec(statement);
  db.close();
  const left = rowsOf(file);
  const table = await laidTable({ dir: before.dir });
  return { table, bad, good, file, left };
}

async function withIdea(table: Table): Promise<Sitting> {
  const { board, moderator } = await table.create({ agenda: 'freie-wand' });
  const sitting = { boardId: board.id, ...moderator };
  const person = await table.sit(sitting);
  post(person, 'idea-of-the-first');
  // One entry of the journal each.
  await person.saved();
  post(person, 'idea-of-the-second');
  await person.saved();
  person.leave();
  return sitting;
}

const post = ({ doc, participantId }: Person, id: string): void =>
  postIdea(doc, { id, text: 'Gut', author: participantId, sector: 'other', createdAt: 1 }, { is: 'deed', by: 'x' });

/** Everything that lies there of the first document; nobody may have the file open. */
function rowsOf(file: string): unknown {
  const db = new DatabaseSync(file);
  const rows = ['journal', 'snapshots'].map((name) => db.prepare(`SELECT * FROM ${name} WHERE doc = 1`).all());
  db.close();
  return rows;
}

/** How the server answers somebody who wants to this board. */
function refusal(table: Table, { boardId, token }: Sitting): Promise<{ code: number; reason: string }> {
  const socket = new WebSocket(`${table.url.replace('http', 'ws')}/sync/${boardId}`, [SUBPROTOCOL, token]);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
}

const complaints = ({ logged }: Table, { boardId }: Sitting): string[] =>
  logged.filter((line) => line.includes('damaged') && line.includes(boardId));

const GARBAGE = `UPDATE journal SET checksum = NULL, bytes = x'01ff0102ffff' WHERE doc = 1 AND seq = 1`;
const GAP_IN_YJS = `UPDATE journal SET checksum = NULL, bytes = x'0000' WHERE doc = 1 AND seq = 1`;
const FLIPPED = `UPDATE journal SET bytes = x'0000' WHERE doc = 1 AND seq = 1`;
const GAP = `DELETE FROM journal WHERE doc = 1 AND seq = 1`;
const SNAPSHOT = `INSERT INTO snapshots (doc, seq, state) VALUES (1, 1, x'09090909'); ${GAP}`;

test.each([
  ['bytes that are no update', GARBAGE],
  ['an update that others build on and that is not there', GAP_IN_YJS],
  ['an update with other bytes', FLIPPED],
  ['a gap in its journal', GAP],
  ['a snapshot that is none', SNAPSHOT],
])('[OP72] a board with %s stays closed and as it is, which is said once; others live on', async (_, statement) => {
  const { table, bad, good, file, left } = await damaged(statement);
  for (let knocks = 0; knocks < 3; knocks++) {
    expect(await refusal(table, bad)).toEqual({ code: CLOSE.later, reason: DAMAGED });
  }
  expect(complaints(table, bad)).toEqual([expect.stringContaining('Restore a backup of the data file')]);
  const person = await table.sit(good);
  post(person, 'idea-of-the-third');
  await person.saved();
  expect(readBoard(person.doc).ideas.size).toBe(3);
  await table.close();
  expect(rowsOf(file)).toEqual(left);
});

test('[OP73] calls to a damaged board are answered with what is wrong, in the person’s language', async () => {
  const { table, bad } = await damaged(GARBAGE);
  const exported = await table.call<Problem>(`/api/boards/${bad.boardId}/export.json?locale=en`, { token: bad.token });
  expect(exported.status).toBe(503);
  expect(exported.json.type).toBe('urn:tafelrunde:problem:board-damaged');
  expect(exported.json.title).toContain('damaged on the server');
});

test('[OP73] a damaged room lets nobody in, and says why', async () => {
  const { table, bad, good } = await damaged(`UPDATE boards SET room = 'x' WHERE id = ofBoard()`);
  const problem = await new Promise<Problem>((resolve) => {
    const live = knock(table.url, bad.boardId, { token: bad.token });
    live.on('connect_error', (error) => resolve((error as Error & { data: Problem }).data));
  });
  expect(problem).toMatchObject({ type: 'urn:tafelrunde:problem:board-damaged', status: 503 });
  expect(await refusal(table, bad)).toEqual({ code: CLOSE.later, reason: DAMAGED });
  expect((await table.sit(good)).room.version).toBeGreaterThanOrEqual(0);
});

test('[OP75] a damaged board can be deleted', async () => {
  const { table, bad } = await damaged(GARBAGE);
  expect(await refusal(table, bad)).toMatchObject({ reason: DAMAGED });
  const deleted = await table.call(`/api/boards/${bad.boardId}`, { method: 'DELETE', token: bad.token });
  expect(deleted.status).toBe(204);
  expect(await refusal(table, bad)).toMatchObject({ code: CLOSE.noBoard });
});
