import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { announcement } from './announce.ts';
import { createApp, createHttpServer, type App, type AppParts } from './app.ts';
import { DATA_FILE, readConfig, type Config } from './config.ts';
import { makeFolder } from './folder.ts';
import { createLog, type Log } from './log.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { trouble } from './trouble.ts';

/** Milliseconds from the signal to the end, whatever hangs: service managers kill after 5 to 10 s. */
const STOP_MS = 4_500;
/** Milliseconds in which the same wish to stop may arrive by several ways. */
const ECHO_MS = 1_000;
const ROOT = join(import.meta.dirname, '..');

const EXIT_FAULT = 1;
const EXIT_CONFIG = 2;

type Client = Pick<AppParts, 'client' | 'isForOthers'> & { readonly stop?: () => Promise<void> };

/** The server as a program: reads the environment, starts, says where it is, and stops when it is told to. Resolves with how it runs. */
export async function run(
  clientFor: (httpServer: Server) => Promise<Client> = () => Promise.resolve({}),
): Promise<Config> {
  const config = configOrExit();
  const log = createLog(config.logLevel);
  const file = resolve(config.dataDir, DATA_FILE);
  try {
    await makeFolder(resolve(config.dataDir));
    const store = await openSqliteStore({ file }, (remark) => log.warn(remark));
    const httpServer = createHttpServer();
    const client = await clientFor(httpServer);
    const app = createApp({ ...client, config, store, log, httpServer });
    stopWhenTold({ app, store, log, ...client });
    const { port } = await app.listen();
    process.stdout.write(announcement({ ...config, port }, file));
    return { ...config, port };
  } catch (error) {
    log.debug('could not start', { error });
    return endWith(EXIT_FAULT, trouble(error, { ...config, file }));
  }
}

function configOrExit(): Config {
  try {
    process.loadEnvFile(join(ROOT, '.env'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') endWith(EXIT_CONFIG, 'The file .env cannot be read.');
  }
  const read = readConfig(process.env);
  if (read.is === 'config') return read.config;
  return endWith(EXIT_CONFIG, ['The settings do not fit:', ...read.faults.map((fault) => `  - ${fault}`)].join('\n'));
}

function endWith(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

interface Running extends Pick<Client, 'stop'> {
  readonly app: App;
  readonly store: Store;
  readonly log: Log;
}

function stopWhenTold(running: Running): void {
  const { log } = running;
  let askedAt: number | null = null;
  const stop = (why: string, code: number) => {
    if (askedAt !== null) {
      // Whoever asks again later does not want to wait. At once it is only an echo: npm passes on what the terminal told all.
      if (Date.now() - askedAt > ECHO_MS) process.exit(EXIT_FAULT);
      return;
    }
    askedAt = Date.now();
    log.info(`stopping: ${why}`);
    setTimeout(() => process.exit(EXIT_FAULT), STOP_MS).unref();
    void shutDown(running).then(
      () => process.exit(code),
      () => process.exit(EXIT_FAULT),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal, 0));
  // One forgotten promise is confined to its request; after an exception nobody caught, nothing is certain.
  process.on('unhandledRejection', (error) => log.error('a promise failed and nobody listened', { error }));
  process.on('uncaughtException', (error) => {
    log.error('an exception that nobody caught', { error });
    stop('a fault', EXIT_FAULT);
  });
}

async function shutDown({ app, store, log, stop }: Running): Promise<void> {
  try {
    await app.close();
    await stop?.();
  } catch (error) {
    log.error('the server did not close cleanly', { error });
    throw error;
  } finally {
    // What was accepted has to be on disk, whatever else went wrong.
    await store.close();
  }
}
