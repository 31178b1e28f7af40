/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets here are handed over, never changed afterwards */
import type { Point } from '#shared/model/board.ts';
import { cardOver, dropOf, mergeCorner, type Drop } from '#shared/layout/drop.ts';
import type { Rect } from '#shared/layout/rect.ts';
import { freeSlot } from '#shared/layout/slot.ts';
import type { BoardContext } from '../board/context.ts';
import type { Done, Refusal } from '../board/deeds.ts';
import type { WallControl } from './control.svelte.ts';
import { inReadingOrder, landing, type Carried } from './landing.ts';
import type { Lift, Lifts } from './lifts.svelte.ts';

interface InHand extends Carried {
  readonly lift: Lift;
}

/** What a hand has taken hold of. */
export interface Grabbed {
  readonly is: 'card' | 'cluster';
  readonly id: string;
}

interface Carrying extends Grabbed {
  /** From the corner of what was grabbed to the pointer. */
  readonly grip: Point;
  /** What was grabbed, and the cards that come along, in reading order. */
  readonly carried: readonly InHand[];
}

type Drag = { readonly is: 'nothing' } | Carrying;

/** What a drop led to: what is refused is told, and a new cluster waits for its title. */
export interface Dropped {
  readonly refused?: Refusal;
  readonly newCluster?: string;
}

/** One's own drag: in the air it is presence only, and dropped it is one write. */
export class Dragging {
  readonly #board: Pick<BoardContext, 'view' | 'deeds' | 'presence'>;
  readonly #control: WallControl;
  readonly #lifts: Lifts;
  #drag: Drag = $state.raw({ is: 'nothing' });
  #drop: Drop = $state.raw({ is: 'back' });
  #corner: Rect | null = $state.raw(null);

  constructor(board: Pick<BoardContext, 'view' | 'deeds' | 'presence'>, control: WallControl, lifts: Lifts) {
    this.#board = board;
    this.#control = control;
    this.#lifts = lifts;
  }

  get is(): Drag['is'] {
    return this.#drag.is;
  }

  /** What letting go now would mean. */
  get drop(): Drop {
    return this.#drop;
  }

  /** Where the card under the hand would take the carried one under it. */
  get corner(): Rect | null {
    return this.#corner;
  }

  /** Lifts a card or a cluster by the point where it was grabbed; the others that are selected come along with a card. */
  lift(on: Grabbed, at: Point, along: Iterable<string> = []): void {
    const { cards, clusters } = this.#control.arrangement;
    const box = on.is === 'card' ? cards.get(on.id) : clusters.get(on.id);
    if (!box) return;
    const corners = new Map<string, Point>([[on.id, [box.x, box.y]]]);
    for (const id of on.is === 'card' ? along : []) {
      const other = cards.get(id);
      if (other) corners.set(id, [other.x, other.y]);
    }
    const carried = [...this.#lifts.lift(corners)].map(([id, lift]) => ({
      id,
      lift,
      by: between([box.x, box.y], lift.at),
    }));
    this.#drag = { ...on, grip: between([box.x, box.y], at), carried: inReadingOrder(carried) };
    this.#drop = { is: 'back' };
  }

  moveTo(pointer: Point): void {
    const drag = this.#drag;
    if (drag.is === 'nothing') return;
    if (!this.#isThere(drag)) {
      this.cancel();
      return;
    }
    const corner: Point = [Math.round(pointer[0] - drag.grip[0]), Math.round(pointer[1] - drag.grip[1])];
    for (const { lift, by } of drag.carried) lift.at = [corner[0] + by[0], corner[1] + by[1]];
    this.#board.presence.setDrag({ id: drag.id, at: corner });
    if (drag.is !== 'card') return;
    const along = drag.carried.length > 1 ? { along: new Set(drag.carried.map(({ id }) => id)) } : {};
    const held = { id: drag.id, pointer, corner, ...along };
    this.#drop = dropOf(this.#control.arrangement, held);
    const over = cardOver(this.#control.arrangement, held);
    // Several at once never go under one card.
    this.#corner = over && drag.carried.length === 1 ? mergeCorner(over) : null;
  }

  letGo(): Dropped {
    const drag = this.#drag;
    if (drag.is === 'nothing') return {};
    const dropped = drag.is === 'card' ? this.#place(drag) : toDropped(this.#moveCluster(drag));
    this.#control.arrange(this.#board.view);
    this.cancel();
    return dropped;
  }

  /** Puts it back where it was. */
  cancel(): void {
    if (this.#drag.is === 'nothing') return;
    this.#drag = { is: 'nothing' };
    this.#drop = { is: 'back' };
    this.#corner = null;
    this.#lifts.putDown();
    this.#board.presence.setDrag(null);
  }

  #isThere(drag: Carrying): boolean {
    const { ideas, clusters } = this.#board.view;
    return drag.is === 'card' ? ideas.has(drag.id) : clusters.has(drag.id);
  }

  #moveCluster({ id, carried }: Carrying): Done {
    const at = carried[0]?.lift.at ?? [0, 0];
    const box = this.#control.arrangement.clusters.get(id);
    return box && box.x === at[0] && box.y === at[1] ? null : this.#board.deeds.moveCluster(id, at);
  }

  #place({ id, carried }: Carrying): Dropped {
    const { deeds } = this.#board;
    const drop = this.#drop;
    switch (drop.is) {
      case 'back':
        return {};
      case 'pool':
      case 'wall':
        return toDropped(deeds.group.place(landing(drop, carried, NO_RANKS)));
      case 'cluster':
        return toDropped(deeds.group.place(landing(drop, carried, this.#ranks(drop))));
      case 'merge':
        return toDropped(deeds.merging.merge(id, drop.id));
      case 'card':
        return this.#clusterWith(drop.id, carried);
    }
  }

  #clusterWith(target: string, carried: readonly Carried[]): Dropped {
    const card = this.#control.arrangement.cards.get(target);
    const at: Point = card?.free ? [card.x, card.y] : freeSlot(this.#control.arrangement);
    const { deeds } = this.#board;
    const [first, second] = carried.map(({ id }) => id);
    const one = first !== undefined && second === undefined;
    const made = one
      ? deeds.clusterOfBoth(first, target, at)
      : deeds.group.gather([target, ...carried.map(({ id }) => id)], at);
    return 'id' in made ? { newCluster: made.id } : { refused: made.refused };
  }

  #ranks({ id, before, after }: Extract<Drop, { is: 'cluster' }>): typeof NO_RANKS {
    const [low, high] = [this.#rankOf(before), this.#rankOf(after)];
    if (low === null || high === null || low < high) return { low, high };
    // Two people once dropped at the same spot: both have the same rank, and the next higher one bounds the gap.
    const ranks = (this.#control.arrangement.clusters.get(id)?.ideas ?? []).map((idea) => this.#rankOf(idea));
    return { low, high: ranks.find((rank) => rank !== null && rank > low) ?? null };
  }

  #rankOf(id: string | null): string | null {
    const place = id === null ? undefined : this.#board.view.ideas.get(id)?.place;
    return place && 'in' in place ? place.rank : null;
  }
}

const NO_RANKS: { readonly low: string | null; readonly high: string | null } = { low: null, high: null };

const between = (from: Point, to: Point): Point => [to[0] - from[0], to[1] - from[1]];

const toDropped = (done: Done): Dropped => (done === null ? {} : { refused: done });
