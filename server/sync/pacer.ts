/** Milliseconds between two frames of edits to one client: one frame of a screen... */
const EDITS_PAUSE_MS = 16;
/** ...and more where many listen, since each frame goes to all of them: 60 people get 33 frames a second, 500 get 4. */
const EDITS_PAUSE_PER_MEMBER_MS = 0.5;
/** Milliseconds between two frames of presence. */
export const PRESENCE_PAUSE_MS = 50;

export const editsPause = (members: number): number => Math.max(EDITS_PAUSE_MS, members * EDITS_PAUSE_PER_MEMBER_MS);

/** Calls `flush` at once when it was quiet, else when the pause since the last time is over. */
export class Pacer {
  readonly #pause: () => number;
  readonly #flush: () => void;
  #timer: NodeJS.Timeout | null = null;
  #last = -Infinity;

  constructor(pause: () => number, flush: () => void) {
    this.#pause = pause;
    this.#flush = flush;
  }

  request(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + this.#pause() - performance.now();
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
