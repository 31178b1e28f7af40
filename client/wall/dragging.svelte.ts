import type { Point } from '#shared/model/board.ts';
import { cardOver, dropOf, mergeCorner, type Drop } from '#shared/layout/drop.ts';
import type { Rect } from '#shared/layout/rect.ts';
import { freeSlot } from '#shared/layout/slot.ts';
import { rankBetween } from '../board/rank.ts';
import type { BoardContext } from '../board/context.ts';
import type { Done, Refusal } from '../board/deeds.ts';
import type { WallControl } from './control.svelte.ts';
import type { Lift, Lifts } from './lifts.svelte.ts';

type Drag =
  | { readonly is: 'nothing' }
  | { readonly is: 'card'; readonly id: string; readonly grip: Point; readonly lift: Lift }
  | { readonly is: 'cluster'; readonly id: string; readonly grip: Point; readonly lift: Lift };

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

  /** Lifts a card or a cluster by the point where it was grabbed. */
  lift(is: 'card' | 'cluster', id: string, at: Point): void {
    const { cards, clusters } = this.#control.arrangement;
    const box = is === 'card' ? cards.get(id) : clusters.get(id);
    if (!box) return;
    const lift = this.#lifts.lift(id, [box.x, box.y]);
    this.#drag = { is, id, grip: [at[0] - box.x, at[1] - box.y], lift };
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
    drag.lift.at = corner;
    this.#board.presence.setDrag({ id: drag.id, at: corner });
    if (drag.is !== 'card') return;
    const held = { id: drag.id, pointer, corner };
    this.#drop = dropOf(this.#control.arrangement, held);
    const over = cardOver(this.#control.arrangement, held);
    this.#corner = over && mergeCorner(over);
  }

  letGo(): Dropped {
    const drag = this.#drag;
    if (drag.is === 'nothing') return {};
    const dropped = drag.is === 'card' ? this.#place(drag.id) : toDropped(this.#moveCluster(drag.id, drag.lift.at));
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

  #isThere(drag: Exclude<Drag, { is: 'nothing' }>): boolean {
    const { ideas, clusters } = this.#board.view;
    return drag.is === 'card' ? ideas.has(drag.id) : clusters.has(drag.id);
  }

  #moveCluster(id: string, at: Point): Done {
    const box = this.#control.arrangement.clusters.get(id);
    return box && box.x === at[0] && box.y === at[1] ? null : this.#board.deeds.moveCluster(id, at);
  }

  #place(id: string): Dropped {
    const { deeds } = this.#board;
    const drop = this.#drop;
    switch (drop.is) {
      case 'back':
        return {};
      case 'pool':
        return toDropped(deeds.place(id, null));
      case 'wall':
        return toDropped(deeds.place(id, { at: drop.at }));
      case 'cluster':
        return toDropped(deeds.place(id, { in: drop.id, rank: this.#rank(drop) }));
      case 'merge':
        return toDropped(deeds.merging.merge(id, drop.id));
      case 'card':
        return this.#clusterOfBoth(id, drop.id);
    }
  }

  #clusterOfBoth(id: string, target: string): Dropped {
    const card = this.#control.arrangement.cards.get(target);
    const at: Point = card?.free ? [card.x, card.y] : freeSlot(this.#control.arrangement);
    const made = this.#board.deeds.clusterOfBoth(id, target, at);
    return 'id' in made ? { newCluster: made.id } : { refused: made.refused };
  }

  #rank({ id, before, after }: Extract<Drop, { is: 'cluster' }>): string {
    const [low, high] = [this.#rankOf(before), this.#rankOf(after)];
    if (low === null || high === null || low < high) return rankBetween(low, high);
    // Two people once dropped at the same spot: both have the same rank, and the next higher one bounds the gap.
    const ranks = (this.#control.arrangement.clusters.get(id)?.ideas ?? []).map((idea) => this.#rankOf(idea));
    return rankBetween(low, ranks.find((rank) => rank !== null && rank > low) ?? null);
  }

  #rankOf(id: string | null): string | null {
    const place = id === null ? undefined : this.#board.view.ideas.get(id)?.place;
    return place && 'in' in place ? place.rank : null;
  }
}

const toDropped = (done: Done): Dropped => (done === null ? {} : { refused: done });
