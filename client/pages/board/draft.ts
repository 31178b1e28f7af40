import type { Drawer } from '../../session/storage.ts';

/** What somebody is writing and has not posted: survives a reload, one per board and browser tab. */
export class Draft {
  readonly #drawer: Drawer;
  readonly #key: string;

  constructor(drawer: Drawer, boardId: string) {
    this.#drawer = drawer;
    this.#key = `tafelrunde:draft:${boardId}`;
  }

  read(): string {
    return this.#drawer.read(this.#key) ?? '';
  }

  keep(text: string): void {
    if (text === '') this.#drawer.forget(this.#key);
    else this.#drawer.keep(this.#key, text);
  }
}
