import type { Rect } from './rect.ts';
import { CARD } from './sizes.ts';

/** A card that is to be stacked: its height, and the column it belongs to. */
export interface Stacked {
  readonly h: number;
  readonly column: number;
}

export const heightOfCard = (lines: number): number =>
  Math.max(CARD.minH, CARD.padTop + lines * CARD.lineH + CARD.foot);

/** Stacks cards into columns from (0, 0) on, in the given order. Which column is fixed, so one that grows moves only those below. */
export function stack(items: readonly Stacked[]): { readonly rects: readonly Rect[]; readonly h: number } {
  const ends: number[] = [];
  const rects = items.map(({ h, column }) => {
    const y = ends[column] ?? 0;
    ends[column] = y + h + CARD.gap;
    return { x: column * (CARD.w + CARD.gap), y, w: CARD.w, h };
  });
  const h = ends.reduce((highest, end) => Math.max(highest, end - CARD.gap), 0);
  return { rects, h };
}
