import { join } from 'node:path';
import { readNotes } from '#shared/document/notebook.ts';
import type { BoardCreated, Joined } from '#shared/wire/http.ts';
import { DATA_FILE } from '../../server/config.ts';
import { openSqliteStore } from '../../server/store/sqlite.ts';
import { COMPACT_AFTER_UPDATES } from '../../server/sync/journal.ts';
import type { LiveServer } from '../server.ts';
import { Writer, type Sitting } from '../writer.ts';
import { Leader } from './leader.ts';
import { doubled, lost, type Wall } from './promises.ts';
import { until } from './until.ts';

/** In silence only moderators write on the board, so these sit at the moderator's seat, and write within what one may send. */
const WRITERS = 4;
/** Whoever writes in a notebook, silence or not. */
const NOTERS = 4;
/** Milliseconds between two keys of one writer: ten times as fast as anybody types, and the machine can take it. */
const KEY_MS = 20;
/** Keys that each types while the server is down. */
const KEYS_OFFLINE = 5;
/** Updates that a filled journal lacks until it is compacted: half a second of load. */
const UPDATES_LEFT = 30;
const NOTHING_NEW = Uint8Array.of(0, 0);
/** The steps that the leader goes between. */
const AGENDA = [{ kind: 'collect', silent: true }, { kind: 'open' }];

/** What a crash took. */
export interface Findings {
  /** Ideas, notes (and rooms) of which something is missing that was confirmed to somebody, or shown to others. */
  lost: number;
  doubled: number;
  /** 1 when not everybody could come back and saw the same in the end, with everything that everybody typed. */
  unequal: number;
}

interface Promises {
  readonly saved: Wall;
  readonly shown: Wall;
}

/** A table full of people who don't stop writing, on the board and in their notebooks, whatever happens to their server. */
export class CrashTable {
  readonly #server: LiveServer;
  readonly #board: BoardCreated['board'];
  readonly #sittings: readonly Joined[];
  readonly #writers: readonly Writer[];
  /** One for each sitting, in that order. */
  readonly #noters: readonly Writer[];
  readonly #leader: Leader;
  #promised: readonly Promises[] = [];
  /** What was reported saved in each notebook. */
  #noted: readonly Wall[] = [];

  private constructor(server: LiveServer, created: BoardCreated, sittings: readonly Joined[]) {
    this.#server = server;
    this.#board = created.board;
    this.#sittings = sittings;
    const seat = { boardId: created.board.id, ...created.moderator };
    this.#writers = Array.from({ length: WRITERS }, (_, at) => writerAt(server, seat, at));
    this.#noters = sittings.map((sitting) => noterAt(server, sitting));
    this.#leader = new Leader(server.origin, seat);
  }

  static async laid(server: LiveServer): Promise<CrashTable> {
    const created = await post<BoardCreated>(server, '/api/boards', { title: 'Absturz', agenda: AGENDA });
    const joining = Array.from({ length: NOTERS }, () => joined(server, created.board.code));
    const table = new CrashTable(server, created, await Promise.all(joining));
    await table.everybodyIsIn();
    return table;
  }

  get #people(): readonly Writer[] {
    return [...this.#writers, ...this.#noters];
  }

  /** Edits and commands confirmed so far. */
  get acknowledged(): number {
    return this.#people.reduce((sum, { receipts }) => sum + receipts.acknowledged, this.#leader.acknowledged);
  }

  /** Edits that others had been shown at the last crash. */
  get shown(): number {
    return this.#promised.reduce((sum, { shown }) => sum + editsIn(shown), 0);
  }

