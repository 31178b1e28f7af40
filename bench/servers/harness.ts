import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What a server process says about itself; times in ms of CPU (all threads), sizes in bytes. */
export interface Measure {
  readonly cpu: number;
  /** The main thread's share of it. */
  readonly mainCpu: number;
  readonly resident: number;
  /** Heap in use plus what it holds outside (buffers), after a garbage collection when one was asked for. */
  readonly heap: number;
}

export type Ask =
  | { readonly is: 'measure'; readonly collect: boolean }
  | { readonly is: 'start-profile' }
  /** Writes what the main thread did since into the file. */
  | { readonly is: 'stop-profile'; readonly file: string }
  | { readonly is: 'stop' };
export type Answer =
  | { readonly is: 'listening'; readonly port: number }
  | { readonly is: 'measured'; readonly measure: Measure }
  | { readonly is: 'done' };

export interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Makes this process a server under test: it tells its port and answers what it is asked until it is stopped. */
export function serveBench(running: Running): void {
  const answer = (it: Answer): void => void process.send?.(it);
  process.on('message', (ask: Ask) => {
    switch (ask.is) {
      case 'measure':
        return void measure(ask.collect).then((it) => answer({ is: 'measured', measure: it }));
      case 'start-profile':
        return void startProfile().then(() => answer({ is: 'done' }));
      case 'stop-profile':
        return void stopProfile(ask.file).then(() => answer({ is: 'done' }));
      case 'stop':
        return void running.stop().finally(() => process.exit());
    }
  });
  process.on('disconnect', () => process.exit());
  answer({ is: 'listening', port: running.port });
}

async function measure(collect: boolean): Promise<Measure> {
  if (collect) await collectGarbage();
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
  const { rss, heapUsed, external } = process.memoryUsage();
  return {
    cpu: (all.user + all.system) / 1_000,
    mainCpu: (main.user + main.system) / 1_000,
    resident: rss,
    heap: heapUsed + external,
  };
}

/** V8 gives freed pages back in portions, some 8 seconds apart; only then does resident memory tell what is needed. */
const PORTION_MS = 10_000;
const GIVEN_BACK_WITHIN_MS = 30_000;
const MIB = 2 ** 20;

async function collectGarbage(): Promise<void> {
  // Finalizers and freed buffers need a second round, and fragmented pages a third.
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await wait(1_000);
  }
  let [lowest, since] = [process.memoryUsage.rss(), performance.now()];
  const until = since + GIVEN_BACK_WITHIN_MS;
  while (performance.now() - since < PORTION_MS && performance.now() < until) {
    await wait(500);
    const resident = process.memoryUsage.rss();
    if (resident < lowest - MIB) [lowest, since] = [resident, performance.now()];
  }
}

const session = new Session();

async function startProfile(): Promise<void> {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
}

async function stopProfile(file: string): Promise<void> {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  await writeFile(file, JSON.stringify(profile));
}
