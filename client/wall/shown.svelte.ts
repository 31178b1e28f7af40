/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets here are replaced whole, never changed */
import type { CardBox } from '#shared/layout/arrange.ts';
import { viewRect, type Camera, type ViewSize } from '#shared/layout/camera.ts';
import type { Rect } from '#shared/layout/rect.ts';
import { sameRect } from '#shared/layout/rect.ts';
import { snapped, visibleIds } from '#shared/layout/visible.ts';

/** With fewer cards than this all of them are in the page: nothing to gain, and the browser's own search finds them. */
const CULL_FROM = 250;
/** Pixels around the view whose cards are kept ready. */
const MARGIN = 320;
/** The view is widened to steps of this many pixels, so that the set changes a few times a second at most. */
const STEP = 160;
/** Cards that may come into the page in one frame: more would be felt as a jerk. */
const COME_PER_FRAME = 40;

/** Which cards are in the page. Follows the camera; many new ones come over several frames. */
export class Shown {
  #ids: readonly string[] = $state.raw([]);
  #wanted: readonly string[] = [];
  #area: Rect = { x: 0, y: 0, w: 0, h: 0 };
  #cards: ReadonlyMap<string, CardBox> = new Map();
  #frame = 0;

  get ids(): readonly string[] {
    return this.#ids;
  }

  follow(cards: ReadonlyMap<string, CardBox>, camera: Camera, size: ViewSize): void {
    const area = snapped(viewRect(camera, size, MARGIN), STEP / camera.zoom);
    if (cards === this.#cards && sameRect(area, this.#area)) return;
    this.#cards = cards;
    this.#area = area;
    this.#wanted = cards.size < CULL_FROM ? [...cards.keys()] : visibleIds(cards.values(), area);
    this.#settle();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  /**
   * Takes away what left and lets in some of what came; the rest follows in the next frames. Those that stay keep their
   * order: an element that is put elsewhere in the page would lose its motion.
   */
  #settle(): void {
    cancelAnimationFrame(this.#frame);
    const wanted = new Set(this.#wanted);
    const stay = this.#ids.filter((id) => wanted.delete(id));
    const come = [...wanted].slice(0, this.#ids.length === 0 ? Infinity : COME_PER_FRAME);
    if (come.length > 0 || stay.length < this.#ids.length) this.#ids = [...stay, ...come];
    if (come.length < wanted.size) this.#frame = requestAnimationFrame(() => this.#settle());
  }
}
