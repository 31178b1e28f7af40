import { setTimeout as wait } from 'node:timers/promises';

/** What a server process says about itself; times in ms of CPU (all threads), sizes in bytes. */
export interface Measure {
  readonly cpu: number;
  readonly resident: number;
  /** Heap in use plus what it holds outside (buffers), after a garbage collection when one was asked for. */
  readonly heap: number;
}

export type Ask = { readonly is: 'measure'; readonly collect: boolean } | { readonly is: 'stop' };
export type Answer =
  { readonly is: 'listening'; readonly port: number } | { readonly is: 'measured'; readonly measure: Measure };

export interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Makes this process a server under test: it tells its port and answers what it is asked until it is stopped. */
export function serveBench(running: Running): void {
  const answer = (it: Answer): void => void process.send?.(it);
  process.on('message', (ask: Ask) => {
    if (ask.is === 'measure') void measure(ask.collect).then((it) => answer({ is: 'measured', measure: it }));
    else void running.stop().finally(() => process.exit());
  });
  process.on('disconnect', () => process.exit());
  answer({ is: 'listening', port: running.port });
}

async function measure(collect: boolean): Promise<Measure> {
  if (collect) await collectGarbage();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { cpu: (user + system) / 1_000, resident: rss, heap: heapUsed + external };
}

/** Finalizers and freed buffers need a second round; resident memory only sinks after a moment. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await wait(100);
  }
}
