import type { Point } from '../model/board.ts';
import { COORDINATE_MAX } from '../model/limits.ts';
import type { Arrangement, CardBox, ClusterBox } from './arrange.ts';
import { pushedDown } from './clusters.ts';
import { contains, grown, type Rect } from './rect.ts';
import { CARD, CLUSTER } from './sizes.ts';

/** What letting go of a card here would mean, and the rectangle that shows it beforehand. */
export type Drop =
  /** Into a cluster, between two of its ideas (null at an end). */
  | {
      readonly is: 'cluster';
      readonly id: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly marker: Rect;
    }
  /** Onto the corner of another card where stacks show: under it. */
  | { readonly is: 'merge'; readonly id: string; readonly marker: Rect }
  /** Onto another card: a cluster of both. */
  | { readonly is: 'card'; readonly id: string; readonly marker: Rect }
  | { readonly is: 'pool'; readonly marker: Rect }
  /** Free on the wall; `pushed` when a cluster there makes it lie elsewhere than the hand is. */
  | { readonly is: 'wall'; readonly at: Point; readonly pushed: boolean; readonly marker: Rect }
  /** Where it came from. */
  | { readonly is: 'back' };

export interface Held {
  readonly id: string;
  /** Where the pointer is. */
  readonly pointer: Point;
  /** Where the card's top left corner is. */
  readonly corner: Point;
  /** Others in the same hand. Where they are dropped onto a card they make a cluster with it; only a single one merges. */
  readonly along?: ReadonlySet<string>;
}

const inHand = ({ id, along }: Pick<Held, 'id' | 'along'>, other: string): boolean =>
  other === id || along?.has(other) === true;

/** Width of the edge of a card that does not count as "onto it"; its text lies within. */
const RIM = 8;
/** Height of the line that shows between which cards one lands. */
const LINE = 4;

/** The lower right corner of a card; what is dropped there goes under it. Small, so that nobody merges when they mean to sort. */
const CORNER = { w: 124, h: CARD.foot } as const;

/** Where a card takes others under it. */
export const mergeCorner = ({ x, y, w, h }: Rect): Rect => ({
  x: x + w - CORNER.w,
  y: y + h - CORNER.h,
  ...CORNER,
});

/** The card over which the held one is, wherever it lies. */
export function cardOver(arrangement: Arrangement, held: Omit<Held, 'corner'>): CardBox | null {
  let found: CardBox | null = null;
  for (const card of arrangement.cards.values()) {
    if (!inHand(held, card.id) && contains(card, held.pointer) && (card.free || !found)) found = card;
  }
  return found;
}

export function dropOf(arrangement: Arrangement, held: Held): Drop {
  const over = cardOver(arrangement, held);
  if (over !== null && held.along === undefined && contains(mergeCorner(over), held.pointer)) {
    return { is: 'merge', id: over.id, marker: mergeCorner(over) };
  }
  const own = arrangement.cards.get(held.id);
  for (const cluster of arrangement.clusters.values()) {
    if (contains(cluster, held.pointer)) return intoCluster(arrangement, cluster, held);
  }
  const target = cardUnder(arrangement, held);
  if (target) return { is: 'card', id: target.id, marker: target };
  if (contains(arrangement.pool, held.pointer)) {
    const inPool = (id: string): boolean => isPooled(arrangement.cards.get(id));
    const wereInPool = inPool(held.id) && [...(held.along ?? [])].every(inPool);
    return wereInPool ? { is: 'back' } : { is: 'pool', marker: arrangement.pool };
  }
  return ontoWall(arrangement, held, own?.h ?? CARD.minH);
}

const isPooled = (card: CardBox | undefined): boolean => card !== undefined && !card.free && card.cluster === null;

/** The uppermost loose card under the pointer, but for its rim; inside clusters one drops between cards, not onto them. */
function cardUnder(arrangement: Arrangement, held: Held): CardBox | null {
  let found: CardBox | null = null;
  for (const card of arrangement.cards.values()) {
    if (card.cluster !== null || inHand(held, card.id)) continue;
    if (contains(grown(card, -RIM), held.pointer) && (card.free || !found)) found = card;
  }
  return found;
}

const bounded = (value: number): number => Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, Math.round(value)));

function ontoWall(arrangement: Arrangement, held: Held, h: number): Drop {
  const at: Point = [bounded(held.corner[0]), bounded(held.corner[1])];
  const rect = { x: at[0], y: at[1], w: CARD.w, h };
  const marker = pushedDown(rect, [...arrangement.clusters.values()], CARD.gap);
  return { is: 'wall', at, pushed: marker !== rect, marker };
}

function intoCluster(arrangement: Arrangement, cluster: ClusterBox, held: Held): Drop {
  const index = indexAt(arrangement, cluster, held.pointer);
  const was = cluster.ideas.indexOf(held.id);
  const own = arrangement.cards.get(held.id);
  const overItself = was >= 0 && own !== undefined && contains(own, held.pointer);
  const stays = was >= 0 && held.along === undefined && (index === was || index === was + 1);
  if (overItself || stays) return { is: 'back' };
  const stay = (id: string): boolean => !inHand(held, id);
  return {
    is: 'cluster',
    id: cluster.id,
    before: cluster.ideas.slice(0, index).findLast(stay) ?? null,
    after: cluster.ideas.slice(index).find(stay) ?? null,
    marker: markerAt(arrangement, cluster, index),
  };
}

/** Before the first card of the pointer's column whose middle is below the pointer, else at the end. */
function indexAt(arrangement: Arrangement, cluster: ClusterBox, [x, y]: Point): number {
  const across = Math.floor((x - cluster.x - CLUSTER.pad + CARD.gap / 2) / (CARD.w + CARD.gap));
  const column = Math.min(cluster.columns - 1, Math.max(0, across));
  for (let i = column; i < cluster.count; i += cluster.columns) {
    const card = arrangement.cards.get(cluster.ideas[i] ?? '');
    if (card && y < card.y + card.h / 2) return i;
  }
  return cluster.count;
}

function markerAt(arrangement: Arrangement, cluster: ClusterBox, index: number): Rect {
  const card = arrangement.cards.get(cluster.ideas[index] ?? '');
  if (card) return { x: card.x, y: card.y - (CARD.gap + LINE) / 2, w: card.w, h: LINE };
  return endSlot(arrangement, cluster, index);
}

/** Where the next card of a cluster would go; a line where a whole card would stick out of it. */
function endSlot(arrangement: Arrangement, cluster: ClusterBox, index: number): Rect {
  const x = cluster.x + CLUSTER.pad + (index % cluster.columns) * (CARD.w + CARD.gap);
  const above = arrangement.cards.get(cluster.ideas[index - cluster.columns] ?? '');
  const y = above ? above.y + above.h + CARD.gap : cluster.y + cluster.headH;
  const room = cluster.y + cluster.h - CLUSTER.pad - y;
  return room >= CARD.minH
    ? { x, y, w: CARD.w, h: CARD.minH }
    : { x, y: y - (CARD.gap + LINE) / 2, w: CARD.w, h: LINE };
}
