import type { Pair } from '#shared/similar/pairs.ts';
import type { Drawer } from '../session/storage.ts';

/** Pairs kept at most; the oldest are forgotten, and may be pointed out again. */
const MOST = 500;

const keyOf = ({ first, second }: Pick<Pair, 'first' | 'second'>): string => [first, second].sort().join(':');

/** Which pairs this person finds not alike. It stays in this browser: to others the hint may be welcome. */
export class NotAlike {
  readonly #drawer: Drawer;
  readonly #place: string;
  readonly #keys: Set<string>;

  constructor(drawer: Drawer, boardId: string) {
    this.#drawer = drawer;
    this.#place = `tafelrunde.not-alike.${boardId}`;
    this.#keys = new Set(drawer.read(this.#place)?.split(' ').filter(Boolean));
  }

  has(pair: Pair): boolean {
    return this.#keys.has(keyOf(pair));
  }

  add(pair: Pair): void {
    this.#keys.add(keyOf(pair));
    this.#drawer.keep(this.#place, [...this.#keys].slice(-MOST).join(' '));
  }
}
