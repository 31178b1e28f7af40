/** How often something may happen: so many times at once, after that so many times a second. */
export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** Counts what somebody does against a rate. Milliseconds are handed in. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.atOnce;
    this.#at = now;
  }

  /** Takes tokens, also more than are there: what is owed has to come back before there are any again. */
  spend(tokens: number, now: number): void {
    this.#refill(now);
    this.#tokens -= tokens;
  }

  /** Milliseconds until nothing is owed any more; 0: nothing is. */
  owedFor(now: number): number {
    // Time only gives back: who owed nothing at the last look owes nothing now.
    return this.#tokens >= 0 ? 0 : this.#waitFor(0, now);
  }

  /** Takes one and returns 0, or takes nothing and returns the milliseconds until there is one. */
  take(now: number): number {
    const wait = this.#waitFor(1, now);
    if (wait === 0) this.#tokens -= 1;
    return wait;
  }

  #waitFor(tokens: number, now: number): number {
    this.#refill(now);
    return Math.max(0, Math.ceil(((tokens - this.#tokens) / this.#rate.perSecond) * 1_000));
  }

  /** A clock that was set back gives nothing and takes nothing. */
  #refill(now: number): void {
    const { atOnce, perSecond } = this.#rate;
    this.#tokens = Math.min(atOnce, this.#tokens + (Math.max(0, now - this.#at) / 1_000) * perSecond);
    this.#at = now;
  }
}
