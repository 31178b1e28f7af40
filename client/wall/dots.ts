import type { Camera } from '#shared/layout/camera.ts';

/** World units between two dots of the wall. */
const STEP = 28;
/** Pixels between two dots: closer ones would shimmer. */
const CLOSEST = 20;

/** The dotted ground for a camera: the distance of the dots in pixels, and how far the pattern is shifted. */
export function dotsOf({ x, y, zoom }: Camera): { readonly step: number; readonly x: number; readonly y: number } {
  let step = STEP * zoom;
  while (step < CLOSEST) step *= 2;
  return { step, x: x % step, y: y % step };
}
