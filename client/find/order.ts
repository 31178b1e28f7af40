import { byAge, type Idea } from '#shared/model/board.ts';

/** How the list is sorted: as on the wall, or all in one by one thing. */
export const ORDERS = ['wall', 'newest', 'dots', 'sector'] as const;
export type Order = (typeof ORDERS)[number];

interface Ranks<I extends Idea> {
  /** Dots that the last vote gave an idea, or its cluster. */
  readonly dotsOn: (idea: I) => number;
  /** The sectors of the board, in their order. */
  readonly sectors: readonly { readonly id: string }[];
}

/** All ideas in one list; of the same rank the older one comes first. */
export function inOrder<I extends Idea>(ideas: readonly I[], order: Exclude<Order, 'wall'>, ranks: Ranks<I>): I[] {
  const sorted = [...ideas].sort(byAge);
  if (order === 'newest') return sorted.reverse();
  if (order === 'dots') return sorted.sort((a, b) => ranks.dotsOn(b) - ranks.dotsOn(a));
  const place = new Map(ranks.sectors.map(({ id }, index) => [id, index]));
  const rank = ({ sector }: Idea): number => place.get(sector) ?? place.size;
  return sorted.sort((a, b) => rank(a) - rank(b));
}
