import type { Board, Point } from '#shared/model/board.ts';
import { Arranger, type Arrangement } from '#shared/layout/arrange.ts';
import {
  clamped,
  fitted,
  focusedOn,
  homed,
  panned,
  revealed,
  toWorld,
  zoomedAt,
  type Camera,
  type Insets,
  type ViewSize,
} from '#shared/layout/camera.ts';
import { around, type Rect } from '#shared/layout/rect.ts';
import { CLUSTER_LANES, WALL_TOP } from '#shared/layout/sizes.ts';
import { Glide } from './glide.ts';
import { Shown, type Holder } from './shown.svelte.ts';

/** One press of a zoom button. */
const ZOOM_STEP = 1.25;
/** Below this zoom nothing can be read: cards draw no text. A little apart, so that it does not flicker at the edge. */
const FAR_BELOW = 0.38;
const NEAR_ABOVE = 0.42;
/** Milliseconds without a change after which zooming counts as done. */
const CALM_AFTER_MS = 120;

const EMPTY: Board = { ideas: new Map(), clusters: new Map() };

export interface Offers {
  /** Makes an empty cluster; null while nobody may. */
  readonly makeCluster: (() => void) | null;
  /** Tells which keys there are; null while no wall is shown. */
  readonly showKeys: (() => void) | null;
}

const NO_OFFERS: Offers = { makeCluster: null, showKeys: null };

/** Owns what one wall shows from where: the arrangement of the board, the camera, and which cards are in the page. */
export class WallControl {
  readonly #arranger = new Arranger();
  readonly #glide = new Glide();
  readonly shown = new Shown();
  #arrangement: Arrangement = $state.raw(this.#arranger.arrange(EMPTY));
  #camera: Camera = $state.raw({ x: 0, y: 0, zoom: 1 });
  #size: ViewSize = $state.raw({ w: 0, h: 0 });
  #insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  #far = $state(false);
  #calm = true;
  #calmTimer: ReturnType<typeof setTimeout> | undefined;
  /** Until somebody looks around the camera keeps to the content as it grows: to where one reads first, or to all of it. */
  #following: 'start' | 'all' | null = 'start';
  /** True while clusters are made: then the lanes for them are in view from the start. */
  #withLanes = false;

  #offers: Offers = $state.raw(NO_OFFERS);

  /** What can be done on the wall from outside of it. */
  get offers(): Offers {
    return this.#offers;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): ViewSize {
    return this.#size;
  }

  /** Too far away to read. */
  get far(): boolean {
    return this.#far;
  }

