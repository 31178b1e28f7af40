import { StoreFault } from '../store/fault.ts';
import type { Claim, DocumentName, JournalEntry, Refused, Store, StoredDocument } from '../store/store.ts';

/** Updates in the journal after which they are folded into a snapshot... */
export const COMPACT_AFTER_UPDATES = 1_000;
/** ...or bytes: keeps loading a board below a tenth of a second. */
const COMPACT_AFTER_BYTES = 1024 * 1024;

export interface Opened {
  readonly name: DocumentName;
  readonly epoch: number;
  readonly stored: StoredDocument;
}

export interface JournalParts {
  readonly store: Store;
  readonly compactAfterUpdates: number;
  readonly onBroken: (fault: unknown) => void;
}

type Commit = (entry: JournalEntry) => Promise<'committed' | Refused>;

/** An update to append. */
export interface Appended {
  readonly update: Uint8Array;
  readonly claims: readonly Claim[];
  /** Called once it cannot be lost any more, and never when it is. */
  readonly onDisk: () => void;
  /** What must be on disk before: until then this update and all after it wait. */
  readonly first?: Promise<void> | undefined;
  /** Commits it in another way than by itself. */
  readonly commit?: Commit | undefined;
}

interface Waiting {
  readonly seq: number;
  readonly run: (isOnDisk: boolean) => void;
}

/** A snapshot only makes loading faster, but needs room: on a full disk people write on without it as long as that fits. */
function laterWhenFull(fault: unknown): 'later' {
  if (fault instanceof StoreFault && fault.kind === 'disk-full') return 'later';
  throw fault;
}

/**
 * Writes one document's updates to the store, in order, and knows which of them are on disk. The first write that fails
 * breaks it for good: what was appended since is lost, and everybody who waits is told so.
 */
export class Journal {
  readonly #opened: Opened;
  readonly #store: Store;
  readonly #onBroken: (fault: unknown) => void;
  readonly #compactAfterUpdates: number;
  #seq: number;
  #committed: number;
  #waiting: Waiting[] = [];
  /** Since the last snapshot. */
  #updates: number;
  #bytes: number;
  #broken = false;
  /** The last commit that waits for something else; those after it wait for it. */
  #held: Promise<unknown> | null = null;
  readonly #commit: Commit = (entry) => this.#store.commit(entry);
  /** Why nothing is written any more. */
  #fault: unknown = null;

  constructor(opened: Opened, parts: JournalParts) {
    const { seq, updates } = opened.stored;
    this.#opened = { ...opened, stored: { ...opened.stored, snapshot: null, updates: [], claims: [] } };
    this.#store = parts.store;
    this.#onBroken = parts.onBroken;
    this.#compactAfterUpdates = parts.compactAfterUpdates;
    this.#seq = this.#committed = seq;
    this.#updates = updates.length;
    this.#bytes = updates.reduce((sum, { length }) => sum + length, 0);
  }

  /** Sequence number of the last update appended. */
  get seq(): number {
    return this.#seq;
  }

  /** Sequence number of the last update on disk. */
  get committed(): number {
    return this.#committed;
  }

  get isSettled(): boolean {
    return this.#committed === this.#seq;
  }

  get fault(): unknown {
    return this.#fault;
  }

  get wantsCompacting(): boolean {
    return this.#updates > this.#compactAfterUpdates || this.#bytes > COMPACT_AFTER_BYTES;
  }

  /** True when compacting would make loading the document any faster. */
  get isWorthCompacting(): boolean {
    return this.#updates > 1 && !this.#broken;
  }

  /** False while something appended waits for something else; what is appended then is not committed at once. */
  get isFree(): boolean {
    return this.#held === null;
  }

  async free(): Promise<void> {
    while (this.#held !== null) await this.#held.catch(() => undefined);
  }

  append({ update, claims, onDisk, first, commit = this.#commit }: Appended): void {
    const seq = ++this.#seq;
    this.#updates++;
    this.#bytes += update.length;
    const { name, epoch } = this.#opened;
    const entry = { boardId: name.boardId, name: name.name, epoch, seq, update, claims };
    const committed = first || this.#held ? this.#hold([this.#held, first], () => commit(entry)) : commit(entry);
    committed.then(
      (result) =>
        result === 'committed' ? this.#onCommitted(seq, onDisk) : this.break(new Error(`commit: ${result}`)),
      (fault: unknown) => this.break(fault),
    );
  }

  /** Calls `run` once everything appended so far is on disk, or is known to be lost. */
  whenSettled(run: (isOnDisk: boolean) => void): void {
    if (this.#broken || this.isSettled) run(!this.#broken);
    else this.#waiting.push({ seq: this.#seq, run });
  }

  settled(): Promise<boolean> {
    return new Promise((resolve) => this.whenSettled(resolve));
  }

  /** Replaces everything appended so far by one snapshot, `state`. */
  async compact(state: Uint8Array): Promise<void> {
    const seq = this.#seq;
    this.#updates = this.#bytes = 0;
    if (!(await this.settled())) return;
    const { name, epoch } = this.#opened;
    const result = await this.#store.compact({ ...name, epoch, seq, state }).catch(laterWhenFull);
    if (result !== 'compacted' && result !== 'later') this.break(new Error(`compacting: ${result}`));
  }

  break(fault: unknown): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#fault = fault;
    this.#onBroken(fault);
    this.#runWaiting();
  }

  #hold<T>(first: readonly unknown[], commit: () => Promise<T>): Promise<T> {
    const held = Promise.all(first).then(commit);
    this.#held = held;
    const release = () => {
      if (this.#held === held) this.#held = null;
    };
    held.then(release, release);
    return held;
  }

  #onCommitted(seq: number, onDisk: () => void): void {
    if (this.#broken) return;
    this.#committed = seq;
    this.#runWaiting();
    onDisk();
  }

  #runWaiting(): void {
    for (
      let [first] = this.#waiting;
      first && (this.#broken || first.seq <= this.#committed);
      [first] = this.#waiting
    ) {
      this.#waiting.shift();
      first.run(!this.#broken);
    }
  }
}
