import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { serveBench } from './harness.ts';

/** Our server as `server/main.ts` sets it up: verifying, and with its file on disk. */
const dataDir = await mkdtemp(join(tmpdir(), 'tafelrunde-bench-'));
const read = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
if (read.is === 'faulty') throw new Error(read.faults.join('\n'));
const { config } = read;

const store = await openSqliteStore({ file: join(dataDir, 'tafelrunde.sqlite') });
const app = createApp({ config, store, log: createLog(config.logLevel) });
const { port } = await app.listen();

serveBench({
  port,
  stop: async () => {
    await app.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  },
});
