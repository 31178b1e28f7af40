import * as Y from 'yjs';

export type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** Structs one update may list, known ones too: reading them costs memory and time before anything can be judged. */
const STRUCTS_MAX = 30_000;
/** Ranges of deletions one update may list. */
const RANGES_MAX = 30_000;

/** Kinds of content that a board holds (yjs numbers them); the others are never read, some cost milliseconds each. */
const NOTHING = 0;
const DELETED = 1;
const CHARACTERS = 4;
const TYPE = 7;
const VALUES = 8;
/** A hole, which the gate names a gap. */
const SKIP = 10;
const KINDS: readonly number[] = [NOTHING, DELETED, CHARACTERS, TYPE, VALUES, SKIP];
const KIND_BITS = 0b11111;

export class Unreadable extends Error {
  readonly reason: 'unreadable' | 'too-long' | 'not-in-schema';
  constructor(reason: Unreadable['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** Reads as yjs does, and stops at what costs more than it could be worth. */
class BoundedDecoder extends Y.UpdateDecoderV1 {
  readonly #clients = new Set<number>();
  #structs = 0;
  #ranges = 0;

  /** Once for each block; yjs applies only the last of two blocks of one client, even when that is empty. */
  override readClient(): number {
    const client = super.readClient();
    if (this.#clients.has(client)) throw new Unreadable('unreadable');
    this.#clients.add(client);
    return client;
  }

  /** Once for each struct. */
  override readInfo(): number {
    const info = super.readInfo();
    if (++this.#structs > STRUCTS_MAX) throw new Unreadable('too-long');
    if (!KINDS.includes(info & KIND_BITS)) throw new Unreadable('not-in-schema');
    return info;
  }

  override readDsLen(): number {
    if (++this.#ranges > RANGES_MAX) throw new Unreadable('too-long');
    return super.readDsLen();
  }
}

/** What an update holds, without applying it. Throws Unreadable, or whatever else the bytes make yjs throw. */
export const decode = (update: Uint8Array): Decoded => Y.decodeUpdateV2(update, BoundedDecoder);
