import type { Broadcast } from './broadcast.ts';
import type { Transport } from './connection.ts';

/** Bytes waiting for one reader above which it is told no more: half a full board, or two seconds of a poor line. */
export const BEHIND_BYTES = 256 * 1024;
/** Bytes waiting for a reader at which it has caught its breath. */
export const DRAINED_BYTES = 16 * 1024;
/** Milliseconds in which it has to: a full board of 1 MB over 150 kbit/s. Worse lines cannot follow a table. */
export const HOPELESS_MS = 60_000;
/** Milliseconds between two looks at a reader who is behind. */
const LOOK_MS = 200;

export interface ReaderParts {
  readonly transport: Pick<Transport, 'send' | 'buffered'>;
  /** It takes frames again; what it was not told has to be told now. */
  readonly onDrained: () => void;
  readonly onHopeless: () => void;
}

/** Sends to one reader as long as it keeps up; who does not is told nothing until what was sent has arrived. */
export class Reader {
  readonly #parts: ReaderParts;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  get isBehind(): boolean {
    return this.#timer !== null;
  }

  /** False when the frames were not sent, because the reader is behind. */
  send(frames: readonly Broadcast[]): boolean {
    const { transport } = this.#parts;
    if (this.isBehind) return false;
    if (transport.buffered > BEHIND_BYTES) this.#waitFor();
    else transport.send(frames);
    return !this.isBehind;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #waitFor(): void {
    this.#since = performance.now();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    if (this.#parts.transport.buffered <= DRAINED_BYTES) {
      this.stop();
      this.#parts.onDrained();
    } else if (performance.now() - this.#since > HOPELESS_MS) {
      this.stop();
      this.#parts.onHopeless();
    }
  }
}
