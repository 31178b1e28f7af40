import type { Account } from './account.ts';

/**
 * Bytes that may wait to be read of one connection. A paused WebSocket still hands over what it had read: one chunk, or one
 * message of the largest size. More can only come where nothing can be paused, from somebody who does not care.
 */
const BACKLOG_BYTES_MAX = 4 * 1024 * 1024;
/** Bytes that one waiting frame takes besides its own. */
const BYTES_PER_FRAME = 64;
/** Milliseconds to hold beyond what is owed, so that nobody is woken for every single frame. */
const BREATH_MS = 250;

export interface InflowParts {
  readonly account: Account;
  /** Takes one frame, and spends what it costs. */
  readonly take: (frame: Uint8Array) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** More came than can be held. */
  readonly overflow: () => void;
}

/** Lets one connection's frames in, in order. Who is over the limit is not read for a while; nothing of theirs gets lost. */
export class Inflow {
  readonly #parts: InflowParts;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: InflowParts) {
    this.#parts = parts;
  }

  get isHolding(): boolean {
    return this.#timer !== null;
  }

  offer(frame: Uint8Array): void {
    if (!this.isHolding && this.#mayGoOn()) return this.#parts.take(frame);
    this.#waiting.push(frame);
    this.#bytes += frame.length + BYTES_PER_FRAME;
    if (this.#bytes > BACKLOG_BYTES_MAX) this.#parts.overflow();
  }

  stop(): void {
    this.#waiting = [];
    this.#bytes = 0;
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#parts.resume();
  }

  /** True when nothing is owed; else holds until nothing will be. */
  #mayGoOn(): boolean {
    const now = performance.now();
    const owed = this.#parts.account.owedFor(now);
    if (owed === 0) return true;
    const ms = owed + BREATH_MS;
    this.#parts.pause();
    this.#timer = setTimeout(() => this.#goOn(), ms);
    this.#parts.account.slowed(ms, now);
    return false;
  }

  #goOn(): void {
    this.#timer = null;
    const waiting = this.#waiting;
    let next = 0;
    // Taking a frame may end the connection, which empties what waits.
    while (this.#waiting === waiting && next < waiting.length && this.#mayGoOn()) {
      const frame = waiting[next++];
      if (frame !== undefined) this.#parts.take(frame);
    }
    if (this.#waiting !== waiting) return;
    this.#waiting = waiting.slice(next);
    this.#bytes = this.#waiting.reduce((sum, { length }) => sum + length + BYTES_PER_FRAME, 0);
    if (!this.isHolding) this.#parts.resume();
  }
}
