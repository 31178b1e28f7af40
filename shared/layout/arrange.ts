import { sortBoard, type Board, type Idea, type Sorted } from '../model/board.ts';
import { ClusterSizes, placeClusters, pushedDown, type ClusterBox, type FilledCluster } from './clusters.ts';
import { heightOfCard } from './columns.ts';
import { TextMemory } from './memory.ts';
import { placePool, stackPool, type PoolBox } from './pool.ts';
import { around, sameRect, type Rect } from './rect.ts';
import { CARD, CARD_TEXT } from './sizes.ts';

/**
 * The pure layout of the wall: board in, rectangles and wrapped lines out. The browser, the projection and the pictures
 * in exports draw what this says. An idea added at the end moves nobody else, but where a pool or cluster gets a column.
 */

export type { ClusterBox } from './clusters.ts';
export type { PoolBox } from './pool.ts';

export interface CardBox extends Rect {
  readonly id: string;
  readonly lines: readonly string[];
  /** The cluster it lies in; null in the pool and free on the wall. */
  readonly cluster: string | null;
  readonly free: boolean;
}

export interface Arrangement {
  readonly cards: ReadonlyMap<string, CardBox>;
  readonly clusters: ReadonlyMap<string, ClusterBox>;
  readonly pool: PoolBox;
  /** Around all that can be seen; an empty pool does not count, unless there is nothing else. */
  readonly bounds: Rect;
}

/** Arranges a board once. */
export const arrange = (board: Board): Arrangement => new Arranger().arrange(board);

/** Arranges one board again and again: remembers wrapped texts and keeps the same object for every card that stays as it was. */
export class Arranger {
  readonly #texts = new TextMemory(CARD_TEXT);
  readonly #sizes = new ClusterSizes((idea) => this.#heightOf(idea));
  #before: ReadonlyMap<string, CardBox> = new Map();

  arrange(board: Board): Arrangement {
    const sorted = sortBoard(board);
    const cards = new Map<string, CardBox>();
    const filled = placeClusters(board.clusters.values(), (cluster) =>
      this.#sizes.fill(cluster, sorted.clustered.get(cluster.id) ?? []),
    );
    for (const cluster of filled) this.#addClustered(cards, cluster, sorted);
    const clusters = filled.map(({ box }) => box);
    this.#addFree(cards, sorted.free, clusters);
    const pool = this.#addPool(cards, board, { pooled: sorted.pool, clusters });
    this.#turn(cards);
    return {
      cards,
      clusters: new Map(clusters.map((box) => [box.id, box])),
      pool,
      bounds: boundsOf(cards, clusters, pool),
    };
  }

  #addClustered(cards: Map<string, CardBox>, { box, slots }: FilledCluster, sorted: Sorted): void {
    (sorted.clustered.get(box.id) ?? []).forEach((idea, i) => {
      const slot = slots[i];
      if (slot) this.#add(cards, idea, { ...moved(slot, box.x, box.y), cluster: box.id, free: false });
    });
  }

  /** Free ideas lie where they were put, as notes do, even on each other; only a cluster never covers one. */
  #addFree(cards: Map<string, CardBox>, ideas: readonly Idea[], clusters: readonly ClusterBox[]): void {
    for (const idea of ideas) {
      if (!idea.place || !('at' in idea.place)) continue;
      const [x, y] = idea.place.at;
      const rect = { x: Math.round(x), y: Math.round(y), w: CARD.w, h: this.#heightOf(idea) };
      this.#add(cards, idea, { ...pushedDown(rect, clusters, CARD.gap), cluster: null, free: true });
    }
  }

  #addPool(
    cards: Map<string, CardBox>,
    board: Board,
    { pooled, clusters }: { pooled: readonly Idea[]; clusters: readonly ClusterBox[] },
  ): PoolBox {
    const { slots, size } = stackPool(pooled, board.ideas.values(), (idea) => this.#heightOf(idea));
    const free = [...cards.values()].filter((card) => card.free);
    const pool = placePool(size, [...clusters, ...free]);
    pooled.forEach((idea, i) => {
      const slot = slots[i];
      if (slot) this.#add(cards, idea, { ...moved(slot, pool.x, pool.y), cluster: null, free: false });
    });
    return pool;
  }

  #add(cards: Map<string, CardBox>, idea: Idea, place: Omit<CardBox, 'id' | 'lines'>): void {
    const before = this.#before.get(idea.id);
    const lines = this.#texts.lines(idea.text);
    const stays =
      before?.lines === lines &&
      before.cluster === place.cluster &&
      before.free === place.free &&
      sameRect(before, place);
    cards.set(idea.id, stays ? before : { id: idea.id, lines, ...place });
  }

  #heightOf(idea: Idea): number {
    return heightOfCard(this.#texts.lines(idea.text).length);
  }

  #turn(cards: ReadonlyMap<string, CardBox>): void {
    this.#before = cards;
    this.#texts.turn();
    this.#sizes.turn();
  }
}

const moved = (rect: Rect, x: number, y: number): Rect => ({ ...rect, x: rect.x + x, y: rect.y + y });

function boundsOf(cards: ReadonlyMap<string, CardBox>, clusters: readonly ClusterBox[], pool: PoolBox): Rect {
  const seen: Rect[] = [...clusters];
  for (const card of cards.values()) if (card.free) seen.push(card);
  if (pool.count > 0 || seen.length === 0) seen.push(pool);
  return around(seen) ?? pool;
}
