import { parentPort, workerData } from 'node:worker_threads';
import { StoreFault, noteFault } from './fault.ts';
import type { Batch, Notice, Remark, SqliteOptions } from './sqlite-batch.ts';
import { Executor } from './sqlite-executor.ts';
import { wipeLater } from './sqlite-late-wipe.ts';
import { inspectLog } from './sqlite-log.ts';
import { openDatabase } from './sqlite-open.ts';

/** The thread that owns the database. Answers leave it when what they promise is on disk. */
const port = parentPort;
if (!port) throw new Error('sqlite-worker.ts runs as a worker thread only');

function start({ file, lockWaitMs }: SqliteOptions): Notice {
  try {
    // Before SQLite touches anything: it would pass over what does not add up, and write over it.
    const log = inspectLog(`${file}-wal`);
    if (log === 'damaged') throw new StoreFault('corrupt', 'its log, the file ending in -wal, is damaged');
    const executor = new Executor(openDatabase(file, lockWaitMs));
    const late = wipeLater(executor, (note) => port?.postMessage({ is: 'not-wiped', note } satisfies Remark));
    port?.on('message', (message: Batch | 'close') => {
      if (message !== 'close') {
        port.postMessage(executor.run(message));
        return late.look();
      }
      late.stop();
      executor.close();
      port.close();
    });
    return { is: 'open', log };
  } catch (error) {
    return { is: 'failed', note: noteFault(error) };
  }
}

const notice = start(workerData as SqliteOptions);
port.postMessage(notice);
if (notice.is === 'failed') port.close();
