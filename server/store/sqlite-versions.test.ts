import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BOARD, aBoard, aSeat, anUpdate, bytesOf, told } from './contract-fixture.ts';
import { openSqliteStore } from './sqlite.ts';
import type { NewVersion } from './store.ts';

const VERSION: NewVersion = {
  ...{ boardId: BOARD, epoch: 1, at: 1_700_000_000_000, why: { is: 'import' }, ideas: 1 },
  state: bytesOf('eins'),
};

/** The file of a closed store with one board, an update and a version, on which somebody has then worked. */
async function fileAfter(statement: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-versions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tafelrunde.db');
  const store = await openSqliteStore({ file });
  await store.addBoard(aBoard(BOARD), [aSeat('ada')]);
  await store.commit(anUpdate(1));
  await store.addVersion(VERSION);
  await store.close();
  const db = new DatabaseSync(file);
  db.exec(statement);
  db.close();
  return file;
}

test('[VE15] a data file from before there were versions gets room for them, and loses nothing', async () => {
  const file = await fileAfter('DROP TABLE versions; PRAGMA user_version = 4');
  const store = await openSqliteStore({ file });
  onTestFinished(() => store.close());
  expect(await store.boardById(BOARD)).toMatchObject({ info: { id: BOARD } });
  expect(await store.seatsOf(BOARD)).toHaveLength(1);
  expect(await told(store)).toMatchObject({ seq: 1, updates: ['update 1'] });
  expect(await store.versionsOf(BOARD)).toEqual([]);
  expect(await store.addVersion(VERSION)).toBe(1);
});

test.each([
  ['what it holds', `UPDATE versions SET state = x'00'`],
  ['why it was kept', `UPDATE versions SET why = 'because'`],
])('[VE13] a version is read as it was written or not at all (%s)', async (_, statement) => {
  const store = await openSqliteStore({ file: await fileAfter(statement) });
  onTestFinished(() => store.close());
  await expect(store.versionAt(BOARD, 1)).rejects.toMatchObject({ name: 'StoreFault', kind: 'corrupt' });
});
