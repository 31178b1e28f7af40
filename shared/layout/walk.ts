import type { Point } from '../model/board.ts';
import type { Rect } from './rect.ts';

/** From card to card by arrow keys. */
export type Direction = 'left' | 'right' | 'up' | 'down';

type Named = Rect & { readonly id: string };

/** How much more a way aside counts than a way ahead: who goes down means the same column. */
const ASIDE = 3;

/** The next card in a direction, as an eye would find it; null at the end. Boxes of the same place count by their order. */
export function neighbour(boxes: Iterable<Named>, from: Named, direction: Direction): string | null {
  let found: string | null = null;
  let least = Infinity;
  for (const box of boxes) {
    const cost = box.id === from.id ? null : wayTo(from, box, direction);
    if (cost === null || cost >= least) continue;
    [found, least] = [box.id, cost];
  }
  return found;
}

/** Null where it does not lie that way. */
function wayTo(from: Rect, to: Rect, direction: Direction): number | null {
  const [dx, dy] = [to.x + to.w / 2 - from.x - from.w / 2, to.y + to.h / 2 - from.y - from.h / 2];
  const across = direction === 'left' || direction === 'right';
  const ahead = (across ? dx : dy) * (direction === 'left' || direction === 'up' ? -1 : 1);
  if (ahead <= 0) return null;
  const [gapX, gapY] = [apart(from.x, from.w, [to.x, to.w]), apart(from.y, from.h, [to.y, to.h])];
  const [gap, beyond] = across ? [gapY, gapX > 0] : [gapX, gapY > 0];
  const besides = Math.abs(across ? dy : dx);
  // What lies more aside than ahead, and not in line beyond it, is somebody else's neighbour.
  if (besides > ahead && !(beyond && gap === 0)) return null;
  return ahead + ASIDE * gap + besides / 10;
}

/** How far two stretches of a line are from each other. */
const apart = (start: number, length: number, [from, long]: Point): number =>
  Math.max(0, from - start - length, start - from - long);

/** The card next to a point: where the focus goes when its own card has gone. */
export function nearest(boxes: Iterable<Named>, [x, y]: Point): string | null {
  let found: string | null = null;
  let least = Infinity;
  for (const box of boxes) {
    const far = Math.hypot(box.x + box.w / 2 - x, box.y + box.h / 2 - y);
    if (far < least) [found, least] = [box.id, far];
  }
  return found;
}
