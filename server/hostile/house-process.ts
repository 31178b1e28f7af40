import { join } from 'node:path';
import { createApp } from '../app.ts';
import { DATA_FILE, type Config } from '../config.ts';
import { createLog } from '../log.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Condition } from './house.ts';

/** What runs in the process of a `House`: the server as it always is, and an ear for questions about its condition. */

export type Ask = 'condition' | 'stop';
export type Answer = { readonly is: 'listening'; readonly port: number } | ({ readonly is: 'condition' } & Condition);

/** Milliseconds between two looks at what the main thread has spent: what lies between counts as one go. */
const LOOK_MS = 2;

const [dir = '.'] = process.argv.slice(2);
const config: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: dir,
  publicUrl: null,
  createKey: null,
  trustProxy: 0,
  logLevel: 'error',
};
const store = await openSqliteStore({ file: join(dir, DATA_FILE) });
const app = createApp({ config, store, log: createLog('error') });
const { port } = await app.listen();
const stalls = watchStalls();
const answer = (it: Answer): void => void process.send?.(it);
process.on('message', (ask: Ask) => void (ask === 'stop' ? stop() : tellCondition()));
process.on('disconnect', () => process.exit());
answer({ is: 'listening', port });

function tellCondition(): void {
  const stall = stalls.most();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  stalls.most();
  answer({ is: 'condition', memory: heapUsed + external, stall });
}

async function stop(): Promise<void> {
  await app.close();
  await store.close();
  process.exit();
}

/** CPU and not the clock, since other processes of a busy machine take the thread off it as well. */
function watchStalls(): { most: () => number } {
  let most = 0;
  let before = spent();
  const look = () => {
    const now = spent();
    most = Math.max(most, now - before);
    before = now;
  };
  setInterval(look, LOOK_MS).unref();
  return {
    most: () => {
      look();
      const stall = most;
      most = 0;
      return stall;
    },
  };
}

function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
