import type * as Y from 'yjs';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Slowed } from './account.ts';
import { LiveDocument, type Counters } from './document.ts';
import { COMPACT_AFTER_UPDATES } from './journal.ts';
import { Load } from './pacer.ts';

export interface DocumentsParts {
  readonly store: Store;
  readonly log: Log;
  /** Somebody is over their limit, and not read for so many milliseconds. */
  readonly onSlowed?: Slowed;
}

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

interface Held {
  readonly document: Promise<LiveDocument | null>;
  /** Set while nobody is there. */
  leaveAt: number | null;
  /** Requests under way that need the document. */
  users: number;
}

/** How often documents are looked after: expired presence, sleep, leaving memory. */
const ROUND_MS = 5_000;

/** All live board documents of this process: brings them from the store when needed, and lets them go when nobody is there. */
export class Documents {
  readonly #store: Store;
  readonly #log: Log;
  readonly #onSlowed: Slowed;
  readonly #options: Required<DocumentsOptions>;
  readonly #held = new Map<string, Held>();
  readonly #rounds: NodeJS.Timeout;
  readonly #counters: Counters = { updates: 0, refused: 0 };
  readonly #load = new Load();

  constructor({ store, log, onSlowed = () => undefined }: DocumentsParts, options: DocumentsOptions = {}) {
    this.#store = store;
    this.#log = log;
    this.#onSlowed = onSlowed;
    this.#options = {
      lingerMs: LINGER_MS,
      sleepMs: SLEEP_MS,
      compactAfterUpdates: COMPACT_AFTER_UPDATES,
      ...options,
    };
    const { lingerMs, sleepMs } = this.#options;
    this.#rounds = setInterval(() => this.#lookAfter(), Math.min(ROUND_MS, lingerMs, sleepMs)).unref();
  }

  /** Calls `use` with the board's document, or null when there is no such board. The document stays until `use` is done. */
  async using<T>(boardId: string, use: (document: LiveDocument | null) => T | Promise<T>): Promise<T> {
    const held = this.#hold(boardId);
    held.users++;
    try {
      return await use(await held.document);
    } finally {
      held.users--;
    }
  }

  /** One transaction of the server's own; resolves when it is on disk. null: no such board. */
  write<T>(boardId: string, write: (doc: Y.Doc) => T): Promise<T | null> {
    return this.using<T | null>(boardId, (document) => document && document.write(write));
  }

  /** Reads what is on disk and what is on its way there. null: no such board. */
  read<T>(boardId: string, read: (doc: Y.Doc) => T): Promise<T | null> {
    return this.using<T | null>(boardId, async (document) => {
      await document?.settled();
      return document && document.read(read);
    });
  }

  /** The board was deleted: closes its connections for good. */
  async forget(boardId: string): Promise<void> {
    const held = this.#held.get(boardId);
    this.#held.delete(boardId);
    (await held?.document)?.close('noBoard');
  }

  async stats(): Promise<Readonly<Counters & { boards: number; connections: number }>> {
    const documents = await this.#all();
    const connections = documents.reduce((sum, document) => sum + document.memberCount, 0);
    return { boards: this.#held.size, connections, ...this.#counters };
  }

  /** Writes everything out, tells everybody to come back, and lets go. */
  async close(): Promise<void> {
    clearInterval(this.#rounds);
    const documents = await this.#all();
    await Promise.all(documents.map((document) => document.settled()));
    for (const document of documents) document.close('restart');
    this.#held.clear();
  }

  async #all(): Promise<LiveDocument[]> {
    const documents = await Promise.all([...this.#held.values()].map(({ document }) => document.catch(() => null)));
    return documents.filter((document) => document !== null);
  }

  #hold(boardId: string): Held {
    let held = this.#held.get(boardId);
    if (held === undefined) {
      held = { document: this.#open(boardId), leaveAt: null, users: 0 };
      this.#held.set(boardId, held);
      this.#dropUnlessOpen(boardId, held);
    }
    return held;
  }

  async #open(boardId: string): Promise<LiveDocument | null> {
    const epoch = await this.#store.acquire(boardId);
    if (epoch === null) return null;
    const name = { boardId, name: '' };
    const stored = await this.#store.load(name);
    const onBroken = (fault: unknown) => this.#onBroken(boardId, fault);
    const { compactAfterUpdates } = this.#options;
    const shared = { store: this.#store, counters: this.#counters, load: this.#load, onSlowed: this.#onSlowed };
    return new LiveDocument({ name, epoch, stored }, { ...shared, compactAfterUpdates, onBroken });
  }

  /** A document that did not finish loading is never kept. */
  #dropUnlessOpen(boardId: string, held: Held): void {
    const drop = () => this.#held.get(boardId) === held && this.#held.delete(boardId);
    held.document.then((document) => document ?? drop(), drop);
  }

  #onBroken(boardId: string, fault: unknown): void {
    this.#held.delete(boardId);
    this.#log.error('a document was dropped and will be read again from the journal', { boardId, fault });
  }

  #lookAfter(): void {
    const now = performance.now();
    for (const [boardId, held] of this.#held) {
      held.document.then(
        (document) => document && this.#lookAfterOne({ boardId, held, document }, now),
        () => undefined,
      );
    }
  }

  #lookAfterOne(
    { boardId, held, document }: { boardId: string; held: Held; document: LiveDocument },
    now: number,
  ): void {
    document.expirePresence();
    if (now - document.touchedAt > this.#options.sleepMs) document.sleep();
    if (!document.isEmpty || held.users > 0) held.leaveAt = null;
    else if (held.leaveAt === null) held.leaveAt = now + this.#options.lingerMs;
    else if (now >= held.leaveAt)
      this.#letGo({ boardId, held, document }).catch((fault: unknown) => this.#onBroken(boardId, fault));
  }

  async #letGo({ boardId, held, document }: { boardId: string; held: Held; document: LiveDocument }): Promise<void> {
    await document.compact();
    await document.settled();
    if (!document.isEmpty || held.users > 0 || this.#held.get(boardId) !== held) return;
    this.#held.delete(boardId);
    document.close('later');
  }
}
