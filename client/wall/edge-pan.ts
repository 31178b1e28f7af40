import type { Point } from '#shared/model/board.ts';
import type { ViewSize } from '#shared/layout/camera.ts';

/** Pixels from the edge where carrying something begins to move the wall. */
const EDGE = 48;
/** Pixels per millisecond at the very edge. */
const FASTEST = 1.1;

/** How fast the wall should move for a pointer here, in pixels per millisecond. */
export function edgeSpeed([x, y]: Point, view: ViewSize): Point {
  const along = (at: number, length: number): number => {
    if (at < EDGE) return FASTEST * Math.min(1, (EDGE - at) / EDGE);
    return at > length - EDGE ? -FASTEST * Math.min(1, (at - length + EDGE) / EDGE) : 0;
  };
  return [along(x, view.w), along(y, view.h)];
}

/** Pans while something is carried along the edge of the view. */
export class EdgePan {
  readonly #pan: (by: Point) => void;
  #speed: Point = [0, 0];
  #frame = 0;
  #last = 0;

  constructor(pan: (by: Point) => void) {
    this.#pan = pan;
  }

  follow(at: Point, view: ViewSize): void {
    this.#speed = edgeSpeed(at, view);
    const still = this.#speed[0] === 0 && this.#speed[1] === 0;
    if (still) this.stop();
    else if (this.#frame === 0) {
      this.#last = performance.now();
      this.#frame = requestAnimationFrame((now) => this.#step(now));
    }
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #step(now: number): void {
    const passed = Math.min(50, Math.max(0, now - this.#last));
    this.#last = now;
    this.#frame = requestAnimationFrame((next) => this.#step(next));
    this.#pan([this.#speed[0] * passed, this.#speed[1] * passed]);
  }
}
