import * as Y from 'yjs';
import { CLIENT_IDS_PER_SEAT_MAX } from '#shared/model/limits.ts';
import type { Reason } from '#shared/rules/may.ts';
import type { Touch, Writer } from '#shared/rules/permissions.ts';
import { Crowds, type List } from './crowds.ts';
import { decode, Unreadable, type Decoded } from './decode.ts';
import type { AskedTouch, Law } from './law.ts';
import { Spots, type FieldSpot, type Spot } from './spots.ts';

/**
 * The one door through which every update of a client goes, before it touches the board.
 *
 * It answers two questions. Could this ever be right? An update that could not is a forgery and is refused whole. Is it
 * right now? What is not, because the step has just changed, is let in and told as a violation, to be taken back when it is
 * applied. It reads the bytes without applying them, resolves each struct and each deletion to its place in the document
 * (root, entry, field) and asks the law. Cost follows the update, not the board. It uses `doc.store`, hence yjs is pinned.
 */

export type Refusal =
  'unreadable' | 'gap' | 'foreign-client' | 'too-many-clients' | 'not-in-schema' | 'not-allowed' | 'too-long';

export type Judgement =
  | {
      readonly is: 'fine';
      readonly newClients: readonly number[];
      readonly empty: boolean;
      readonly violations: readonly Violation[];
    }
  | { readonly is: 'refused'; readonly reason: Refusal };

/** What the step does not allow now; `field` is null for the whole entry, and `value` what its sender wrote into a field of one value. */
export interface Violation {
  readonly root: string;
  readonly entry: string;
  readonly field: string | null;
  readonly value: unknown;
  readonly why: Reason;
}

export interface JudgeContext {
  readonly writer: Writer;
  readonly ownership: Ownership;
  readonly law: Law;
}

/** Who owns which client id; ids that the document has and nobody claimed are the server's own. */
export interface Ownership {
  ownerOf(clientId: number): string | null;
  countOf(participantId: string): number;
}

/** Length of one garbage-collected or deleted run: an honest person deletes at most a day's typing at once. */
const GONE_LENGTH_MAX = 100_000;
/** Structs one update may bring: a thousand ideas that somebody's program posts at once have seven or eight thousand. */
const FRESH_STRUCTS_MAX = 10_000;
/** Entries one update may make, each of which costs more than other structs: all the ideas of a full board. */
const MADE_MAX = 3_000;
/** Client ids one update may bring something of: one for each page load of somebody who was offline all the while. */
const CLIENTS_PER_UPDATE_MAX = 256;
/** Yjs draws client ids of 32 bits. */
const CLIENT_ID_MAX = 0xffff_ffff;
/** Items one update may delete: the largest honest case is a moderator clearing a full board (3,000 ideas of 9 structs). */
const DELETED_STRUCTS_MAX = 30_000;

class Refused extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

/** Items, what is garbage-collected, and holes; the last are refused. */
type Struct = Decoded['structs'][number];

/** Judges one update; changes nothing. */
export function judge(update: Uint8Array, doc: Y.Doc, context: JudgeContext): Judgement {
  try {
    return new Examination(doc, context).of(decode(update));
  } catch (fault) {
    if (fault instanceof Refused || fault instanceof Unreadable) return { is: 'refused', reason: fault.reason };
    // Nothing was changed yet, so what even confuses the gate costs nobody but its sender.
    return { is: 'refused', reason: 'unreadable' };
  }
}

class Examination {
  readonly #writer: Writer;
  readonly #ownership: Ownership;
  readonly #law: Law;
  readonly #spots: Spots;
  readonly #newClients = new Set<number>();
  readonly #crowds = new Crowds();
  /** `root/entry` of entries that this update makes. */
  readonly #made = new Set<string>();
  /** By spot. */
  readonly #violations = new Map<string, Violation>();
  #fresh = 0;

  constructor(doc: Y.Doc, { writer, ownership, law }: JudgeContext) {
    this.#writer = writer;
    this.#ownership = ownership;
    this.#law = law;
    this.#spots = new Spots(doc, law.schema);
  }

