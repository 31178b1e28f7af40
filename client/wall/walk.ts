import { nearest, neighbour, type Direction } from '#shared/layout/walk.ts';
import type { CardBox } from '#shared/layout/arrange.ts';
import { One, type CardStates } from './card-states.svelte.ts';
import type { WallControl } from './control.svelte.ts';

/** Frames within which a card comes into the page when somebody goes there. */
const FRAMES_MAX = 60;

/**
 * The focus on the wall. One card is where Tab enters; arrow keys go on from there. When others take the card away that has
 * the focus, the nearest one gets it: a keyboard never falls off the wall.
 */
export class Walk {
  readonly #control: WallControl;
  readonly #stop: One;
  #view: HTMLElement | null = null;
  /** The card with the focus in or on it, as it last lay on the wall. */
  #at: CardBox | null = null;
  #frame = 0;

  constructor(control: WallControl, states: CardStates) {
    this.#control = control;
    this.#stop = new One(states, 'isStop');
  }

  /** The wall's element; returns what lets it go. */
  attach(view: HTMLElement): () => void {
    this.#view = view;
    return () => {
      this.#view = null;
      cancelAnimationFrame(this.#frame);
      this.#control.hold('focus', []);
    };
  }

  /** The card that has the focus. */
  get at(): string | null {
    return this.#at?.id ?? null;
  }

  /** The focus has come to a card, by whatever way. */
  entered(id: string): void {
    this.#at = this.#control.arrangement.cards.get(id) ?? null;
    this.#stopAt(id);
  }

  /** The focus has gone elsewhere. When its card has just gone, nobody wanted that: `settle` finds another one. */
  left(isThere: (id: string) => boolean): void {
    if (this.#at !== null && this.#control.arrangement.cards.has(this.#at.id) && isThere(this.#at.id)) this.#at = null;
  }

  go(direction: Direction): void {
    const { cards } = this.#control.arrangement;
    const from = cards.get(this.#at?.id ?? '');
    const to = from && neighbour(cards.values(), from, direction);
    if (to) this.focus(to);
  }

  /** Brings a card into view and gives it the focus, once it is in the page. */
  focus(id: string): void {
    this.entered(id);
    this.#control.revealIdea(id);
    this.#focusOnce(id, FRAMES_MAX);
  }

  /** After the board was laid out anew: what Tab enters by, and the focus when its card has gone. */
  settle(): void {
    const { cards } = this.#control.arrangement;
    const lost = this.#at;
    if (lost !== null) this.#at = cards.get(lost.id) ?? null;
    if (lost !== null && this.#at === null) this.#goOnFrom(lost);
    if (this.#stop.id === null || !cards.has(this.#stop.id)) this.#stopAt(this.#first());
  }

  #goOnFrom({ x, y, w, h }: CardBox): void {
    const next = nearest(this.#control.arrangement.cards.values(), [x + w / 2, y + h / 2]);
    const elsewhere = document.activeElement !== document.body && !this.#view?.contains(document.activeElement);
    if (elsewhere) return;
    if (next !== null) this.focus(next);
    else this.#view?.focus({ preventScroll: true });
  }

  /** Also when it is out of sight it stays in the page, so that Tab always finds a way in. */
  #stopAt(id: string | null): void {
    this.#stop.set(id);
    this.#control.hold('focus', id === null ? [] : [id]);
  }

  #first(): string | null {
    const { cards, bounds } = this.#control.arrangement;
    return nearest(cards.values(), [bounds.x, bounds.y]);
  }

  #focusOnce(id: string, frames: number): void {
    cancelAnimationFrame(this.#frame);
    const card = this.#view?.querySelector<HTMLElement>(`[data-idea="${CSS.escape(id)}"]`);
    if (card) card.focus({ preventScroll: true });
    else if (frames > 0) this.#frame = requestAnimationFrame(() => this.#focusOnce(id, frames - 1));
  }
}
