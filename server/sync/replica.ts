import * as random from 'lib0/random';
import * as Y from 'yjs';
import type { Schema } from '#shared/document/schema.ts';
import { Entries, type Budget, type Trimmed } from './entries.ts';
import { Weight } from './weight.ts';

/** How far a document has come with each client id. */
export type StateVector = ReadonlyMap<number, number>;

/** Yjs draws client ids of 32 bits. */
export const generateNewClientId = (): number => random.uint32();

/** Bytes of updates since the cached full state beyond which the next joiner gets a new one... */
const TAIL_BYTES_MAX = 4 * 1024;
/** ...but never more often than when the board has grown by this part. */
const TAIL_PART_MAX = 1 / 8;

/** Bytes that a struct weighs at least: a full board of which much was moved and rewritten has twice as many on average. */
const BYTES_PER_STRUCT = 40;

/**
 * The server's copy of one document. Awake it is a `Y.Doc`; asleep only its bytes, a tenth of the memory. It wakes by
 * itself when it is asked for something that needs the document.
 */
export class Replica {
  readonly #schema: Schema;
  #doc: Y.Doc | null;
  /** Full state as of an earlier moment, shared by all joiners... */
  #full: Uint8Array | null = null;
  /** ...and what came after it. */
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #produced: Uint8Array | null = null;
  #before: StateVector = new Map();
  #entries: Entries | null = null;
  readonly #weight: Weight;
  readonly #scales = { now: () => performance.now(), measure: () => Y.encodeStateAsUpdate(this.doc).length };

  constructor(updates: readonly Uint8Array[], schema: Schema) {
    this.#schema = schema;
    this.#doc = this.#docOf(updates);
    this.#weight = new Weight(updates.reduce((sum, { length }) => sum + length, 0));
  }

  get doc(): Y.Doc {
    if (this.#doc === null) {
      if (this.#full === null) throw new Error('the document is gone');
      const { full, tail } = this.fullState();
      this.#doc = this.#docOf(tail === null ? [full] : [full, tail]);
    }
    return this.#doc;
  }

  get isAwake(): boolean {
    return this.#doc !== null;
  }

  /** True when the document holds something of this client id, or writes under it itself. */
  writes(clientId: number): boolean {
    return clientId === this.doc.clientID || Y.getState(this.doc.store, clientId) > 0;
  }

  /** Runs one transaction; returns its update as yjs encodes it, null when nothing changed. Throws what `change` throws. */
  transact(change: (transaction: Y.Transaction) => void, origin: unknown): Uint8Array | null {
    this.#produced = null;
    this.doc.transact((transaction) => {
      this.#before = transaction.beforeState;
      change(transaction);
    }, origin);
    const produced = this.#produced as Uint8Array | null;
    this.#produced = null;
    if (produced !== null) this.#remember(produced);
    return produced;
  }

  /** How far the document was before the last transaction. */
  get before(): StateVector {
    return this.#before;
  }

  /** Takes back what the transaction under way brings beyond what a document holds, or one author may have. */
  trim(transaction: Y.Transaction, budget: Budget): readonly Trimmed[] {
    return this.#entries?.trim(transaction, budget) ?? [];
  }

  /** True when the document has more bytes than that as it is encoded, or so many structs that loading it takes as long. */
  isHeavierThan(bytes: number): boolean {
    let structs = 0;
    for (const { length } of this.doc.store.clients.values()) structs += length;
    return structs * BYTES_PER_STRUCT > bytes || this.#weight.isAbove(bytes, this.#scales);
  }

  /** True when the document waits for something that never came; its updates must not be trusted any further. */
  get isPending(): boolean {
    const store = this.doc.store;
    return store.pendingStructs !== null || store.pendingDs !== null;
  }

  /** The whole document as an update, and a second update with what has come since; both are shared and must not be changed. */
  fullState(): { readonly full: Uint8Array; readonly tail: Uint8Array | null } {
    if (this.#full === null || this.#tailBytes > Math.max(TAIL_BYTES_MAX, this.#full.length * TAIL_PART_MAX)) {
      this.#full = Y.encodeStateAsUpdate(this.doc);
      this.#tail = [];
      this.#tailBytes = 0;
    }
    if (this.#tail.length > 1) this.#tail = [Y.mergeUpdates(this.#tail)];
    return { full: this.#full, tail: this.#tail[0] ?? null };
  }

  /** The whole document as one fresh update, for a snapshot. */
  snapshot(): Uint8Array {
    // Asleep it is nothing but that: who writes wakes it.
    if (this.isAwake) this.#full = null;
    return this.fullState().full;
  }

  /** What somebody with the given state vector lacks. */
  diff(stateVector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** Gives the document's memory back until it is needed again. */
  sleep(): void {
    if (this.#doc === null) return;
    this.snapshot();
    this.#letGo();
  }

  /** Drops the shared full state of a document that is awake; nobody joins any more. */
  forgetFullState(): void {
    if (this.#doc !== null) this.#full = null;
  }

  /** Gives everything back; whoever asks for the document afterwards is told that it is gone. */
  destroy(): void {
    this.#letGo();
    this.#full = null;
    this.#tail = [];
  }

  #letGo(): void {
    this.#doc?.destroy();
    this.#doc = null;
    this.#entries = null;
  }

  #remember(update: Uint8Array): void {
    this.#weight.add(update.length);
    if (this.#full === null) return;
    this.#tail.push(update);
    this.#tailBytes += update.length;
    // Nobody has joined for a while: a new state will be cheaper than remembering on.
    if (this.#tailBytes > this.#full.length + 2 * TAIL_BYTES_MAX) this.#full = null;
  }

  #docOf(updates: readonly Uint8Array[]): Y.Doc {
    const doc = new Y.Doc();
    for (const root of Object.keys(this.#schema)) doc.getMap(root);
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    this.#entries = new Entries(doc, this.#schema);
    doc.on('update', (update: Uint8Array) => (this.#produced = update));
    // What came and what the server answers are one transaction. Yjs, which asks this once all observers have seen it, would take
    // the answer for that of another who uses the same client id, and draw a new one: each for ever a line in every state vector.
    doc.on('afterTransaction', (transaction) => void (transaction.local = true));
    return doc;
  }
}