  of(decoded: Decoded): Judgement {
    this.#structs(decoded.structs);
    const deletes = this.#deletes(decoded.ds);
    return {
      is: 'fine',
      newClients: this.#newClients.size === 0 ? NO_CLIENTS : [...this.#newClients],
      empty: this.#fresh === 0 && deletes === 0,
      violations: this.#violations.size === 0 ? NO_VIOLATIONS : [...this.#violations.values()],
    };
  }

  /** Goes through the structs in an order in which each finds what it depends on; what never does would stay pending. */
  #structs(structs: readonly Struct[]): void {
    const queues = byClient(structs);
    if (queues.length > CLIENTS_PER_UPDATE_MAX) throw new Refused('too-many-clients');
    for (let progress = true; progress && queues.length > 0;) {
      progress = false;
      for (const queue of queues) progress = this.#advance(queue) || progress;
      for (let i = queues.length - 1; i >= 0; i--) if (queues[i]?.at === queues[i]?.structs.length) queues.splice(i, 1);
    }
    if (queues.length > 0) throw new Refused('gap');
  }

  #advance(queue: Queue): boolean {
    const before = queue.at;
    for (; queue.at < queue.structs.length; queue.at++) {
      const struct = queue.structs[queue.at];
      if (struct === undefined) break;
      if (struct.length < 1) throw new Refused('not-in-schema');
      const { client, clock } = struct.id;
      const state = this.#spots.stateOf(client);
      if (clock > state) throw new Refused('gap');
      const isItem = struct instanceof Y.Item;
      if (isItem && !this.#spots.rootIsKnown(struct)) throw new Refused('not-in-schema');
      // Yjs looks up what a struct depends on even when it has the struct already.
      if (isItem && !this.#spots.hasDependencies(struct)) break;
      if (clock + struct.length <= state) continue;
      this.#own(client, state);
      if (++this.#fresh > FRESH_STRUCTS_MAX) throw new Refused('too-long');
      const list = isItem ? this.#spots.listOf(struct) : null;
      this.#spots.add(struct, this.#judgeStruct(struct, list), list);
    }
    return queue.at > before;
  }

  #own(client: number, state: number): void {
    const owner = this.#ownership.ownerOf(client);
    if (owner === this.#writer.participantId || this.#newClients.has(client)) return;
    if (client > CLIENT_ID_MAX) throw new Refused('not-in-schema');
    if (owner !== null || state > 0) throw new Refused('foreign-client');
    const count = this.#ownership.countOf(this.#writer.participantId) + this.#newClients.size;
    if (count >= CLIENT_IDS_PER_SEAT_MAX) throw new Refused('too-many-clients');
    this.#newClients.add(client);
  }

  #judgeStruct(struct: Struct, list: List | null): Spot {
    if (struct.length > GONE_LENGTH_MAX) throw new Refused('too-long');
    if (!(struct instanceof Y.Item)) {
      // What is neither an item nor garbage-collected is a hole.
      if (!(struct instanceof Y.GC)) throw new Refused('gap');
      return GONE;
    }
    const spot = this.#spots.of(struct);
    if (spot === null || !this.#continues(struct)) throw new Refused('not-in-schema');
    // A text may become too long under several hands, or by an undo; that is cut when it is applied. Its items are bounded.
    if (list !== null && !this.#crowds.admits(struct, list)) throw new Refused('too-long');
    if (spot.is === 'gone') return spot;
    if (!this.#spots.contentFits(spot, struct.content)) throw new Refused('not-in-schema');
    if (spot.is === 'entry') this.#judgeEntry(spot.root, spot.entry);
    else this.#judgeContent(spot, struct.content);
    return spot;
  }

  /** Of a struct that the board has in part yjs attaches the rest to that part, wherever its sender says it belongs. */
  #continues(item: Y.Item): boolean {
    return item.id.clock === this.#spots.stateOf(item.id.client) || this.#spots.continues(item);
  }

  /** Yjs joins values that were set one after another into one item; each of them is asked for. */
  #judgeContent(spot: FieldSpot, content: Y.Item['content']): void {
    if (content instanceof Y.ContentAny) for (const value of content.arr) this.#ask(spot, 'set', value);
    else this.#ask(spot, content instanceof Y.ContentDeleted ? 'delete' : 'set');
  }

  /** An entry may be made where none stands, or replaced by whoever may delete it (undoing a deletion does that). */
  #judgeEntry(root: string, entry: string): void {
    const standing = this.#spots.entry(root, entry);
    const [owner, carried] = [ownerOf(standing), isCarried(standing)];
    this.#askLaw({ root, entry, field: null, deed: 'set', isNew: !standing, owner, carried });
    this.#made.add(`${root}/${entry}`);
    if (this.#made.size > MADE_MAX) throw new Refused('too-long');
  }

  #ask(spot: Exclude<Spot, { is: 'gone' }>, deed: Touch['deed'], value?: unknown): void {
    const { root, entry } = spot;
    const standing = this.#spots.entry(root, entry);
    this.#askLaw({
      root,
      entry,
      field: spot.is === 'entry' ? null : spot.field,
      deed,
      value,
      before: spot.is === 'value' ? standing?.get(spot.field) : undefined,
      isNew: this.#made.size > 0 && this.#made.has(`${root}/${entry}`),
      owner: ownerOf(standing),
      carried: spot.is === 'entry' && isCarried(standing),
    });
  }

  #askLaw(touch: AskedTouch): void {
    const why = this.#law.verdict(this.#writer, touch);
    if (why === null) return;
    if (why === 'never') throw new Refused('not-allowed');
    const { root, entry, field, value } = touch;
    this.#violations.set(`${root}/${entry}/${field ?? ''}`, { root, entry, field, value, why });
  }

  /** Counts the deletions that are news, each asked for by the rules. */
  #deletes(set: Decoded['ds']): number {
    let news = 0;
    let visited = 0;
    for (const [client, ranges] of set.clients) {
      for (const { clock, len } of ranges) {
        if (len < 1) throw new Refused('not-in-schema');
        if (++visited > DELETED_STRUCTS_MAX) throw new Refused('too-long');
        if (clock + len > this.#spots.stateOf(client)) throw new Refused('gap');
        for (const struct of this.#spots.standingIn(client, clock, clock + len)) {
          if (++visited > DELETED_STRUCTS_MAX) throw new Refused('too-long');
          if (struct.deleted) continue;
          news++;
          this.#judgeDeletion(struct, set);
        }
      }
    }
    return news;
  }

  #judgeDeletion(item: Y.Item, set: Decoded['ds']): void {
    const spot = this.#spots.of(item);
    if (spot === null) throw new Refused('not-in-schema');
    // Overwriting a value deletes the one before; whether the new one is allowed was asked already.
    if (spot.is === 'gone' || (spot.is === 'value' && this.#spots.isOverwritten(item))) return;
    // Deleting an entry deletes what is in it; the entry itself is asked for once.
    const entry = spot.is === 'entry' ? null : this.#spots.entryOf(item.id);
    if (entry !== null && Y.isDeleted(set, entry)) return;
    this.#ask(spot, 'delete');
  }
}

const GONE: Spot = { is: 'gone' };
const NO_CLIENTS: readonly number[] = [];
const NO_VIOLATIONS: readonly Violation[] = [];

interface Queue {
  readonly structs: Struct[];
  at: number;
}

/** One queue per client id, each of which has one block. */
function byClient(structs: readonly Struct[]): Queue[] {
  const queues: Queue[] = [];
  let current: Queue | null = null;
  let client = -1;
  for (const struct of structs) {
    if (current === null || struct.id.client !== client) {
      client = struct.id.client;
      queues.push((current = { structs: [], at: 0 }));
    }
    current.structs.push(struct);
  }
  return queues;
}

const ownerOf = (entry: Y.Map<unknown> | null): string | null => {
  const author = entry?.get('author');
  return typeof author === 'string' ? author : null;
};

const isCarried = (entry: Y.Map<unknown> | null): boolean => entry?.has('carried') === true;
