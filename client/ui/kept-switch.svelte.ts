import type { Drawer } from '../session/storage.ts';

/** Something that is on until somebody turns it off, which this browser remembers. */
export class KeptSwitch {
  readonly #drawer: Drawer;
  readonly #key: string;
  #on = $state(true);

  constructor(drawer: Drawer, name: string) {
    this.#drawer = drawer;
    this.#key = `tafelrunde:${name}`;
    this.#on = drawer.read(this.#key) !== 'off';
  }

  get on(): boolean {
    return this.#on;
  }

  turn(on: boolean): void {
    this.#on = on;
    this.#drawer.keep(this.#key, on ? 'on' : 'off');
  }
}