  get zoomPercent(): number {
    return Math.round(this.#camera.zoom * 100);
  }

  /** Lays the board out anew. Cheap (under 2 ms for 1,000 ideas), yet once a frame is enough. */
  arrange(board: Board): void {
    this.#arrangement = this.#arranger.arrange(board);
    this.#settle();
  }

  resize(size: ViewSize): void {
    this.#size = size;
    this.#settle();
  }

  /** Says which edges of the view are covered by other things. */
  cover(insets: Insets): void {
    this.#insets = insets;
    this.#settle();
  }

  /** Whether people sort right now; the camera makes room for clusters when they begin to. */
  showLanes(withLanes: boolean): void {
    if (this.#withLanes === withLanes) return;
    this.#withLanes = withLanes;
    this.#settle();
  }

  pan(by: Point): void {
    this.#look(panned(this.#camera, by));
  }

  /** Keeps all of the wall in view, also as it grows. */
  showAll(): void {
    this.#following = 'all';
    this.#settle();
  }

  /** Leaves the camera where it is from now on: somebody works here. */
  stay(): void {
    this.#following = null;
  }

  /** Zooms by a factor around a pixel of the view. */
  zoomAt(pixel: Point, factor: number): void {
    this.#look(zoomedAt(this.#camera, pixel, factor));
  }

  zoomIn(): void {
    this.#glideTo(zoomedAt(this.#camera, this.#middle(), ZOOM_STEP));
  }

  zoomOut(): void {
    this.#glideTo(zoomedAt(this.#camera, this.#middle(), 1 / ZOOM_STEP));
  }

  /** Shows the whole wall. */
  fit(): void {
    this.#glideTo(fitted(this.#arrangement.bounds, this.#size, this.#insets));
  }

  /** Brings an idea into view, close enough to be read. False when it is not on the wall. */
  focusIdea(id: string): boolean {
    return this.#bringIn(this.#arrangement.cards.get(id));
  }

  /** Goes to an idea only when it is out of view: what is seen already stays where it is. */
  revealIdea(id: string): void {
    const card = this.#arrangement.cards.get(id);
    if (!card || this.#size.w === 0) return;
    const place = { view: this.#size, insets: this.#insets };
    const near = revealed(this.#camera, card, place);
    const [dx, dy] = [Math.abs(near.x - this.#camera.x), Math.abs(near.y - this.#camera.y)];
    if (dx === 0 && dy === 0) return;
    // Beyond a screen a glide explains nothing any more: whoever has just written wants to see it.
    if (this.#isLegible && (dx > this.#size.w || dy > this.#size.h)) this.#look(near);
    else this.#bringIn(card);
  }

  focusCluster(id: string): boolean {
    return this.#bringIn(this.#arrangement.clusters.get(id));
  }

  /** Brings a place on the wall into view. */
  focusOn(rect: Rect): void {
    this.#bringIn(rect);
  }

  /** Shows all of a place, as near as it fits. */
  zoomTo(rect: Rect | undefined): void {
    if (rect) this.#glideTo(fitted(rect, this.#size, this.#insets));
  }

  /** Brings a point of the wall into the middle. */
  centreOn([x, y]: Point): void {
    const { zoom } = this.#camera;
    const [mx, my] = this.#middle();
    this.#look({ zoom, x: mx - x * zoom, y: my - y * zoom });
  }

  /** Keeps cards in the page wherever one looks. */
  hold(holder: Holder, ids: readonly string[]): void {
    this.shown.hold(holder, ids);
    this.#cull();
  }

  /** The world point under a pixel of the view. */
  worldAt(pixel: Point): Point {
    return toWorld(this.#camera, pixel);
  }

  /** What the wall that is shown lets one do from outside of it. */
  offer(offers: Offers): void {
    this.#offers = offers;
  }

  stop(): void {
    this.#offers = NO_OFFERS;
    clearTimeout(this.#calmTimer);
    this.#calm = true;
    this.#glide.stop();
    this.shown.stop();
  }

  #bringIn(rect: Rect | undefined): boolean {
    if (!rect) return false;
    const [camera, view, insets] = [this.#camera, this.#size, this.#insets];
    this.#glideTo(this.#isLegible ? revealed(camera, rect, { view, insets }) : focusedOn(camera, rect, view));
    return true;
  }

  get #isLegible(): boolean {
    return this.#camera.zoom >= NEAR_ABOVE;
  }

  #middle(): Point {
    return [this.#size.w / 2, this.#size.h / 2];
  }

  #settle(): void {
    if (this.#following !== null) this.#home(this.#following);
    this.#cull();
  }

  #home(following: 'start' | 'all'): void {
    if (this.#size.w === 0) return;
    const { bounds } = this.#arrangement;
    if (following === 'all') {
      this.#stand(fitted(bounds, this.#size, this.#insets));
      return;
    }
    const lanes = { x: CLUSTER_LANES[0] ?? 0, y: WALL_TOP, w: 0, h: 0 };
    this.#stand(homed(this.#withLanes ? (around([bounds, lanes]) ?? bounds) : bounds, this.#size, this.#insets));
  }

  #look(camera: Camera): void {
    this.#glide.stop();
    this.#following = null;
    this.#set(this.#kept(camera));
    this.#cull();
  }

  #glideTo(target: Camera): void {
    this.#following = null;
    this.#glide.start(this.#camera, this.#kept(target), (camera) => {
      this.#set(camera);
      this.#cull();
    });
  }

  #kept(camera: Camera): Camera {
    return clamped(camera, this.#arrangement.bounds, this.#size);
  }

  #set(camera: Camera): void {
    if (camera.zoom !== this.#camera.zoom) this.#zooming();
    this.#stand(camera);
  }

  #stand(camera: Camera): void {
    this.#camera = camera;
    this.#far = camera.zoom < (this.#far ? NEAR_ABOVE : FAR_BELOW);
  }

  #zooming(): void {
    clearTimeout(this.#calmTimer);
    this.#calm = false;
    this.#calmTimer = setTimeout(() => {
      this.#calm = true;
      this.#cull();
    }, CALM_AFTER_MS);
  }

  #cull(): void {
    if (this.#size.w === 0) return;
    const { cards } = this.#arrangement;
    this.shown.follow({ cards, camera: this.#camera, size: this.#size, far: this.#far, calm: this.#calm });
  }
}
