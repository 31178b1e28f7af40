import { Worker } from 'node:worker_threads';
import type { ProtocolSource } from './protocol/press.ts';

/** Milliseconds that one protocol may take: twenty times as long as that of a full board does. */
const PRINT_MS = 120_000;
/** Megabytes that one may use; a full board needs a fifth. */
const HEAP_MB = 1_024;
/** Who may wait in line; beyond, something is wrong. */
export const WAITING_MAX = 100;

export interface Printed {
  readonly source: ProtocolSource;
  readonly pdf: Uint8Array;
}

/** Prints in a thread of its own, so that live tables don't feel it; one after the other, because the tables need the other processor. */
export class Printer {
  /** Ends when nobody is in line any more. */
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isFull(): boolean {
    return this.#waiting >= WAITING_MAX;
  }

  /**
   * `read` is asked for the board when its turn has come, so that nothing is held meanwhile. Null when there is nothing to
   * print, or when nobody waits for it any more.
   */
  print(read: () => Promise<ProtocolSource | null>, gone: AbortSignal): Promise<Printed | null> {
    this.#waiting++;
    const mine = this.#line.then(async () => {
      const source = gone.aborted ? null : await read();
      if (source === null || gone.aborted) return null;
      const pdf = await inThread(source, gone);
      return pdf && { source, pdf };
    });
    this.#line = mine.catch(() => undefined).finally(() => this.#waiting--);
    return mine;
  }
}

/** The thread is made for one protocol and ends with it: what went wrong in it or was called off leaves nothing behind. */
function inThread(source: ProtocolSource, gone: AbortSignal): Promise<Uint8Array | null> {
  const worker = new Worker(new URL('print-worker.ts', import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | null>();
  const late = setTimeout(() => reject(new Error(`a protocol took longer than ${PRINT_MS} ms`)), PRINT_MS).unref();
  const callOff = () => resolve(null);
  gone.addEventListener('abort', callOff, { once: true });
  worker.once('message', resolve).once('error', reject);
  worker.once('exit', () => reject(new Error('the thread that prints ended by itself')));
  return promise.finally(async () => {
    clearTimeout(late);
    gone.removeEventListener('abort', callOff);
    await worker.terminate();
  });
}
