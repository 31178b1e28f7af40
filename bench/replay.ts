import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { savedIn, updateIn, type Client } from './client.ts';

/** One edit as it was sent; `clock` is its author's clock after it. */
export interface SentEdit {
  readonly at: number;
  readonly clock: number;
}

/** A client, and what it wrote when it did: its edits in order, under its document's client id. */
export interface Player {
  readonly client: Client;
  readonly wrote?: { readonly clientId: number; readonly edits: readonly SentEdit[] };
}

export interface Deliveries {
  /** Edits that reached somebody else, times the number of people they reached. */
  readonly count: number;
  /** Milliseconds from sending an edit until another client had it, for edits sent at or after `since`. */
  readonly shown: readonly number[];
  /** Edits times receivers that never came. */
  readonly missing: number;
}

/** Reads the frames of every client of one board: which edit came when, and which never did. */
export function readDeliveries(players: readonly Player[], since: number): Deliveries {
  const shown: number[] = [];
  let [count, missing] = [0, 0];
  for (const receiver of players) {
    const clocks = new Map<number, number>();
    const reader = new EditReader(players.filter((it) => it !== receiver));
    for (const { at, frame } of receiver.client.received) {
      const update = updateIn(frame);
      if (update)
        reader.read(Y.parseUpdateMeta(update), clocks, (edit) => edit.at >= since && shown.push(at - edit.at));
    }
    count += reader.delivered;
    missing += reader.missing;
  }
  return { count, shown, missing };
}

type UpdateMeta = ReturnType<typeof Y.parseUpdateMeta>;

/** Follows the authors of a board through the frames of one receiver. */
class EditReader {
  readonly #edits = new Map<number, readonly SentEdit[]>();
  readonly #next = new Map<number, number>();
  delivered = 0;

  constructor(others: readonly Player[]) {
    for (const { wrote } of others) if (wrote) this.#edits.set(wrote.clientId, wrote.edits);
  }

  get missing(): number {
    let missing = 0;
    for (const [author, edits] of this.#edits) missing += edits.length - (this.#next.get(author) ?? 0);
    return missing;
  }

  /** An update that leaves a gap counts as nothing: a document could not use it. */
  read({ from, to }: UpdateMeta, clocks: Map<number, number>, show: (edit: SentEdit) => void): void {
    for (const [author, clock] of to) {
      const known = clocks.get(author) ?? 0;
      if ((from.get(author) ?? 0) > known || clock <= known) continue;
      clocks.set(author, clock);
      this.#advance(author, clock, show);
    }
  }

  #advance(author: number, clock: number, show: (edit: SentEdit) => void): void {
    const edits = this.#edits.get(author) ?? [];
    let next = this.#next.get(author) ?? 0;
    for (let edit = edits[next]; edit && edit.clock <= clock; edit = edits[++next]) {
      show(edit);
      this.delivered++;
    }
    this.#next.set(author, next);
  }
}

/** Milliseconds from sending an edit until the server said that it is on disk. Empty for a server that never says so. */
export function savedTimes(client: Client, since: number): number[] {
  const times: number[] = [];
  let next = 0;
  for (const { at, frame } of client.received) {
    const saved = savedIn(frame);
    if (saved === null) continue;
    for (; next < saved; next++) {
      const sent = client.sent[next];
      if (sent !== undefined && sent >= since) times.push(at - sent);
    }
  }
  return times;
}

/** The board as this client's document has it, as text that is equal for equal boards. Servers need not echo what is its own. */
export function boardText(client: Client, own?: Uint8Array): string {
  const doc = new Y.Doc();
  if (own) Y.applyUpdate(doc, own);
  for (const { frame } of client.received) {
    const update = updateIn(frame);
    if (update) Y.applyUpdate(doc, update);
  }
  const { ideas, clusters } = readBoard(doc);
  const pending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  doc.destroy();
  const sorted = (entries: ReadonlyMap<string, unknown>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(ideas), sorted(clusters), pending]);
}
