import * as Y from 'yjs';
import { SYNC_UPDATE } from '#shared/wire/sync.ts';
import { syncFrame } from './frames.ts';

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
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.#timer = null;
    this.#last = performance.now();
    this.#flush();
  }
}

/** Committed updates on their way to everybody, merged into one frame. */
export class Outbox<Sender> {
  #updates: Uint8Array[] = [];
  /** Who wrote all of it; null when it was several. */
  #sender: Sender | null = null;

  add(update: Uint8Array, sender: Sender | null): void {
    this.#sender = this.#updates.length === 0 || this.#sender === sender ? sender : null;
    this.#updates.push(update);
  }

  /** The frame, and the only one who need not be told; null when there is nothing. */
  take(): { readonly frame: Uint8Array; readonly except: Sender | null } | null {
    const [first] = this.#updates;
    if (first === undefined) return null;
    const update = this.#updates.length === 1 ? first : Y.mergeUpdates(this.#updates);
    this.#updates = [];
    return { frame: syncFrame(SYNC_UPDATE, update), except: this.#sender };
  }
}
