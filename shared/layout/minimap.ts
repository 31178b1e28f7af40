import type { Arrangement } from './arrange.ts';
import { bottom, grown, right, type Rect } from './rect.ts';

/** Ideas up to which nobody loses their way. */
const IDEAS_WITHOUT = 100;
/** World units around the content. */
const MARGIN = 60;

/** A small picture of the wall: its size in pixels, the world point of its corner, and pixels per world unit. */
export interface Minimap {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly scale: number;
}

/** The content, as large as it fits. */
export function minified(bounds: Rect, most: { readonly w: number; readonly h: number }): Minimap {
  const { x, y, w, h } = grown(bounds, MARGIN);
  const scale = Math.min(most.w / w, most.h / h);
  return { x, y, w: Math.round(w * scale), h: Math.round(h * scale), scale };
}

/** Only a large wall of which a part is out of view needs one. */
export const needsMap = ({ cards, bounds }: Pick<Arrangement, 'cards' | 'bounds'>, view: Rect): boolean =>
  cards.size > IDEAS_WITHOUT &&
  (bounds.x < view.x || bounds.y < view.y || right(bounds) > right(view) || bottom(bounds) > bottom(view));
