import { createContext } from 'svelte';

/** Where a new action is being written: what it is about, chosen on the wall or in the list. */
export class Desk {
  /** Id of an idea or a cluster. */
  on: string | undefined = $state();
  /** Grows with each start, so that the field gets the focus. */
  started = $state(0);
  readonly #show: () => void;

  /** `show` brings the plan into view. */
  constructor(show: () => void) {
    this.#show = show;
  }

  start(on: string): void {
    this.on = on;
    this.started += 1;
    this.#show();
  }
}

export const [useDesk, provideDesk] = createContext<Desk>();
