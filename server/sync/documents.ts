import type * as Y from 'yjs';
import { noteReturned } from '#shared/document/notebook.ts';
import type { Moment } from '#shared/model/room.ts';
import type { Log } from '../log.ts';
import { mishap } from '../board/mishap.ts';
import { isDamage, StoreFault, unlessDamaged } from '../store/fault.ts';
import type { DocumentName, Store, StoredRoom } from '../store/store.ts';
import type { Slowed } from './account.ts';
import { Disk } from './disk.ts';
import { LiveDocument } from './document.ts';
import { COMPACT_AFTER_UPDATES, type Opened } from './journal.ts';
import { BoardLaw, notebookLaw, type Law } from './law.ts';
import { Load, type Counters } from './pacer.ts';
import type { Returned } from './take-back.ts';
import { commitTogether } from './together.ts';

export interface DocumentsOptions {
  /** Milliseconds that a board stays in memory after the last one left; people reload. */
  readonly lingerMs?: number;
  /** Milliseconds after which a document that nobody writes in is kept as bytes only. */
  readonly sleepMs?: number;
  /** Journal entries after which a board's journal is folded into a snapshot. */
  readonly compactAfterUpdates?: number;
}

/** A reload takes seconds; a board that is empty for longer costs memory for nothing. */
const LINGER_MS = 15_000;
/** Most pauses of a writing table are shorter; waking up costs a millisecond for a hundred ideas. */
const SLEEP_MS = 10_000;

export interface DocumentsParts {
  readonly store: Store;
  readonly log: Log;
  /** What the room of a board says; null when there is no such board. */
  readonly momentOf: (boardId: string) => Promise<Moment | null>;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  /** Somebody is over their limit, and not read for so many milliseconds. */
  readonly onSlowed?: Slowed;
  /** A person has written in their notebook, and it is on disk. */
  readonly onNotebook?: (boardId: string, participantId: string) => void;
}

/** How a document is called on the wire: the id of its board, or that and the id of the notebook's owner with a dot between. */
export type DocumentId = string;

export const notebookId = (boardId: string, participantId: string): DocumentId => `${boardId}.${participantId}`;

function nameOf(id: DocumentId): DocumentName {
  const [boardId = '', name = ''] = id.split('.');
  return { boardId, name };
}

interface Held {
  readonly document: Promise<LiveDocument | null>;
  /** Set while nobody is there. */
  leaveAt: number | null;
  /** Requests under way that need the document. */
  users: number;
}

interface HeldOpen {
  readonly id: DocumentId;
  readonly held: Held;
  readonly document: LiveDocument;
}

/** How often documents are looked after: expired presence, sleep, leaving memory. */
const ROUND_MS = 5_000;

/** All live documents of this process, boards and notebooks: brings them from the store when needed, and lets them go when nobody is there. */
export class Documents {
  readonly #parts: DocumentsParts;
  readonly #options: Required<DocumentsOptions>;
  readonly #held = new Map<DocumentId, Held>();
  /** Of the boards in memory: they change with the room. */
  readonly #laws = new WeakMap<LiveDocument, BoardLaw>();
  readonly #rounds: NodeJS.Timeout;
  readonly #counters: Counters = { updates: 0, refused: 0 };
  readonly #load = new Load();
  readonly #disk: Disk;