  work(): void {
    for (const person of this.#people) person.type();
    this.#leader.lead();
  }

  /** To be called when the server is dead. What was promised is held on to before anybody comes back; all write on offline. */
  rest(): void {
    for (const { provider } of this.#people) provider.disconnect();
    this.#leader.rest();
    this.#promised = this.#writers.map(({ receipts, shownOfOthers }) => ({
      saved: new Map(receipts.saved),
      shown: shownOfOthers,
    }));
    this.#noted = this.#noters.map(({ receipts }) => new Map(receipts.saved));
    for (const person of this.#people) {
      person.rest();
      for (let key = 0; key < KEYS_OFFLINE; key++) person.key();
    }
  }

  /** Looks what the server has, through somebody new and before those come back who could bring it again; then lets them. */
  async comeBack(): Promise<Findings> {
    const notebooks = await this.#notebooks();
    const witness = new Writer(this.#server.origin, await joined(this.#server, this.#board.code));
    await until('the witness is told the board', () => witness.provider.synced);
    const missing = [...this.#missingOn(witness.shown), ...this.#missingIn(notebooks, witness.shown)];
    for (const { provider } of this.#people) provider.connect();
    this.#leader.comeBack();
    const unequal = await this.#becomeEqual([...this.#writers, witness]).then(
      () => 0,
      () => 1,
    );
    witness.leave();
    return { lost: new Set(missing).size + this.#leader.lost, doubled: doubled(witness.shown).length, unequal };
  }

  #missingOn(there: Wall): string[] {
    return this.#promised.flatMap(({ saved, shown }) => [...lost(saved, there), ...lost(shown, there)]);
  }

  /** What is missing in notebooks; and what is noted there to be on the board, and is not. */
  #missingIn(notebooks: readonly Notebook[], there: Wall): string[] {
    return notebooks.flatMap(({ notes, carried }, at) => [
      ...lost(this.#noted[at] ?? new Map<string, never>(), notes),
      ...lost(carried, there),
    ]);
  }

  /** The notebooks as the server has them, read as by a browser that knows nothing. */
  async #notebooks(): Promise<Notebook[]> {
    const copies = this.#sittings.map((sitting) => noterAt(this.#server, sitting));
    await until('the notebooks are told', () => copies.every(({ provider }) => provider.synced));
    const read = copies.map(({ doc, shown }) => ({ notes: shown, carried: carriedIn(doc) }));
    for (const copy of copies) copy.leave();
    return read;
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
    for (const person of this.#people) person.leave();
    this.#leader.rest();
  }

  async everybodyIsIn(): Promise<void> {
    await until('everybody is in', () => this.#leader.isIn && this.#people.every(({ provider }) => provider.synced));
  }

  /** All are let in, and once the notebooks are opened see the same: everything that everybody typed. */
  async #becomeEqual(all: readonly Writer[]): Promise<void> {
    await this.everybodyIsIn();
    await until('everything is saved', () => this.#people.every(({ receipts }) => receipts.isAllSaved));
    await this.#leader.reveal();
    const ideas = this.#people.reduce((sum, { ideaCount }) => sum + ideaCount, 0);
    const keys = this.#people.reduce((sum, { count }) => sum + count, 0);
    await until('all see the same', () => {
      const walls = all.map(({ shown }) => shown);
      const [first] = walls;
      return first?.size === ideas && keysIn(first) === keys && new Set(walls.map(asText)).size === 1;
    });
  }
}

interface Notebook {
  readonly notes: Wall;
  /** What the notebook says is on the board. */
  readonly carried: Wall;
}

const carriedIn = (doc: Writer['doc']): Wall =>
  new Map(
    readNotes(doc).flatMap(({ id, carried }) => (carried === undefined ? [] : [[id, { text: carried, moves: 0 }]])),
  );

const writerAt = ({ origin }: LiveServer, sitting: Sitting, at: number): Writer =>
  new Writer(origin, sitting, { pauseMs: KEY_MS, name: `${sitting.participantId}-w${at}` });

const noterAt = ({ origin }: LiveServer, sitting: Sitting): Writer =>
  new Writer(origin, sitting, { pauseMs: KEY_MS, into: 'notebook' });

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
