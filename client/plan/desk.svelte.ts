import { createContext } from 'svelte';

/** Where a new action is being written: what it is about, chosen on the wall or in the list. */
export class Desk {
  /** Id of an idea or a cluster. */
  on: string | undefined = $state();
  /** As far as it is written: it stays while one looks at the wall. */
  what = $state('');
  #begins = $state(false);
  readonly #show: () => void;

  /** `show` brings the plan into view. */
  constructor(show: () => void) {
    this.#show = show;
  }

  start(on: string): void {
    this.on = on;
    this.#begins = true;
    this.#show();
  }

  /** Whether somebody has just begun: then the field gets the focus, once. */
  begins(): boolean {
    const begins = this.#begins;
    this.#begins = false;
    return begins;
  }
}

export const [useDesk, provideDesk] = createContext<Desk>();
