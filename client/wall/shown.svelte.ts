/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets here are replaced whole or never read reactively */
import type { CardBox } from '#shared/layout/arrange.ts';
import { viewRect, type Camera, type ViewSize } from '#shared/layout/camera.ts';
import { sameRect, type Rect } from '#shared/layout/rect.ts';
import { snapped, visibleIds } from '#shared/layout/visible.ts';

/** Up to this many cards all of them stay in the page: an ordinary table gains nothing from culling. */
const ALL_UP_TO = 400;
/** Up to this many even their texts stay, so that the browser's own search finds them. */
const ALL_TEXTS_UP_TO = 250;
/** Pixels around the view whose cards are kept ready. */
const MARGIN = 320;
/** The view is widened to steps of this many pixels, so that the set changes a few times a second at most. */
const STEP = 160;
/** What one frame may do without a jerk: cards that come with their text or blank, that go, that get or lose their text. */
const PER_FRAME = { come: 16, comeBlank: 40, go: 90, text: 20, blank: 60 } as const;

/** A card in the page. */
export class ShownCard {
  readonly id: string;
  /** False where nothing could be read anyway. */
  detailed: boolean = $state(true);

  constructor(id: string, detailed: boolean) {
    this.id = id;
    this.detailed = detailed;
  }
}

export interface Seen {
  readonly cards: ReadonlyMap<string, CardBox>;
  readonly camera: Camera;
  readonly size: ViewSize;
  /** Too far away to read. */
  readonly far: boolean;
  /** False while the zoom changes: then cards come blank and get their text afterwards. */
  readonly calm: boolean;
}

/** Who wants a card to be in the page wherever one looks: the focus, hands that carry it. */
export type Holder = 'focus' | 'hands';

/**
 * Which cards are in the page, and which with their text. Follows the camera; great changes come over several frames. Of a
 * large wall seen from far away, and while it is zoomed, there are none: then they are painted (`FarCards`).
 */
export class Shown {
  #cards: readonly ShownCard[] = $state.raw([]);
  /** In the order in which they should come. */
  #wanted: readonly string[] = [];
  #legible: ReadonlySet<string> = new Set();
  readonly #held = new Map<Holder, readonly string[]>();
  #seen: (Seen & { readonly area: Rect }) | null = null;
  #frame = 0;
  #large = $state(false);
  #painted = $state(false);

  get cards(): readonly ShownCard[] {
    return this.#cards;
  }

  /** So many cards that not all of them are in the page. */
  get isLarge(): boolean {
    return this.#large;
  }

  /** Whether cards that are not in the page are in view. */
  get painted(): boolean {
    return this.#painted;
  }

  hold(holder: Holder, ids: readonly string[]): void {
    this.#held.set(holder, ids);
    this.#seen = null;
  }

  follow(seen: Seen): void {
    const { cards, camera, size, far, calm } = seen;
    const area = snapped(viewRect(camera, size, MARGIN), STEP / camera.zoom);
    const before = this.#seen;
    const same = before?.cards === cards && before.far === far && before.calm === calm;
    if (same && sameRect(area, before.area)) return;
    this.#seen = { ...seen, area };
    this.#large = cards.size > ALL_UP_TO;
    const near = visibleIds(cards.values(), area);
    this.#wanted = this.#wantedOf(near, seen);
    this.#legible = new Set(far ? [] : cards.size > ALL_TEXTS_UP_TO ? near : this.#wanted);
    this.#settle(near.length);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #wantedOf(near: readonly string[], { cards, far }: Seen): readonly string[] {
    if (!this.#large) return [...new Set([...near, ...cards.keys()])];
    const held = [...this.#held.values()].flat().filter((id) => cards.has(id));
    return [...new Set([...held, ...(far ? [] : near)])];
  }

  #settle(atFirst: number): void {
    this.stop();
    const done = [this.#exchange(atFirst), this.#redraw()].every(Boolean);
    this.#painted = this.#large && (this.#seen?.far === true || !done);
    if (!done) this.#frame = requestAnimationFrame(() => this.#settle(0));
  }

  /**
   * Lets some go that are no longer wanted and some in that are. Those that stay keep their order: an element that is put
   * elsewhere in the page would lose its motion. On an empty page the whole view comes at once. True when all is done.
   */
  #exchange(atFirst: number): boolean {
    const coming = new Set(this.#wanted);
    let leaving = 0;
    const stay = this.#cards.filter(({ id }) => coming.delete(id) || ++leaving > PER_FRAME.go);
    const most = this.#cards.length === 0 && this.#seen?.calm === true ? atFirst : 0;
    const come = [...coming].slice(0, most || this.#mayCome(coming));
    if (leaving > 0 || come.length > 0) {
      this.#cards = [...stay, ...come.map((id) => new ShownCard(id, this.#comesWithText(id)))];
    }
    return leaving <= PER_FRAME.go && come.length === coming.size;
  }

  #mayCome(coming: ReadonlySet<string>): number {
    const [first] = coming;
    if (first !== undefined && this.#comesWithText(first)) return PER_FRAME.come;
    return this.#large && this.#seen?.calm === false ? 0 : PER_FRAME.comeBlank;
  }

  #comesWithText(id: string): boolean {
    return this.#legible.has(id) && this.#seen?.calm === true;
  }

  /** Gives some cards their text, or takes it from them. True when all is done. */
  #redraw(): boolean {
    let texts: number = this.#seen?.calm === true ? PER_FRAME.text : 0;
    let blanks: number = PER_FRAME.blank;
    for (const card of this.#cards) {
      const legible = this.#legible.has(card.id);
      if (card.detailed === legible) continue;
      if ((legible ? texts-- : blanks--) <= 0) continue;
      card.detailed = legible;
    }
    return (texts >= 0 || this.#seen?.calm === false) && blanks >= 0;
  }
}
