import { inRow, type Move } from '../board/group-deeds.ts';
import type { Drop } from '#shared/layout/drop.ts';
import type { Point } from '#shared/model/board.ts';
import { COORDINATE_MAX } from '#shared/model/limits.ts';

/** A card in the hand, and how far its corner is from the corner of the one that was grabbed. */
export interface Carried {
  readonly id: string;
  readonly by: Point;
}

const bounded = (value: number): number => Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, Math.round(value)));

/** Where each card goes that was carried together: side by side on free wall, one behind the other in a cluster. */
export function landing(
  drop: Extract<Drop, { is: 'pool' | 'wall' | 'cluster' }>,
  carried: readonly Carried[],
  ranks: { readonly low: string | null; readonly high: string | null },
): Move[] {
  if (drop.is === 'pool') return carried.map(({ id }) => ({ id, place: null }));
  if (drop.is === 'cluster') {
    const ids = carried.map(({ id }) => id);
    return inRow(ids, { in: drop.id, ...ranks });
  }
  const [x, y] = drop.at;
  return carried.map(({ id, by }) => ({ id, place: { at: [bounded(x + by[0]), bounded(y + by[1])] } }));
}

/** As people read: row by row. */
export const inReadingOrder = <T extends { readonly by: Point }>(carried: readonly T[]): T[] =>
  [...carried].sort((a, b) => a.by[1] - b.by[1] || a.by[0] - b.by[0]);
