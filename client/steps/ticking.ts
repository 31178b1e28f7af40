import { createSubscriber } from 'svelte/reactivity';

/** Milliseconds between two looks at the clock: a second is never shown late by more than can be seen. */
const TICK_MS = 250;

/** A clock that components can watch; it ticks only while one of them does. */
export class Ticking {
  readonly #now: () => number;
  readonly #watch: () => void;

  constructor(now: () => number) {
    this.#now = now;
    this.#watch = createSubscriber((tick) => {
      const timer = setInterval(tick, TICK_MS);
      return () => clearInterval(timer);
    });
  }

  get now(): number {
    this.#watch();
    return this.#now();
  }
}
