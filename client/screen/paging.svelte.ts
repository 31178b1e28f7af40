/** Milliseconds that a page stays: time to read what is new to the eye, and short enough that all comes round. */
export const PAGE_MS = 15_000;
/** Milliseconds that nothing turns by itself after somebody has turned by hand: they are talking about that page. */
export const HELD_MS = 90_000;

/** Which page of what does not fit at once is seen. Turns by itself, and by hand. */
export class Paging {
  #count = $state(1);
  #index = $state(0);
  #turns = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get count(): number {
    return this.#count;
  }

  get index(): number {
    return Math.min(this.#index, this.#count - 1);
  }

  /** How often it turned by itself. */
  get turns(): number {
    return this.#turns;
  }

  /** So many pages there are now. The one that is seen stays. */
  offer(count: number): void {
    if (count === this.#count) return;
    this.#index = Math.min(this.#index, Math.max(0, count - 1));
    const began = this.#count <= 1;
    this.#count = Math.max(1, count);
    if (this.#count <= 1) clearTimeout(this.#timer);
    else if (began) this.#turnAfter(PAGE_MS);
  }

  /** By hand: forward or back by so many pages. */
  turn(by: number): void {
    if (this.#count <= 1) return;
    this.#go(by);
    this.#turnAfter(HELD_MS);
  }

  /** Begins anew with the first page. */
  restart(): void {
    this.#index = 0;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #turnAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#go(1);
      this.#turns += 1;
      this.#turnAfter(PAGE_MS);
    }, ms);
  }

  #go(by: number): void {
    this.#index = (((this.index + by) % this.#count) + this.#count) % this.#count;
  }
}
