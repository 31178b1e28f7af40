/* eslint-disable svelte/prefer-svelte-reactivity -- sets here are replaced whole, never changed */
import type { CardBox } from '#shared/layout/arrange.ts';
import { overlaps, spanning, type Rect } from '#shared/layout/rect.ts';
import type { Point } from '#shared/model/board.ts';
import type { CardStates } from './card-states.svelte.ts';

interface Stretched {
  readonly from: Point;
  readonly rect: Rect;
  /** What was selected before the frame was drawn: it stays. */
  readonly before: ReadonlySet<string>;
}

/** The cards that one person works with at once. Nobody else sees it. */
export class Selection {
  readonly #states: CardStates;
  #ids: ReadonlySet<string> = $state.raw(new Set());
  #stretched: Stretched | null = $state.raw(null);

  constructor(states: CardStates) {
    this.#states = states;
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** The frame that is being drawn around cards, in world units. */
  get frame(): Rect | null {
    return this.#stretched?.rect ?? null;
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#set(ids);
  }

  clear(): void {
    this.#set(new Set());
  }

  /** Lets go of what is no longer on the wall. */
  keep(cards: ReadonlyMap<string, unknown>): void {
    const ids = [...this.#ids].filter((id) => cards.has(id));
    if (ids.length < this.#ids.size) this.#set(new Set(ids));
  }

  beginFrame(from: Point): void {
    this.#stretched = { from, rect: spanning(from, from), before: this.#ids };
  }

  /** What the frame touches is selected, together with what was before. */
  stretchTo(to: Point, cards: Iterable<CardBox>): void {
    if (this.#stretched === null) return;
    const { from, before } = this.#stretched;
    const rect = spanning(from, to);
    this.#stretched = { from, rect, before };
    const ids = new Set(before);
    for (const card of cards) if (overlaps(card, rect)) ids.add(card.id);
    this.#set(ids);
  }

  endFrame(): void {
    this.#stretched = null;
  }

  /** Puts back what was selected before the frame. */
  cancelFrame(): void {
    if (this.#stretched !== null) this.#set(this.#stretched.before);
    this.endFrame();
  }

  #set(ids: ReadonlySet<string>): void {
    for (const id of this.#ids) if (!ids.has(id)) this.#states.of(id).selected = false;
    for (const id of ids) this.#states.of(id).selected = true;
    if (ids.size !== this.#ids.size || [...ids].some((id) => !this.#ids.has(id))) this.#ids = ids;
  }
}
