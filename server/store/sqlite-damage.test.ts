import { randomFillSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AT_BOARD, BOARD, OTHER, aBoard, aSnapshot, anUpdate, textOf } from './contract-fixture.ts';
import { inspectLog } from './sqlite-log.ts';
import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

const LAST = 40;
const SNAPSHOT = 20;

/** The file of a closed store with two boards: a snapshot and updates behind it on each. */
async function storeFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-damage-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tafelrunde.db');
  await using(file, async (store) => {
    for (const boardId of [BOARD, OTHER]) {
      await store.addBoard(aBoard(boardId), []);
      const updates = Array.from({ length: LAST }, (_, at) => anUpdate(at + 1, { boardId }));
      await Promise.all(updates.map((update) => store.commit(update)));
      await store.compact(aSnapshot(SNAPSHOT, { boardId }));
    }
  });
  return file;
}

async function using<T>(file: string, use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ file });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

function sql(file: string, statement: string): void {
  const db = new DatabaseSync(file);
  db.exec(statement);
  db.close();
}

/** Flips one bit in the middle of the only place where these words stand. */
function flip(file: string, words: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(words);
  expect(bytes.indexOf(words, at + 1)).toBe(-1);
  bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

const OF_BOARD = `doc = (SELECT doc FROM documents WHERE board_id = '${BOARD}')`;

test.each([
  ['an update with other bytes', `UPDATE journal SET bytes = x'00' WHERE seq = 30 AND ${OF_BOARD}`, 'update 30'],
  ['a snapshot with other bytes', `UPDATE snapshots SET state = x'00' WHERE ${OF_BOARD}`, 'the snapshot'],
  ['a gap among the updates', `DELETE FROM journal WHERE seq = 33 AND ${OF_BOARD}`, 'update 33'],
  ['a gap behind the snapshot', `DELETE FROM journal WHERE seq = 21 AND ${OF_BOARD}`, 'update 21'],
  ['nothing at all', `DELETE FROM journal WHERE ${OF_BOARD}; DELETE FROM snapshots WHERE ${OF_BOARD}`, 'update 1 '],
  ['no snapshot', `DELETE FROM snapshots WHERE ${OF_BOARD}`, 'update 1 '],
])('[ST50] %s is damage, named, and keeps nobody from other boards', async (_, statement, what) => {
  const file = await storeFile();
  sql(file, statement);
  await using(file, async (store) => {
    await expect(store.load(AT_BOARD)).rejects.toMatchObject({ kind: 'corrupt' });
    await expect(store.load(AT_BOARD)).rejects.toThrow(new RegExp(`${what}.*${BOARD}`));
    expect((await store.load({ boardId: OTHER, name: '' })).seq).toBe(LAST);
  });
});

test('[ST50] one flipped bit is damage, where SQLite itself sees none', async () => {
  const file = await storeFile();
  await using(file, (store) => store.commit(anUpdate(LAST + 1, { update: new TextEncoder().encode('einmalig') })));
  flip(file, 'einmalig');
  await using(file, async (store) => {
    await expect(store.load(AT_BOARD)).rejects.toThrow(`update ${LAST + 1} of board ${BOARD} is not what was written`);
  });
});

test('[ST50] updates from before there were checksums are read as they are', async () => {
  const file = await storeFile();
  sql(file, 'UPDATE journal SET checksum = NULL; UPDATE snapshots SET checksum = NULL');
  const { snapshot, updates } = await using(file, (store) => store.load(AT_BOARD));
  expect([textOf(snapshot), updates.length]).toEqual([`state of ${SNAPSHOT}`, LAST - SNAPSHOT]);
});

test('[ST51] a board whose room cannot be read is damage, named, and others are read', async () => {
  const file = await storeFile();
  sql(file, `UPDATE boards SET room = substr(room, 3) WHERE id = '${BOARD}'`);
  await using(file, async (store) => {
    await expect(store.boardById(BOARD)).rejects.toMatchObject({ kind: 'corrupt' });
    await expect(store.boardById(BOARD)).rejects.toThrow(`the room of board ${BOARD}`);
    expect((await store.boardById(OTHER))?.info.id).toBe(OTHER);
  });
});

describe('the log that a killed server left behind', () => {
  /** A file and its log as they lie there after a kill: copied while a store has them open. */
  async function leftBehind(): Promise<{ file: string; log: Buffer }> {
    const file = await storeFile();
    return using(file, async (store) => {
      for (let seq = LAST + 1; seq <= LAST + 5; seq++) await store.commit(anUpdate(seq));
      const copy = `${file}.left`;
      writeFileSync(copy, readFileSync(file));
      const log = readFileSync(`${file}-wal`);
      writeFileSync(`${copy}-wal`, log);
      return { file: copy, log };
    });
  }

  /** The sequence number of the board's last update, and what the operator was told. */
  async function reopened(file: string): Promise<{ seq: number; told: string[] }> {
    const told: string[] = [];
    const store = await openSqliteStore({ file }, (remark) => told.push(remark));
    const { seq } = await store.load(AT_BOARD);
    await store.close();
    return { seq, told };
  }

  test('[ST52] whole, it is taken up in silence', async () => {
    const { file } = await leftBehind();
    expect(inspectLog(`${file}-wal`)).toBe('whole');
    expect(await reopened(file)).toEqual({ seq: LAST + 5, told: [] });
  });

  test('[ST52] with a last transaction that was cut off, it is taken up to there, and the operator is told', async () => {
    const { file, log } = await leftBehind();
    log[log.length - 7] = (log.at(-7) ?? 0) ^ 1;
    writeFileSync(`${file}-wal`, log);
    expect(await reopened(file)).toEqual({ seq: LAST + 4, told: [expect.stringContaining('cut off')] });
  });

  test.each([
    ['in its middle', (log: Buffer) => log.length / 2],
    ['in its head', () => 13],
  ])('[ST52] damaged %s, it is refused, and file and log stay as they are', async (_, where) => {
    const { file, log } = await leftBehind();
    randomFillSync(log, Math.floor(where(log)), 8);
    writeFileSync(`${file}-wal`, log);
    const before = readFileSync(file);
    const opening = openSqliteStore({ file });
    await expect(opening).rejects.toMatchObject({ kind: 'corrupt' });
    await expect(opening).rejects.toThrow('-wal');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
  });

  test('[ST52] what a log holds of an earlier round through it is no damage', async () => {
    const { file, log } = await leftBehind();
    const older = Buffer.from(log.subarray(32));
    for (let at = 8; at < older.length; at += 1_024 + 24) older.writeUInt32BE(older.readUInt32BE(at) - 1, at);
    writeFileSync(`${file}-wal`, Buffer.concat([log, older]));
    expect(await reopened(file)).toEqual({ seq: LAST + 5, told: [] });
  });
});
