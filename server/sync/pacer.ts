/** Milliseconds between two frames of edits to one client: one frame of a screen... */
const EDITS_PAUSE_MS = 16;
/** ...and more where many listen, since each frame goes to all of them: 60 people get 11 frames a second... */
const EDITS_PAUSE_PER_MEMBER_MS = 1.5;
/** ...but never less than four. */
const EDITS_PAUSE_MS_MAX = 250;
/** Milliseconds between two frames of presence. */
export const PRESENCE_PAUSE_MS = 50;
/** Milliseconds without an edit after which a board counts as quiet, and the next one passes at once. */
const QUIET_MS = 250;
/** For each so many deliveries a second, edits wait a millisecond for company: 50 ms at a lively table, 230 at a hundred. */
const DELIVERIES_PER_MS_OF_WAIT = 14;
/** Milliseconds an edit waits for company at most. */
const COMPANY_MS_MAX = 240;

export const editsPause = (members: number): number =>
  Math.min(EDITS_PAUSE_MS_MAX, Math.max(EDITS_PAUSE_MS, members * EDITS_PAUSE_PER_MEMBER_MS));

/** What the whole process has judged. */
export interface Counters {
  updates: number;
  refused: number;
}

/** How many frames the whole process delivers: the busier it is, the more is put together. */
export class Load {
  /** Deliveries in the half second under way, and a second's worth as of the last one. */
  #count = 0;
  #rate = 0;
  #since = performance.now();

  delivered(count: number): void {
    this.#count += count;
  }

  /** Milliseconds that an edit on a busy board should wait for company. */
  get companyMs(): number {
    const now = performance.now();
    const span = now - this.#since;
    if (span > 500) {
      this.#rate = (this.#count / span) * 1_000;
      this.#count = 0;
      this.#since = now;
    }
    return Math.min(COMPANY_MS_MAX, this.#rate / DELIVERIES_PER_MS_OF_WAIT);
  }
}

export interface Rhythm {
  /** Milliseconds between two flushes. */
  readonly pause: () => number;
  /** Milliseconds from a request to its flush, where it was not quiet before. */
  readonly company?: () => number;
}

/** Calls `flush` at once when it was quiet, else when the pause since the last time is over. */
export class Pacer {
  readonly #rhythm: Rhythm;
  readonly #flush: () => void;
  #timer: NodeJS.Timeout | null = null;
  #last = -Infinity;

  constructor(rhythm: Rhythm, flush: () => void) {
    this.#rhythm = rhythm;
    this.#flush = flush;
  }

  request(): void {
    if (this.#timer !== null) return;
    const wait = this.#wait();
    if (wait <= 0) this.flushNow();
    else this.#timer = setTimeout(() => this.flushNow(), wait);
  }

  flushNow(): void {
    this.stop();
    this.#last = performance.now();
    this.#flush();
    // However long it took, others have their turn before the next.
    this.#last = performance.now();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(): number {
    const quietFor = performance.now() - this.#last;
    if (quietFor > QUIET_MS) return 0;
    return Math.max(this.#rhythm.pause() - quietFor, this.#rhythm.company?.() ?? 0);
  }
}
