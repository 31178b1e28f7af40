import type { Point } from '../model/board.ts';
import type { Arrangement } from './arrange.ts';
import { bottom, grown, overlaps, type Rect } from './rect.ts';
import { CARD, CLUSTER, CLUSTER_LANES, WALL_TOP, widthOfCluster, CLUSTER_COLUMNS_MIN } from './sizes.ts';

/** The size of a cluster with room for two rows of short ideas: what a new one soon needs. */
export const NEW_CLUSTER_SIZE = {
  w: widthOfCluster(CLUSTER_COLUMNS_MIN),
  h: CLUSTER.head + CLUSTER.titleLineH + 2 * CARD.minH + CARD.gap + CLUSTER.pad,
} as const;

/** Where a new cluster goes: the topmost gap in the lanes left of the pool, in the left lane when both are as high. */
export function freeSlot(arrangement: Arrangement, size: Pick<Rect, 'w' | 'h'> = NEW_CLUSTER_SIZE): Point {
  const free = [...arrangement.cards.values()].filter((card) => card.free);
  const taken = [...arrangement.clusters.values(), ...free].map((it) => grown(it, CLUSTER.gap));
  const heights = [WALL_TOP, ...taken.map(bottom)].filter((y) => y >= WALL_TOP).sort((a, b) => a - b);
  for (const y of heights) {
    for (const x of CLUSTER_LANES) if (!taken.some((it) => overlaps(it, { x, y, ...size }))) return [x, y];
  }
  return [CLUSTER_LANES[0] ?? 0, heights.at(-1) ?? WALL_TOP];
}
