import type { Point } from '#shared/model/board.ts';
import type { ViewSize } from '#shared/layout/camera.ts';

/** Pixels of one line, for mice that scroll in lines. */
const LINE = 20;
/** Zoom per pixel of wheel: a notch of 100 pixels changes it by about a quarter. */
const ZOOM_PER_PIXEL = 0.0023;
/** The most that one event may zoom: some mice send hundreds of pixels at once. */
const PIXELS_MAX = 200;

type Turned = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'shiftKey'>;

const unitOf = (event: Turned, page: number): number =>
  event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? page : 1;

/** How far the wheel moves what is seen. With Shift a plain wheel goes sideways. */
export function wheelPan(event: Turned, view: ViewSize): Point {
  const dx = -event.deltaX * unitOf(event, view.w);
  const dy = -event.deltaY * unitOf(event, view.h);
  return event.shiftKey && dx === 0 ? [dy, 0] : [dx, dy];
}

/** The factor by which Ctrl+wheel (or a pinch on a touchpad, which browsers report the same way) zooms. */
export function wheelZoom(event: Turned): number {
  const pixels = event.deltaY * unitOf(event, PIXELS_MAX);
  return Math.exp(-Math.min(PIXELS_MAX, Math.max(-PIXELS_MAX, pixels)) * ZOOM_PER_PIXEL);
}
