import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { WebSocket } from 'ws';
import { MESSAGE_SAVED, MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import type { Seat } from './seats.ts';

const OPEN_WITHIN_MS = 30_000;
/** Hocuspocus hangs up on who says nothing for a minute. */
const STILL_HERE_MS = 20_000;
/** The state vector of a document in which nothing is, and the update that says nothing. */
const NOTHING_KNOWN = new Uint8Array([0]);
const NOTHING_NEW = new Uint8Array([0, 0]);

interface Received {
  readonly at: number;
  readonly frame: Uint8Array;
}

/**
 * A y-websocket client (see `dialect.ts` for what Hocuspocus has besides) that costs next to nothing: while the load runs it only notes when which frame came.
 * What the frames held is read afterwards (`replay.ts`). Times are `performance.now()`.
 */
export class Client {
  readonly seat: Seat;
  readonly received: Received[] = [];
  /** When each update-carrying frame left: the server counts them in `saved`. */
  readonly sent: number[] = [];
  readonly startedAt = performance.now();
  readonly #socket: WebSocket;
  /** When the document's state had come; rejects when the connection ends before. */
  readonly synced: Promise<number>;
  closedWith: number | null = null;

  constructor(seat: Seat) {
    this.seat = seat;
    this.#socket = new WebSocket(seat.url, seat.protocols, { perMessageDeflate: false });
    this.synced = new Promise((resolve, reject) => this.#listen(resolve, reject));
  }

  get lastHeard(): number {
    return this.received.at(-1)?.at ?? this.startedAt;
  }

  send(update: Uint8Array): number {
    return this.#sendUpdate(SYNC_UPDATE, update);
  }

  close(): void {
    this.#socket.terminate();
  }

  #listen(resolve: (at: number) => void, reject: (fault: Error) => void): void {
    const late = setTimeout(() => reject(new Error(`${this.seat.url}: no state in time`)), OPEN_WITHIN_MS);
    const { address, stillHere } = this.seat.dialect;
    const alive = stillHere && setInterval(() => this.#say(stillHere), STILL_HERE_MS);
    this.#socket.on('open', () => this.#greet());
    this.#socket.on('error', reject);
    this.#socket.on('close', (code) => {
      this.closedWith = code;
      clearTimeout(late);
      if (alive) clearInterval(alive);
      reject(new Error(`${this.seat.url}: closed with ${code}`));
    });
    this.#socket.on('message', (bytes: Buffer) => {
      const at = performance.now();
      const frame = bytes.subarray(address.length);
      this.received.push({ at, frame });
      if (frame[0] !== MESSAGE_SYNC || frame[1] === SYNC_UPDATE) return;
      if (frame[1] === SYNC_STEP_1) this.#sendUpdate(SYNC_STEP_2, NOTHING_NEW);
      else {
        clearTimeout(late);
        resolve(at);
      }
    });
  }

  #greet(): void {
    const { greeting } = this.seat.dialect;
    if (greeting) this.#say(greeting);
    this.#say(frameOf(SYNC_STEP_1, NOTHING_KNOWN));
  }

  #sendUpdate(kind: number, update: Uint8Array): number {
    const at = performance.now();
    this.sent.push(at);
    this.#say(frameOf(kind, update));
    return at;
  }

  #say(frame: Uint8Array): void {
    this.#socket.send(Buffer.concat([this.seat.dialect.address, frame]));
  }
}

function frameOf(kind: number, content: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE_SYNC);
  writeVarUint(encoder, kind);
  writeVarUint8Array(encoder, content);
  return toUint8Array(encoder);
}

/** The update that a frame carries, or null. */
export function updateIn(frame: Uint8Array): Uint8Array | null {
  const decoder = createDecoder(frame);
  if (readVarUint(decoder) !== MESSAGE_SYNC) return null;
  return readVarUint(decoder) === SYNC_STEP_1 ? null : readVarUint8Array(decoder);
}

/** How many update-carrying frames a frame says are on disk, or null. */
export function savedIn(frame: Uint8Array): number | null {
  const decoder = createDecoder(frame);
  return readVarUint(decoder) === MESSAGE_SAVED ? readVarUint(decoder) : null;
}
