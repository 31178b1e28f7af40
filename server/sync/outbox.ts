import * as Y from 'yjs';

/** Milliseconds between two frames of edits to one client: one frame of a screen. */
export const EDITS_PAUSE_MS = 16;
/** Milliseconds between two frames of presence. */
export const PRESENCE_PAUSE_MS = 50;

/** Calls `flush` at once when it was quiet, else when the pause since the last time is over. */
export class Pacer {
  readonly #pause: number;
  readonly #flush: () => void;
  #timer: NodeJS.Timeout | null = null;
  #last = -Infinity;

  constructor(pause: number, flush: () => void) {
    this.#pause = pause;
    this.#flush = flush;
  }

  request(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + this.#pause - performance.now();
    if (wait <= 0) this.flushNow();
    else this.#timer = setTimeout(() => this.flushNow(), wait);
  }

  flushNow(): void {
    this.stop();
    this.#last = performance.now();
    this.#flush();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Applied updates that are not yet in the journal, on their way to become one entry of it and one frame to everybody. */
export class Outbox<Sender> {
  #updates: Uint8Array[] = [];
  /** Who wrote all of it; null when it was several, or when everybody has to be told. */
  #sender: Sender | null = null;

  get isEmpty(): boolean {
    return this.#updates.length === 0;
  }

  add(update: Uint8Array, sender: Sender | null): void {
    this.#sender = this.isEmpty || this.#sender === sender ? sender : null;
    this.#updates.push(update);
  }

  /** Everything in one update, and the only one who need not be told; null when there is nothing. */
  take(): { readonly update: Uint8Array; readonly except: Sender | null } | null {
    const [first] = this.#updates;
    if (first === undefined) return null;
    const update = this.#updates.length === 1 ? first : Y.mergeUpdates(this.#updates);
    this.#updates = [];
    return { update, except: this.#sender };
  }
}
