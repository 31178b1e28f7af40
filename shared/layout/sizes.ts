import type { Setting } from './wrap.ts';

/** Every measure of the wall, in world units (1 unit is 1 CSS pixel at 100 %). The styles of client/wall follow these. */

export const CARD = { w: 200, minH: 104, padX: 12, padTop: 9, lineH: 20, foot: 35, gap: 10 } as const;
export const CARD_TEXT: Setting = { size: 15.5, weight: 400, width: CARD.w - 2 * CARD.padX };

/** `head` is what stands between the top edge and the first row of cards beside the lines of the title. */
export const CLUSTER = { pad: 15, titleLineH: 24, head: 50, gap: 30, radius: 14 } as const;
export const CLUSTER_COLUMNS_MIN = 2;
/** A cluster of n columns is full with this many ideas and then gets another column: twice as high as wide at most. */
export const clusterCapacity = (columns: number): number => 2 * columns * columns;

export const widthOfColumns = (columns: number): number => columns * CARD.w + (columns - 1) * CARD.gap;
export const widthOfCluster = (columns: number): number => widthOfColumns(columns) + 2 * CLUSTER.pad;
/** The title leaves room for the cluster's buttons. */
export const titleSetting = (columns: number): Setting => ({
  size: 19,
  weight: 700,
  width: widthOfColumns(columns) - 34,
});

/** The pool's place when nothing is in its way: right of two columns of clusters. */
export const POOL = { x: 972, y: 84, heading: 30, gap: 32 } as const;
/** Up to `ideas` ideas the pool has this many columns: a block about as wide as a screen, that seldom flows anew. */
export const POOL_COLUMNS: readonly (readonly [ideas: number, columns: number])[] = [
  [6, 2],
  [12, 3],
  [24, 5],
  [48, 7],
  [90, 9],
  [160, 13],
  [300, 18],
  [520, 24],
  [900, 31],
  [1_400, 38],
  [2_200, 48],
  [Infinity, 58],
];

/** Left edges of the two columns where new clusters go, and where the wall begins. */
export const CLUSTER_LANES: readonly number[] = [30, 500];
export const WALL_TOP = 84;
