import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deedsAt, type Deeds } from '../testing/table.ts';
import type { Answer, Ask } from './house-process.ts';

/** Reached only when something hangs. */
const ANSWER_WITHIN_MS = 20_000;

/** What the server's process says about itself. */
export interface Condition {
  /** Bytes of heap and of what it holds outside, after a garbage collection. */
  readonly memory: number;
  /** Milliseconds of CPU that the main thread spent in one go, at most, since the last time it was asked. */
  readonly stall: number;
}

/** The real server in a process of its own, so that what an attack does to it can be told from what it does to the tests. */
export class House {
  readonly #dir: string;
  #child: ChildProcess;
  #url: string;

  private constructor(dir: string, started: { child: ChildProcess; url: string }) {
    this.#dir = dir;
    this.#child = started.child;
    this.#url = started.url;
  }

  static async open(): Promise<House> {
    const dir = await mkdtemp(join(tmpdir(), 'tafelrunde-hostile-'));
    return new House(dir, await start(dir));
  }

  get url(): string {
    return this.#url;
  }

  get deeds(): Deeds {
    return deedsAt(this.#url);
  }

  get isUp(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async condition(): Promise<Condition> {
    const answer = await asked(this.#child, 'condition');
    if (answer.is !== 'condition') throw new Error('the server answered something else');
    return answer;
  }

  /** The same data with a new process, on another port. */
  async restart(how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await end(this.#child, how);
    ({ child: this.#child, url: this.#url } = await start(this.#dir));
  }

  async close(): Promise<void> {
    await end(this.#child, 'SIGKILL');
    await rm(this.#dir, { recursive: true, force: true });
  }
}

async function start(dir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL('./house-process.ts', import.meta.url), [dir], {
    execArgv: ['--expose-gc', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answer = await answered(child);
  if (answer.is !== 'listening') throw new Error('the server answered before it listened');
  return { child, url: `http://127.0.0.1:${answer.port}` };
}

async function asked(child: ChildProcess, ask: Ask): Promise<Answer> {
  const answer = answered(child);
  child.send(ask);
  return answer;
}

async function answered(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message', { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })) as [Answer];
  return answer;
}

async function end(child: ChildProcess, how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (how === 'SIGTERM') child.send('stop' satisfies Ask);
  else child.kill(how);
  await gone;
}
