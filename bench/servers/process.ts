import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, Ask, Measure } from './harness.ts';

export const SERVERS = ['ours', 'bare', 'hocuspocus'] as const;
export type ServerName = (typeof SERVERS)[number];

/** Measuring memory takes up to 33 s, see `harness.ts`. */
const ANSWER_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/** A server in a process of its own, so that its CPU and memory can be told from the driver's. */
export class ServerProcess {
  readonly name: ServerName;
  readonly port: number;
  readonly #child: ChildProcess;

  constructor(name: ServerName, port: number, child: ChildProcess) {
    this.name = name;
    this.port = port;
    this.#child = child;
  }

  static async start(name: ServerName): Promise<ServerProcess> {
    const child = fork(new URL(`./${name}.ts`, import.meta.url), {
      // Memory as `npm start` gives it, to all.
      execArgv: ['--expose-gc', '--min-semi-space-size=16', '--initial-old-space-size=128', '--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const answer = await nextAnswer(child);
    if (answer.is !== 'listening') throw new Error(`The ${name} server answered before it listened.`);
    return new ServerProcess(name, answer.port, child);
  }

  async measure(options: { collect: boolean } = { collect: false }): Promise<Measure> {
    this.#ask({ is: 'measure', ...options });
    const answer = await nextAnswer(this.#child);
    if (answer.is !== 'measured') throw new Error(`The ${this.name} server gave no measure.`);
    return answer.measure;
  }

  /** Runs something while the server's main thread writes a V8 CPU profile into the file. */
  async profiled<T>(file: string | undefined, run: () => Promise<T>): Promise<T> {
    if (file === undefined) return run();
    this.#ask({ is: 'start-profile' });
    await nextAnswer(this.#child);
    const result = await run();
    this.#ask({ is: 'stop-profile', file });
    await nextAnswer(this.#child);
    return result;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const late = setTimeout(() => this.#child.kill('SIGKILL'), STOP_WITHIN_MS);
    const gone = once(this.#child, 'exit');
    this.#ask({ is: 'stop' });
    await gone;
    clearTimeout(late);
  }

  #ask(ask: Ask): void {
    this.#child.send(ask);
  }
}

async function nextAnswer(child: ChildProcess): Promise<Answer> {
  const settled = new AbortController();
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  const died = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`The server under test ended with code ${String(code)}.`);
  });
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), died])) as [Answer];
    return answer;
  } finally {
    settled.abort();
    died.catch(() => {});
  }
}
