import { createContext } from 'svelte';
import type { Drawer } from '../session/storage.ts';

const STORED_AS = 'tafelrunde:single-keys';

/** Whether letters and signs do something by themselves. Who speaks to their machine, or presses keys by accident, turns them off. */
export class SingleKeys {
  readonly #drawer: Drawer;
  #on = $state(true);

  constructor(drawer: Drawer) {
    this.#drawer = drawer;
    this.#on = drawer.read(STORED_AS) !== 'off';
  }

  get on(): boolean {
    return this.#on;
  }

  turn(on: boolean): void {
    this.#on = on;
    this.#drawer.keep(STORED_AS, on ? 'on' : 'off');
  }
}

export const [useSingleKeys, provideSingleKeys] = createContext<SingleKeys>();
