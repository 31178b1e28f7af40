import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BoardCreated, CreateBoardRequest, Joined } from '#shared/wire/http.ts';
import { createApp, type App, type AppParts } from '../app.ts';
import { DATA_FILE, type Config } from '../config.ts';
import { createLog } from '../log.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { realWorld, type World } from '../world.ts';
import { call, type Call, type Called } from './call.ts';
import { sitDown, type Person, type Sitting } from './person.ts';

export interface TableOptions extends Pick<AppParts, 'documents' | 'client'> {
  /** Folder of the data file, so that a second server can find what a first one left; a new one when absent. */
  readonly dir?: string;
  readonly config?: Partial<Config>;
  readonly world?: Partial<World>;
  /** Stands between the server and the real store, for faults. */
  readonly store?: (store: Store) => Store;
}

type JoinRequest = { readonly name?: string; readonly organisation?: string; readonly sector?: string };

/** What people do at a server, wherever it runs. */
export interface Deeds {
  call<T = unknown>(path: string, call?: Call): Promise<Called<T>>;
  create(asked?: Partial<CreateBoardRequest>): Promise<BoardCreated>;
  join(code: string, person?: JoinRequest): Promise<Joined>;
  sit(sitting: Sitting): Promise<Person>;
  /** A new board with everybody at it: 'moderator' leads, names that begin with 'screen' show, all others take part. */
  seated<Name extends string>(...names: Name[]): Promise<Record<Name, Person>>;
}

/** A real server on a port of its own, with a real store in a folder of its own. */
export interface Table extends Deeds {
  readonly url: string;
  readonly dir: string;
  readonly store: Store;
  readonly app: App;
  /** What the server wrote into its log. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

const CONFIG: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '',
  publicUrl: null,
  createKey: null,
  trustProxy: 0,
  logLevel: 'debug',
};

/** Lays a table; it is cleared away when the test is over. */
export async function laidTable(options: TableOptions = {}): Promise<Table> {
  const dir = options.dir ?? temporaryFolder();
  const real = await openSqliteStore({ file: join(dir, DATA_FILE) });
  const store = options.store?.(real) ?? real;
  const logged: string[] = [];
  const log = createLog('debug', (line) => logged.push(line));
  const config = { ...CONFIG, dataDir: dir, ...options.config };
  const app = createApp({ ...options, config, store, log, world: { ...realWorld, ...options.world } });
  const { port } = await app.listen();
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close().then(() => real.close()));
  onTestFinished(close);
  const url = `http://127.0.0.1:${port}`;
  return { url, dir, store, app, logged, close, ...deedsAt(url) };
}

/** Lays a table for these people alone. */
export async function seated<Name extends string>(...names: Name[]): Promise<Record<Name, Person>> {
  const table = await laidTable();
  return table.seated(...names);
}

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tafelrunde-'));
  // Registered before anything that uses it, so it goes last: vitest works through these in reverse.
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function deedsAt(url: string): Deeds {
  const ask = <T>(path: string, how?: Call) => call<T>(url, path, how);
  const create = async (asked: Partial<CreateBoardRequest> = {}) => {
    const json = { title: 'Urbane Mobilität', ...asked };
    return fulfilled(await ask<BoardCreated>('/api/boards', { method: 'POST', json }));
  };
  const join = async (code: string, person: JoinRequest = {}) => {
    const json = { sector: 'creative', ...person };
    return fulfilled(await ask<Joined>(`/api/boards/${code}/join`, { method: 'POST', json }));
  };
  const sit = (sitting: Sitting) => sitDown(url, sitting);
  const seatFor = async (board: BoardCreated, name: string): Promise<Sitting> => {
    const boardId = board.board.id;
    if (name === 'moderator') return { boardId, ...board.moderator };
    if (!name.startsWith('screen')) return join(board.board.code, { name });
    const path = `/api/boards/${boardId}/screens`;
    const screen = await ask<{ token: string }>(path, { method: 'POST', token: board.moderator.token });
    return { boardId, participantId: '', token: fulfilled(screen).token };
  };
  const seatedHere = async <Name extends string>(...names: Name[]) => {
    const board = await create({ agenda: 'freie-wand' });
    const people: [Name, Person][] = [];
    for (const name of names) people.push([name, await sit(await seatFor(board, name))]);
    return Object.fromEntries(people) as Record<Name, Person>;
  };
  return { call: ask, create, join, sit, seated: seatedHere };
}

function fulfilled<T>(called: Called<T>): T {
  if (called.status >= 300) throw new Error(`answered with ${called.status}: ${called.text}`);
  return called.json;
}
