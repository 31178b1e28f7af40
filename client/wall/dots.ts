import type { Camera } from '#shared/layout/camera.ts';

/** World units between two dots of the wall. */
const DOT_STEP = 28;
/** The pattern is scaled between these: closer dots would shimmer. */
const SMALLEST = 0.75;

/** How the dotted ground is scaled and shifted for a camera: a picture drawn once that only moves, so panning draws nothing anew. */
export function dotsOf({ x, y, zoom }: Camera): { readonly scale: number; readonly x: number; readonly y: number } {
  let scale = zoom;
  while (scale < SMALLEST) scale *= 2;
  const step = DOT_STEP * scale;
  return { scale, x: (x % step) - step, y: (y % step) - step };
}
