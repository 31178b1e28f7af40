import type { Camera } from '#shared/layout/camera.ts';

/** Milliseconds of a camera move: long enough to see where one goes. */
const LASTS_MS = 220;

const eased = (t: number): number => 1 - (1 - t) ** 3;

/** Moves the camera from one view to another in a few frames; at once for those who want less motion. */
export class Glide {
  #frame = 0;

  start(from: Camera, to: Camera, show: (camera: Camera) => void): void {
    this.stop();
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      show(to);
      return;
    }
    const began = performance.now();
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - began) / LASTS_MS));
      show(t === 1 ? to : blended(from, to, eased(t)));
      if (t < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }
}

/** Between two cameras, the zoom in equal ratios; what is in the same place in both stays there. */
function blended(from: Camera, to: Camera, t: number): Camera {
  const zoom = from.zoom * (to.zoom / from.zoom) ** t;
  const share = from.zoom === to.zoom ? t : (zoom - from.zoom) / (to.zoom - from.zoom);
  return { zoom, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
