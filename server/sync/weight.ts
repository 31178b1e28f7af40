/** Milliseconds between two measurements: encoding a heavy board takes tens of them. */
const MEASURE_PAUSE_MS = 5_000;

export interface Scales {
  readonly now: () => number;
  readonly measure: () => number;
}

/** The bytes of a document, measured only when it could matter: what comes is added up, what goes is seen by measuring. */
export class Weight {
  #bytes: number;
  #isExact = false;
  #measuredAt = -Infinity;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#isExact = false;
  }

  isAbove(most: number, how: Scales): boolean {
    if (this.#bytes <= most) return false;
    if (!this.#isExact) this.#weigh(how);
    return this.#bytes > most;
  }

  #weigh({ now, measure }: Scales): void {
    const at = now();
    if (at - this.#measuredAt <= MEASURE_PAUSE_MS) return;
    this.#bytes = measure();
    this.#isExact = true;
    this.#measuredAt = at;
  }
}
