import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract, type StoreHarness } from './contract.ts';
import { openSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

storeContract('SQLite', newHarness);

async function newHarness(): Promise<StoreHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'tafelrunde-store-'));
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
