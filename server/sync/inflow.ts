import type { Account } from './account.ts';
import type { Line } from './turns.ts';

/**
 * Bytes that may wait to be read of one connection. A paused WebSocket still hands over what it had read: one chunk, or one
 * message of the largest size. More can only come where nothing can be paused, from somebody who does not care.
 */
const BACKLOG_BYTES_MAX = 4 * 1024 * 1024;
/** Bytes that one waiting frame takes besides its own. */
const BYTES_PER_FRAME = 64;

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
export class Inflow implements Line {
  readonly #parts: InflowParts;
  #waiting: Uint8Array[] = [];
  /** How many of them were taken already. */
  #taken = 0;
  #bytes = 0;
  #isHolding = false;

  constructor(parts: InflowParts) {
    this.#parts = parts;
  }

  get isHolding(): boolean {
    return this.#isHolding;
  }

  offer(frame: Uint8Array): void {
    if (!this.#isHolding && this.#mayGoOn()) return this.#parts.take(frame);
    this.#waiting.push(frame);
    this.#bytes += weightOf(frame);
    if (this.#bytes > BACKLOG_BYTES_MAX) this.#parts.overflow();
  }

  takeNext(): boolean {
    const frame = this.#shift();
    if (frame !== undefined) this.#parts.take(frame);
    // Taking a frame may end the connection, which empties what waits.
    if (this.#taken < this.#waiting.length) return true;
    this.stop();
    return false;
  }

  /** The first that waits. Moving up all others each time would cost the square of what waits. */
  #shift(): Uint8Array | undefined {
    const frame = this.#waiting[this.#taken++];
    if (this.#taken * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#taken);
      this.#taken = 0;
    }
    if (frame !== undefined) this.#bytes -= weightOf(frame);
    return frame;
  }

  /** Forgets what waits. */
  stop(): void {
    this.#waiting = [];
    this.#taken = this.#bytes = 0;
    if (!this.#isHolding) return;
    this.#isHolding = false;
    this.#parts.account.turns.leave(this);
    this.#parts.resume();
  }

  /** True when nothing is owed and nobody waits for a turn; else waits for one. */
  #mayGoOn(): boolean {
    const { account, pause } = this.#parts;
    if (account.owedFor(performance.now()) === 0 && !account.turns.areWaitedFor) return true;
    this.#isHolding = true;
    pause();
    account.turns.wait(this);
    return false;
  }
}

const weightOf = ({ length }: Uint8Array): number => length + BYTES_PER_FRAME;
