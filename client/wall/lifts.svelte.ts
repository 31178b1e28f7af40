/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets here are replaced whole, never changed */
import type { Arrangement } from '#shared/layout/arrange.ts';
import type { Point } from '#shared/model/board.ts';
import type { SectorLook } from '../board/people.ts';

/** Somebody else whose hand is on a card. */
export interface Hand {
  readonly name: string;
  readonly look: SectorLook | null;
}

/** A card or cluster in the air. `by` is null for one's own. */
export class Lift {
  readonly by: Hand | null;
  /** Its top left corner in world units. */
  at: Point = $state.raw([0, 0]);

  constructor(by: Hand | null, at: Point) {
    this.by = by;
    this.at = at;
  }
}

/**
 * Everything in the air, by id. The map is replaced only when something is lifted or put down, so that one moving card
 * re-runs itself and not a thousand others.
 */
export class Lifts {
  #own: ReadonlyMap<string, Lift> = $state.raw(new Map());
  #others: ReadonlyMap<string, Lift> = $state.raw(new Map());

  of(id: string): Lift | undefined {
    return this.#own.get(id) ?? this.#others.get(id);
  }

  /** Everything in the air. */
  get ids(): readonly string[] {
    return [...this.#own.keys(), ...this.#others.keys()];
  }

  /** How far each thing in the air is from where it lies. */
  shiftsOf({ cards, clusters }: Pick<Arrangement, 'cards' | 'clusters'>): ReadonlyMap<string, Point> {
    const shifts = new Map<string, Point>();
    for (const id of this.ids) {
      const [box, lift] = [cards.get(id) ?? clusters.get(id), this.of(id)];
      if (box && lift) shifts.set(id, [lift.at[0] - box.x, lift.at[1] - box.y]);
    }
    return shifts;
  }

  /** Takes things into one's own hand, each from its corner. */
  lift(corners: ReadonlyMap<string, Point>): ReadonlyMap<string, Lift> {
    this.#own = new Map([...corners].map(([id, at]) => [id, new Lift(null, at)]));
    return this.#own;
  }

  putDown(): void {
    if (this.#own.size > 0) this.#own = new Map();
  }

  /** What others drag right now. */
  followOthers(drags: ReadonlyMap<string, Hand & { readonly at: Point }>): void {
    const same = drags.size === this.#others.size && [...drags.keys()].every((id) => this.#others.has(id));
    if (!same) {
      this.#others = new Map([...drags].map(([id, drag]) => [id, this.#others.get(id) ?? new Lift(drag, drag.at)]));
    }
    for (const [id, drag] of drags) {
      const lift = this.#others.get(id);
      if (lift) lift.at = drag.at;
    }
  }
}
