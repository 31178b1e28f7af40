import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const READY_MS = 20_000;
const POLL_MS = 50;

/** The real server as a process of its own, with a port and a data folder that stay the same over restarts. */
export class LiveServer {
  readonly origin: string;
  readonly dataDir: string;
  readonly #port: number;
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | null = null;
  #said = '';

  private constructor(port: number, dataDir: string, env: NodeJS.ProcessEnv) {
    this.#port = port;
    this.#env = env;
    this.origin = `http://127.0.0.1:${port}`;
    this.dataDir = dataDir;
  }

  /** Resolves once the server is ready. More of its environment may be given, like CREATE_KEY. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<LiveServer> {
    const server = new LiveServer(await freePort(), await mkdtemp(join(tmpdir(), 'tafelrunde-e2e-')), env);
    await server.start();
    return server;
  }

  /** Everything the process has written so far. */
  get said(): string {
    return this.#said;
  }

  get isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Again, with the environment it was first started with. */
  async start(): Promise<void> {
    const own = { PORT: String(this.#port), HOST: '127.0.0.1', DATA_DIR: this.dataDir, NODE_ENV: 'production' };
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: ROOT,
      env: { ...process.env, ...own, ...this.#env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
    }
    this.#process = child;
    await this.#ready(child);
  }

  /** Pulls the plug: no chance to flush or to say goodbye. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an operator stops it. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** Ends the process if it still runs, and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async #ready(child: ChildProcess): Promise<void> {
    for (const start = Date.now(); Date.now() - start < READY_MS; await wait(POLL_MS)) {
      if (child.exitCode !== null) break;
      const answer = await fetch(`${this.origin}/readyz`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`The server did not get ready. It said:\n${this.#said}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
