import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { AT_BOARD, BOARD, aBoard, anUpdate } from './contract-fixture.ts';
import { storeContract, type StoreHarness } from './contract.ts';
import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

storeContract('SQLite', newHarness);

async function newHarness(): Promise<StoreHarness> {
  const folder = await newFolder();
  const file = join(folder, 'tafelrunde.db');
  let store: Store | null = null;
  return {
    async open() {
      await store?.close();
      return (store = await openSqliteStore({ file }));
    },
    async steal(boardId) {
      const db = new DatabaseSync(file);
      db.prepare('UPDATE boards SET epoch = epoch + 1 WHERE id = ?').run(boardId);
      db.close();
    },
    async bytes() {
      const names = await readdir(folder);
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
    },
    async end() {
      await store?.close();
      await rm(folder, { recursive: true });
    },
  };
}

const newFolder = () => mkdtemp(join(tmpdir(), 'tafelrunde-store-'));

/** A path for a file in a folder of its own, gone when the test is over. */
async function newFile(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'tafelrunde.db');
}

/** The file of a closed store with one board and so many updates. */
async function storeFile(updates: number): Promise<string> {
  const file = await newFile();
  const store = await openSqliteStore({ file });
  await store.addBoard(aBoard(BOARD), []);
  const seqs = Array.from({ length: updates }, (_, at) => at + 1);
  await Promise.all(seqs.map((seq) => store.commit(anUpdate(seq))));
  await store.close();
  return file;
}

test('[ST36] what had resolved before a kill -9 in the middle of commits is there, and nothing is torn', async () => {
  const file = await storeFile(0);
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'testing/writer.ts'), file, BOARD]);
  let resolved = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    resolved = Number(line);
    if (resolved >= 200) writer.kill('SIGKILL');
  }
  expect(resolved).toBeGreaterThanOrEqual(200);
  const store = await openSqliteStore({ file });
  const { seq, updates, claims } = await store.load(AT_BOARD);
  await store.close();
  expect(seq).toBeGreaterThanOrEqual(resolved);
  expect(updates.map((update) => new TextDecoder().decode(update))).toEqual(
    Array.from({ length: seq }, (_, at) => `update ${at + 1}`),
  );
  expect(claims).toHaveLength(seq);
});

test.each([
  ['no database at all', (): Buffer => Buffer.from('Das ist keine Datenbank, sondern ein Brief.'.repeat(100))],
  ['its first bytes overwritten', (file: Buffer): Buffer => file.fill(0x55, 0, 64)],
  ['pages overwritten in its middle', (file: Buffer): Buffer => file.fill(0xaa, 4_096, 20_480)],
  ['half of it missing', (file: Buffer): Buffer => file.subarray(0, file.length / 2)],
])('[ST37] a damaged file (%s) is refused as corrupt and stays as it is', async (_, damage) => {
  const file = await storeFile(500);
  const damaged = damage(await readFile(file));
  await writeFile(file, damaged);
  const opening = openSqliteStore({ file });
  await expect(opening).rejects.toMatchObject({ name: 'StoreFault', kind: 'corrupt' });
  await expect(opening).rejects.toThrow(file);
  expect((await readFile(file)).equals(damaged)).toBe(true);
});

test.each([
  ['another program', 'CREATE TABLE recipes (name TEXT)', /another program/],
  ['a newer version', 'PRAGMA application_id = 0x5461666c; PRAGMA user_version = 999', /schema 999/],
])('[ST37] the database of %s is refused and stays as it is', async (_, sql, reason) => {
  const file = await newFile();
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  const before = await readFile(file);
  await expect(openSqliteStore({ file })).rejects.toThrow(reason);
  expect((await readFile(file)).equals(before)).toBe(true);
});

test('[ST37] a folder that does not exist is said, not hung upon', async () => {
  const file = join(await newFile(), 'nowhere', 'tafelrunde.db');
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ name: 'StoreFault' });
});

test('[ST38] a file that another process uses is refused as busy, and free again once that process was killed', async () => {
  const file = await storeFile(0);
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'testing/writer.ts'), file, BOARD]);
  await once(writer.stdout, 'data');
  await expect(openSqliteStore({ file, lockWaitMs: 50 })).rejects.toMatchObject({ kind: 'busy' });
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  const store = await openSqliteStore({ file });
  await store.ping();
  await store.close();
});
