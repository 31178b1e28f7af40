import { byAge, type Idea } from '../model/board.ts';
import { stack } from './columns.ts';
import { grown, overlaps, right, type Rect } from './rect.ts';
import { CARD, POOL, POOL_COLUMNS, widthOfColumns } from './sizes.ts';

export interface PoolBox extends Rect {
  readonly count: number;
  readonly columns: number;
}

const columnsFor = (count: number): number => POOL_COLUMNS.find(([ideas]) => count <= ideas)?.[1] ?? 2;

/**
 * Lays out the pool, relative to its own corner. The column of an idea comes from its age among all ideas of the board, also
 * those that have left: when one is taken away, those below it in its column move up, and the rest of the pool stays still.
 */
export function stackPool(ideas: readonly Idea[], all: Iterable<Idea>, heightOf: (idea: Idea) => number) {
  const columns = columnsFor(ideas.length);
  const age = new Map([...all].sort(byAge).map((idea, i) => [idea.id, i]));
  const { rects, h } = stack(ideas.map((idea) => ({ h: heightOf(idea), column: (age.get(idea.id) ?? 0) % columns })));
  const slots = rects.map((rect) => ({ ...rect, y: rect.y + POOL.heading }));
  const size = { w: widthOfColumns(columns), h: POOL.heading + Math.max(CARD.minH, h), columns, count: ideas.length };
  return { slots, size };
}

/** The pool's place: as far left as nothing is in its way. */
export function placePool(size: Omit<PoolBox, 'x' | 'y'>, obstacles: readonly Rect[]): PoolBox {
  let x: number = POOL.x;
  for (;;) {
    const pool = { ...size, x, y: POOL.y };
    const inTheWay = obstacles.filter((it) => overlaps(grown(it, POOL.gap), pool));
    if (inTheWay.length === 0) return pool;
    x = Math.max(...inTheWay.map(right)) + POOL.gap;
  }
}
