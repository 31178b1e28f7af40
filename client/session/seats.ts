import type { Drawer } from './storage.ts';

/** The two ways in which a browser can be at a board. One browser may be both, so they have separate seats. */
export type SeatKind = 'board' | 'screen';

/** The bearer tokens of this browser, one per board. They never stand in an address that a server would see. */
export class Seats {
  readonly #drawer: Drawer;

  constructor(drawer: Drawer) {
    this.#drawer = drawer;
  }

  token(kind: SeatKind, boardId: string): string | null {
    return this.#drawer.read(keyOf(kind, boardId));
  }

  keep(kind: SeatKind, boardId: string, token: string): void {
    this.#drawer.keep(keyOf(kind, boardId), token);
  }

  forget(kind: SeatKind, boardId: string): void {
    this.#drawer.forget(keyOf(kind, boardId));
  }
}

const keyOf = (kind: SeatKind, boardId: string): string => `tafelrunde:seat:${kind}:${boardId}`;
