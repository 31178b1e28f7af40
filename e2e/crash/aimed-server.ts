import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LiveServer } from '../server.ts';
import type { Moment } from './moments.ts';
import { until } from './until.ts';

const STRIKE = join(import.meta.dirname, 'strike.ts');

/** The real server with `strike.ts` loaded before it, so that its plug can be pulled at a moment of its own work. */
export class AimedServer {
  readonly live: LiveServer;
  readonly #folder: string;

  private constructor(live: LiveServer, folder: string) {
    this.live = live;
    this.#folder = folder;
  }

  static async start(): Promise<AimedServer> {
    const folder = await mkdtemp(join(tmpdir(), 'tafelrunde-strike-'));
    const env = { NODE_OPTIONS: `--import=${STRIKE}`, STRIKE_FILE: join(folder, 'aim.json') };
    return new AimedServer(await LiveServer.start(env), folder);
  }

  /** Resolves when the process is gone. */
  async dieAt(moment: Moment): Promise<void> {
    if (moment.is === 'random') {
      await wait(moment.afterMs);
      return this.live.kill();
    }
    const file = join(this.#folder, 'aim.json');
    await writeFile(file, JSON.stringify(moment));
    await until(`the server dies ${moment.moment} its ${moment.op} ${moment.count}`, () => !this.live.isRunning);
    await rm(file);
  }

  async remove(): Promise<void> {
    await this.live.remove();
    await rm(this.#folder, { recursive: true });
  }
}
