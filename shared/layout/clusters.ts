import type { Cluster, Idea } from '../model/board.ts';
import { stack } from './columns.ts';
import { TextMemory } from './memory.ts';
import { bottom, grown, overlaps, right, type Rect } from './rect.ts';
import { CARD, CLUSTER, CLUSTER_COLUMNS_MIN, clusterCapacity, titleSetting, widthOfCluster } from './sizes.ts';

export interface ClusterBox extends Rect {
  readonly id: string;
  readonly titleLines: readonly string[];
  readonly columns: number;
  /** Height of what stands above the first row of cards. */
  readonly headH: number;
  /** Its ideas in reading order. */
  readonly ideas: readonly string[];
  readonly count: number;
  /** How many ideas of each sector, by sector id. */
  readonly bySector: ReadonlyMap<string, number>;
}

export function columnsFor(count: number): number {
  let columns = CLUSTER_COLUMNS_MIN;
  while (clusterCapacity(columns) < count) columns++;
  return columns;
}

/** Moves a rectangle down until it keeps its distance from all the others. */
export function pushedDown<T extends Rect>(rect: T, others: readonly Rect[], gap: number): T {
  let y = rect.y;
  for (;;) {
    const inTheWay = others.find((other) => overlaps(grown(other, gap), { ...rect, y }));
    if (!inTheWay) return y === rect.y ? rect : { ...rect, y };
    y = bottom(inTheWay) + gap;
  }
}

/** A cluster and the cards in it before anybody was pushed; the cards are relative to the cluster. */
export interface FilledCluster {
  readonly box: ClusterBox;
  readonly slots: readonly Rect[];
}

/** Sizes clusters by what is in them. Whole coordinates only: sums stay exact, so pushing always ends. */
export class ClusterSizes {
  readonly #titles = new Map<number, TextMemory>();
  readonly #heightOf: (idea: Idea) => number;

  constructor(heightOf: (idea: Idea) => number) {
    this.#heightOf = heightOf;
  }

  fill(cluster: Cluster, ideas: readonly Idea[]): FilledCluster {
    const columns = columnsFor(ideas.length);
    const titleLines = this.#titleLines(cluster.title, columns);
    const headH = CLUSTER.head + Math.max(1, titleLines.length) * CLUSTER.titleLineH;
    const { rects, h } = stack(ideas.map((idea, i) => ({ h: this.#heightOf(idea), column: i % columns })));
    const box = {
      id: cluster.id,
      x: Math.round(cluster.at[0]),
      y: Math.round(cluster.at[1]),
      w: widthOfCluster(columns),
      h: headH + Math.max(CARD.minH, h) + CLUSTER.pad,
      titleLines,
      columns,
      headH,
      ideas: ideas.map((idea) => idea.id),
      count: ideas.length,
      bySector: countBySector(ideas),
    };
    return { box, slots: rects.map((rect) => ({ ...rect, x: rect.x + CLUSTER.pad, y: rect.y + headH })) };
  }

  turn(): void {
    for (const titles of this.#titles.values()) titles.turn();
  }

  #titleLines(title: string, columns: number): readonly string[] {
    const titles = this.#titles.get(columns) ?? new TextMemory(titleSetting(columns));
    this.#titles.set(columns, titles);
    return titles.lines(title);
  }
}

function countBySector(ideas: readonly Idea[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sector } of ideas) counts.set(sector, (counts.get(sector) ?? 0) + 1);
  return counts;
}

/** Reading order from the upper left corner on: who comes first keeps its place; at the same distance the older one. */
const byDistance = (a: Cluster, b: Cluster): number =>
  distance(a) - distance(b) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
const distance = ({ at: [x, y] }: Cluster): number => Math.round(x) + Math.round(y);

/** Moves a cluster right or down, whichever is the shorter way, past each one that is in its way: rows and lanes stay in line. */
function pushedAside(box: ClusterBox, placed: readonly ClusterBox[]): ClusterBox {
  let { x, y } = box;
  for (;;) {
    const inTheWay = placed.find((other) => overlaps(grown(other, CLUSTER.gap), { ...box, x, y }));
    if (!inTheWay) return { ...box, x, y };
    const [aside, down] = [right(inTheWay) + CLUSTER.gap, bottom(inTheWay) + CLUSTER.gap];
    if (aside - x < down - y) x = aside;
    else y = down;
  }
}

/** Places all clusters so that none overlaps another. */
export function placeClusters(clusters: Iterable<Cluster>, fill: (cluster: Cluster) => FilledCluster): FilledCluster[] {
  const placed: ClusterBox[] = [];
  return [...clusters].sort(byDistance).map((cluster) => {
    const { box, slots } = fill(cluster);
    const aside = pushedAside(box, placed);
    placed.push(aside);
    return { box: aside, slots };
  });
}
