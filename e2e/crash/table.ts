import { join } from 'node:path';
import type { BoardCreated, Joined } from '#shared/wire/http.ts';
import { DATA_FILE } from '../../server/config.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { COMPACT_AFTER_UPDATES } from '../../server/sync/journal.ts';
import type { LiveServer } from '../server.ts';
import { Writer } from '../writer.ts';
import { Leader } from './leader.ts';
import { doubled, lost, type Wall } from './promises.ts';
import { until } from './until.ts';

const WRITERS = 6;
/** Milliseconds between two keys of one writer: ten times as fast as anybody types, and the machine can take it. */
const KEY_MS = 15;
/** Keys that each types while the server is down. */
const KEYS_OFFLINE = 5;
/** Updates that a filled journal lacks until it is compacted: half a second of load. */
const UPDATES_LEFT = 30;
const NOTHING_NEW = Uint8Array.of(0, 0);

/** What a crash took. */
export interface Findings {
  /** Ideas (and rooms) of which something is missing that was confirmed to somebody, or shown to others. */
  lost: number;
  doubled: number;
  /** 1 when not everybody could come back and saw the same in the end, with everything that everybody typed. */
  unequal: number;
}

interface Promises {
  readonly saved: Wall;
  readonly shown: Wall;
}

/** A table full of people who don't stop writing, whatever happens to their server. */
export class CrashTable {
  readonly #server: LiveServer;
  readonly #board: BoardCreated['board'];
  readonly #writers: readonly Writer[];
  readonly #leader: Leader;
  #promised: readonly Promises[] = [];

  private constructor(server: LiveServer, created: BoardCreated, sittings: readonly Joined[]) {
    this.#server = server;
    this.#board = created.board;
    this.#writers = sittings.map((sitting) => new Writer(server.origin, sitting, KEY_MS));
    this.#leader = new Leader(server.origin, { boardId: created.board.id, ...created.moderator });
  }

  static async laid(server: LiveServer): Promise<CrashTable> {
    const body = { title: 'Absturz', agenda: [{ kind: 'open' }, { kind: 'open' }] };
    const created = await post<BoardCreated>(server, '/api/boards', body);
    const joining = Array.from({ length: WRITERS }, () => joined(server, created.board.code));
    const table = new CrashTable(server, created, await Promise.all(joining));
    await table.everybodyIsIn();
    return table;
  }

  /** Edits and commands confirmed so far. */
  get acknowledged(): number {
    return this.#writers.reduce((sum, { acknowledged }) => sum + acknowledged, this.#leader.acknowledged);
  }

  /** Edits that others had been shown at the last crash. */
  get shown(): number {
    return this.#promised.reduce((sum, { shown }) => sum + editsIn(shown), 0);
  }

  work(): void {
    for (const writer of this.#writers) writer.type();
    this.#leader.lead();
  }

  /** To be called when the server is dead. What was promised is held on to before anybody comes back; all write on offline. */
  rest(): void {
    for (const { provider } of this.#writers) provider.disconnect();
    this.#leader.rest();
    this.#promised = this.#writers.map(({ saved, shownOfOthers }) => ({ saved: new Map(saved), shown: shownOfOthers }));
    for (const writer of this.#writers) {
      writer.rest();
      for (let key = 0; key < KEYS_OFFLINE; key++) writer.key();
    }
  }

  /** Looks what the server has, through somebody new and before those come back who could bring it again; then lets them. */
  async comeBack(): Promise<Findings> {
    const witness = new Writer(this.#server.origin, await joined(this.#server, this.#board.code));
    await until('the witness is told the board', () => witness.provider.synced);
    const there = witness.shown;
    const missing = this.#promised.flatMap(({ saved, shown }) => [...lost(saved, there), ...lost(shown, there)]);
    for (const { provider } of this.#writers) provider.connect();
    this.#leader.comeBack();
    const unequal = await this.#becomeEqual([...this.#writers, witness]).then(
      () => 0,
      () => 1,
    );
    witness.leave();
    return { lost: new Set(missing).size + this.#leader.lost, doubled: doubled(witness.shown).length, unequal };
  }

  /** Makes the journal so long that it is compacted after the next half second of work. The server must be down. */
  async fillJournal(): Promise<void> {
    const store = await openSqliteStore({ file: join(this.#server.dataDir, DATA_FILE) });
    const document = { boardId: this.#board.id, name: '' };
    const epoch = (await store.acquire(document.boardId)) ?? 0;
    const { seq, updates } = await store.load(document);
    const count = Math.max(0, COMPACT_AFTER_UPDATES - UPDATES_LEFT - updates.length);
    const entry = { ...document, epoch, update: NOTHING_NEW, claims: [] };
    await Promise.all(Array.from({ length: count }, (_, at) => store.commit({ ...entry, seq: seq + at + 1 })));
    await store.close();
  }

  leave(): void {
    for (const writer of this.#writers) writer.leave();
    this.#leader.rest();
  }

  async everybodyIsIn(): Promise<void> {
    await until('everybody is in', () => this.#leader.isIn && this.#writers.every(({ provider }) => provider.synced));
  }

  /** All are let in, and see the same: everything that everybody typed. */
  async #becomeEqual(all: readonly Writer[]): Promise<void> {
    await this.everybodyIsIn();
    const ideas = this.#writers.reduce((sum, { ideaCount }) => sum + ideaCount, 0);
    const keys = this.#writers.reduce((sum, { count }) => sum + count, 0);
    await until('all see the same', () => {
      const walls = all.map(({ shown }) => shown);
      const [first] = walls;
      return first?.size === ideas && keysIn(first) === keys && new Set(walls.map(asText)).size === 1;
    });
  }
}

const asText = (wall: Wall): string => JSON.stringify([...wall].sort(([one], [other]) => (one < other ? -1 : 1)));

const keysIn = (wall: Wall): number =>
  [...wall.values()].reduce((sum, { text }) => sum + text.split(' ').length - 1, 0);

const editsIn = (wall: Wall): number => [...wall.values()].reduce((sum, { moves }) => sum + moves, keysIn(wall));

const joined = (server: LiveServer, code: string): Promise<Joined> =>
  post<Joined>(server, `/api/boards/${code}/join`, { sector: 'industry' });

async function post<T>({ origin }: LiveServer, path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
