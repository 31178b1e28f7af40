import type { Point } from '../model/board.ts';
import { bottom, right, type Rect } from './rect.ts';

/** Where somebody looks at the wall from: a world point p is seen at p * zoom + (x, y) pixels from the view's corner. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Size of the view in CSS pixels. */
export interface ViewSize {
  readonly w: number;
  readonly h: number;
}

/** Pixels at the edges of the view that other things cover: bars, the composer. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** At 4 % a wall of 3,000 ideas fits a phone; beyond 200 % a card is larger than it helps. */
export const ZOOM_MIN = 0.04;
export const ZOOM_MAX = 2;
/** From this zoom on a text can be read (about 12 px). */
export const ZOOM_READABLE = 0.75;
/** Pixels of the content that always stay in view, so that nobody gets lost on an endless wall. */
const KEPT_IN_VIEW = 80;

export const toScreen = (camera: Camera, [x, y]: Point): Point => [
  x * camera.zoom + camera.x,
  y * camera.zoom + camera.y,
];

export const toWorld = (camera: Camera, [x, y]: Point): Point => [
  (x - camera.x) / camera.zoom,
  (y - camera.y) / camera.zoom,
];

/** Moves what is seen by this many pixels. */
export const panned = (camera: Camera, [dx, dy]: Point): Camera => ({ ...camera, x: camera.x + dx, y: camera.y + dy });

/** Zooms by a factor; what lies under the given pixel stays there. */
export function zoomedAt(camera: Camera, [x, y]: Point, factor: number): Camera {
  const zoom = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, camera.zoom * factor));
  const scale = zoom / camera.zoom;
  return { zoom, x: x - (x - camera.x) * scale, y: y - (y - camera.y) * scale };
}

const between = (low: number, value: number, high: number): number => Math.min(Math.max(low, value), high);

/** Keeps a bit of the content in view. */
export function clamped(camera: Camera, bounds: Rect, view: ViewSize): Camera {
  const { zoom } = camera;
  const kept = Math.min(KEPT_IN_VIEW, view.w / 2, view.h / 2);
  return {
    zoom,
    x: between(kept - right(bounds) * zoom, camera.x, view.w - kept - bounds.x * zoom),
    y: between(kept - bottom(bounds) * zoom, camera.y, view.h - kept - bounds.y * zoom),
  };
}

const fitZoom = (bounds: Rect, view: ViewSize, insets: Insets): number =>
  Math.min(
    (view.w - insets.left - insets.right) / Math.max(1, bounds.w),
    (view.h - insets.top - insets.bottom) / Math.max(1, bounds.h),
  );

/** Shows all of it, in the middle, at 100 % at most. */
export function fitted(bounds: Rect, view: ViewSize, insets: Insets): Camera {
  const zoom = between(ZOOM_MIN, fitZoom(bounds, view, insets), 1);
  const x = insets.left + (view.w - insets.left - insets.right - bounds.w * zoom) / 2;
  const y = insets.top + (view.h - insets.top - insets.bottom - bounds.h * zoom) / 2;
  return { zoom, x: x - bounds.x * zoom, y: y - bounds.y * zoom };
}

/** How much higher than the view the content may be before one starts smaller: going down is easy, going sideways is not. */
const TALLER = 1.3;

/** Where one starts: at the top left corner of the content, as much of it as can still be read. */
export function homed(bounds: Rect, view: ViewSize, insets: Insets): Camera {
  const shorter = { ...bounds, h: bounds.h / TALLER };
  const zoom = between(ZOOM_READABLE, fitZoom(shorter, view, insets), 1);
  return { zoom, x: insets.left - bounds.x * zoom, y: insets.top - bounds.y * zoom };
}

/** Brings a rectangle into the middle, close enough to be read. */
export function focusedOn(camera: Camera, rect: Rect, view: ViewSize): Camera {
  const zoom = Math.max(camera.zoom, ZOOM_READABLE);
  return {
    zoom,
    x: view.w / 2 - (rect.x + rect.w / 2) * zoom,
    y: view.h / 2 - (rect.y + rect.h / 2) * zoom,
  };
}

/** Moves as little as it takes to see a rectangle (at least its upper left corner), so that what one was looking at stays. */
export function revealed(camera: Camera, rect: Rect, { view, insets }: { view: ViewSize; insets: Insets }): Camera {
  const [left, top] = toScreen(camera, [rect.x, rect.y]);
  const along = (from: number, length: number, [start, end]: Point): number => {
    if (from < start || length > end - start) return from < start || from + length > end ? start - from : 0;
    return Math.min(0, end - from - length);
  };
  return panned(camera, [
    along(left, rect.w * camera.zoom, [insets.left, view.w - insets.right]),
    along(top, rect.h * camera.zoom, [insets.top, view.h - insets.bottom]),
  ]);
}

/** The part of the world that is in view, with a margin in pixels around it. */
export function viewRect(camera: Camera, view: ViewSize, margin = 0): Rect {
  const [x, y] = toWorld(camera, [-margin, -margin]);
  return { x, y, w: (view.w + 2 * margin) / camera.zoom, h: (view.h + 2 * margin) / camera.zoom };
}