  constructor(parts: DocumentsParts, options: DocumentsOptions = {}) {
    this.#parts = parts;
    this.#disk = new Disk(parts.store);
    this.#options = {
      lingerMs: LINGER_MS,
      sleepMs: SLEEP_MS,
      compactAfterUpdates: COMPACT_AFTER_UPDATES,
      ...options,
    };
    const { lingerMs, sleepMs } = this.#options;
    this.#rounds = setInterval(() => this.#lookAfter(), Math.min(ROUND_MS, lingerMs, sleepMs)).unref();
  }

  /** Calls `use` with the document, or null when there is no such board. The document stays until `use` is done. */
  async using<T>(id: DocumentId, use: (document: LiveDocument | null) => T | Promise<T>): Promise<T> {
    const held = this.#hold(id);
    held.users++;
    try {
      return await use(await held.document);
    } finally {
      held.users--;
    }
  }

  /**
   * One transaction of the server's own; resolves when it is on disk. It does not come there, and nobody is told of it, before
   * `first` is done. null: no such board.
   */
  write<T>(id: DocumentId, write: (doc: Y.Doc) => T, first?: (result: T) => Promise<void>): Promise<T | null> {
    return this.using<T | null>(id, async (document) => {
      await this.#disk.room();
      return document && document.write(write, first);
    });
  }

  /** Reads what is on disk and what is on its way there. null: no such board. */
  read<T>(id: DocumentId, read: (doc: Y.Doc) => T): Promise<T | null> {
    return this.using<T | null>(id, async (document) => {
      if (document === null) return null;
      return (await document.settled()) ? document.read(read) : this.read(id, read);
    });
  }

  /**
   * Writes in a board and in notebooks of it, all or nothing, together with a new state of the room if one is given.
   * `write` gets the board's document and the notebooks in the order of their owners. null: no such board.
   */
  async together<T>(
    boardId: string,
    owners: readonly string[],
    { write, room }: { write: (board: Y.Doc, notebooks: readonly Y.Doc[]) => T; room?: StoredRoom | undefined },
  ): Promise<T | null> {
    const ids = [boardId, ...owners.map((owner) => notebookId(boardId, owner))];
    return this.#usingAll(ids, [], async (documents) => {
      await this.#disk.room();
      const writeAll = ([board, ...notebooks]: readonly Y.Doc[]) => write(board as Y.Doc, notebooks);
      return commitTogether(documents, { store: this.#parts.store, write: writeAll, room });
    });
  }

  /** The room of a board has moved on. */
  moved(boardId: string, moment: Moment): void {
    this.#held.get(boardId)?.document.then(
      (document) => document && this.#laws.get(document)?.change(moment),
      () => undefined,
    );
  }

  /** The board was deleted: closes the connections to it and to its notebooks for good. */
  async forget(boardId: string): Promise<void> {
    const gone = [...this.#held].filter(([id]) => nameOf(id).boardId === boardId);
    for (const [id] of gone) this.#held.delete(id);
    // A damaged one has nobody to close.
    for (const [, { document }] of gone) (await document.catch(() => null))?.close('noBoard');
  }

  /** Ends somebody's connections to a board and to their notebook. With 'reseated' they come back, as who they are by then. */
  async dismiss(boardId: string, participantId: string, code: 'noSeat' | 'reseated'): Promise<void> {
    for (const id of [boardId, notebookId(boardId, participantId)]) {
      const document = await this.#held.get(id)?.document.catch(() => null);
      document?.dismiss(participantId, code);
    }
  }

  async stats(): Promise<Readonly<Counters & { boards: number; connections: number }>> {
    const documents = await this.#all();
    const connections = documents.reduce((sum, document) => sum + document.memberCount, 0);
    const boards = [...this.#held.keys()].filter((id) => nameOf(id).name === '').length;
    return { boards, connections, ...this.#counters };
  }

  /** Writes everything out, tells everybody to come back, and lets go. */
  async close(): Promise<void> {
    clearInterval(this.#rounds);
    this.#disk.stop();
    const documents = await this.#all();
    await Promise.all(documents.map((document) => document.settled()));
    for (const document of documents) document.close('restart');
    this.#held.clear();
  }

  async #all(): Promise<LiveDocument[]> {
    const documents = await Promise.all([...this.#held.values()].map(({ document }) => document.catch(() => null)));
    return documents.filter((document) => document !== null);
  }

  /** Takes hold of one document after the other; null when one of them is not there. */
  #usingAll<T>(
    [id, ...rest]: readonly DocumentId[],
    held: readonly LiveDocument[],
    use: (documents: readonly LiveDocument[]) => Promise<T>,
  ): Promise<T | null> {
    if (id === undefined) return use(held);
    return this.using<T | null>(id, (document) => document && this.#usingAll(rest, [...held, document], use));
  }

  #hold(id: DocumentId): Held {
    let held = this.#held.get(id);
    if (held === undefined) {
      held = { document: this.#open(id), leaveAt: null, users: 0 };
      this.#held.set(id, held);
      this.#dropUnlessOpen(id, held);
    }
    return held;
  }

  async #open(id: DocumentId): Promise<LiveDocument | null> {
    const { store, momentOf } = this.#parts;
    const name = nameOf(id);
    const epoch = await store.acquire(name.boardId);
    const moment = await momentOf(name.boardId);
    if (epoch === null || moment === null) return null;
    const stored = await store.load(name);
    try {
      return this.#live(id, { name, epoch, stored }, moment);
    } catch (fault) {
      throw new StoreFault('corrupt', `document ${id}: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }

  #live(id: DocumentId, opened: Opened, moment: Moment): LiveDocument {
    const { store, now = () => performance.now(), onNotebook, onSlowed = () => undefined } = this.#parts;
    const { boardId, name: owner } = opened.name;
    const isBoard = owner === '';
    const law: Law = isBoard ? new BoardLaw(moment, now) : notebookLaw;
    const document = new LiveDocument(opened, {
      ...{ store, law, onSlowed, counters: this.#counters, load: this.#load, disk: this.#disk },
      compactAfterUpdates: this.#options.compactAfterUpdates,
      keepReturned: isBoard ? (returned) => this.#keepReturned(boardId, returned) : undefined,
      onChange: isBoard ? undefined : () => onNotebook?.(boardId, owner),
      onBroken: (fault) => this.#onBroken(id, fault),
    });
    if (law instanceof BoardLaw) this.#laws.set(document, law);
    return document;
  }

  /** Texts that were taken back go into the notebooks of those who wrote them. A damaged one is no reason to lose the board. */
  async #keepReturned(boardId: string, returned: readonly Returned[]): Promise<void> {
    const at = Date.now();
    for (const { participantId, ...text } of returned) {
      const id = notebookId(boardId, participantId);
      const noted = this.write(id, (doc) => noteReturned(doc, { ...text, at }));
      await unlessDamaged(noted, () =>
        this.#parts.log.error('a text that was taken back has no notebook to go to', { document: id }),
      );
    }
  }

  /**
   * A document that did not finish loading is never kept, but the knowledge that it is damaged is: nothing mends it while this
   * process holds the file, and reading it for everybody who knocks would cost the other boards.
   */
  #dropUnlessOpen(id: DocumentId, held: Held): void {
    const drop = () => this.#held.get(id) === held && this.#held.delete(id);
    const failed = (fault: unknown) => {
      if (isDamage(fault))
        this.#parts.log.error(mishap('a document does not open', fault), { document: id, why: fault.message });
      else drop();
    };
    held.document.then((document) => document ?? drop(), failed);
  }

  #onBroken(id: DocumentId, fault: unknown): void {
    this.#held.delete(id);
    this.#disk.failed(fault);
    const what = mishap('a document was dropped and will be read again from the journal', fault);
    this.#parts.log.error(what, { document: id, fault });
  }

  #lookAfter(): void {
    const now = performance.now();
    for (const [id, held] of this.#held) {
      held.document.then(
        (document) => document && this.#lookAfterOne({ id, held, document }, now),
        () => undefined,
      );
    }
  }

  #lookAfterOne({ id, held, document }: HeldOpen, now: number): void {
    document.expirePresence();
    if (now - document.touchedAt > this.#options.sleepMs) document.sleep();
    if (!document.isEmpty || held.users > 0) held.leaveAt = null;
    else if (held.leaveAt === null) held.leaveAt = now + this.#options.lingerMs;
    else if (now >= held.leaveAt)
      this.#letGo({ id, held, document }).catch((fault: unknown) => this.#onBroken(id, fault));
  }

  async #letGo({ id, held, document }: HeldOpen): Promise<void> {
    await document.compact();
    await document.settled();
    if (!document.isEmpty || held.users > 0 || this.#held.get(id) !== held) return;
    this.#held.delete(id);
    document.close('later');
  }
}
