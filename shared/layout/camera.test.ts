import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ZOOM_MAX,
  ZOOM_MIN,
  ZOOM_READABLE,
  clamped,
  fitted,
  focusedOn,
  homed,
  panned,
  revealed,
  toScreen,
  toWorld,
  viewRect,
  zoomedAt,
  type Camera,
} from './camera.ts';
import { overlaps, type Rect } from './rect.ts';
import { snapped, visibleIds } from './visible.ts';

const view = { w: 1366, h: 712 };
const insets = { top: 28, right: 30, bottom: 130, left: 30 };
const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const anyCamera: fc.Arbitrary<Camera> = fc.record({
  x: number(-5000, 5000),
  y: number(-5000, 5000),
  zoom: number(ZOOM_MIN, ZOOM_MAX),
});
const anyPoint = fc.tuple(number(-2000, 2000), number(-2000, 2000));
const anyRect: fc.Arbitrary<Rect> = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  w: fc.integer({ min: 200, max: 9000 }),
  h: fc.integer({ min: 100, max: 9000 }),
});

describe('the camera', () => {
  test('[WA7] zooming keeps what is under the pointer where it is', () => {
    fc.assert(
      fc.property(anyCamera, anyPoint, number(0.2, 5), (camera, pixel, factor) => {
        const [x, y] = toScreen(zoomedAt(camera, pixel, factor), toWorld(camera, pixel));
        expect(x).toBeCloseTo(pixel[0], 3);
        expect(y).toBeCloseTo(pixel[1], 3);
      }),
    );
  });

  test('zoom stays within its limits', () => {
    expect(zoomedAt({ x: 0, y: 0, zoom: 1 }, [0, 0], 100).zoom).toBe(ZOOM_MAX);
    expect(zoomedAt({ x: 0, y: 0, zoom: 1 }, [0, 0], 0.0001).zoom).toBe(ZOOM_MIN);
  });

  test('panning moves by pixels whatever the zoom', () => {
    expect(panned({ x: 5, y: 5, zoom: 0.3 }, [10, -20])).toEqual({ x: 15, y: -15, zoom: 0.3 });
  });

  test('[WA7] the content can never be lost out of view', () => {
    fc.assert(
      fc.property(anyCamera, anyRect, (camera, bounds) => {
        expect(overlaps(bounds, viewRect(clamped(camera, bounds, view), view))).toBe(true);
      }),
    );
  });

  test('fitting shows all of it beside the page’s bars, at 100 % at most', () => {
    fc.assert(
      fc.property(anyRect, (bounds) => {
        const camera = fitted(bounds, view, insets);
        expect(camera.zoom).toBeLessThanOrEqual(1);
        const [left, top] = toScreen(camera, [bounds.x, bounds.y]);
        const [right, bottom] = toScreen(camera, [bounds.x + bounds.w, bounds.y + bounds.h]);
        expect(left).toBeGreaterThan(insets.left - 1);
        expect(top).toBeGreaterThan(insets.top - 1);
        expect(right).toBeLessThan(view.w - insets.right + 1);
        expect(bottom).toBeLessThan(view.h - insets.bottom + 1);
      }),
    );
  });

  test('one starts at the upper left corner and can read', () => {
    const small = homed({ x: 30, y: 84, w: 1000, h: 500 }, view, insets);
    expect(small).toEqual({ zoom: 1, x: insets.left - 30, y: insets.top - 84 });
    const large = homed({ x: 30, y: 84, w: 9000, h: 5000 }, view, insets);
    expect(large.zoom).toBe(ZOOM_READABLE);
    expect(toScreen(large, [30, 84])).toEqual([insets.left, insets.top]);
  });

  test('focusing brings a card into the middle, large enough to read', () => {
    const camera = focusedOn({ x: 0, y: 0, zoom: 0.1 }, { x: 1000, y: 1000, w: 200, h: 100 }, view);
    expect(camera.zoom).toBe(ZOOM_READABLE);
    expect(toScreen(camera, [1100, 1050])).toEqual([view.w / 2, view.h / 2]);
  });
});

describe('revealing', () => {
  const camera = { x: 0, y: 0, zoom: 1 };
  const near = (rect: Rect): Camera => revealed(camera, rect, { view, insets });

  test('moves nothing when all of it is in view', () => {
    expect(near({ x: 100, y: 100, w: 440, h: 300 })).toEqual(camera);
  });

  test('moves just as far as needed', () => {
    expect(near({ x: -400, y: 100, w: 440, h: 300 })).toEqual({ ...camera, x: insets.left + 400 });
    expect(near({ x: 100, y: 1000, w: 440, h: 300 })).toEqual({ ...camera, y: view.h - insets.bottom - 1300 });
  });

  test('shows the upper left corner of what is larger than the view', () => {
    expect(near({ x: 3000, y: 100, w: 4000, h: 300 })).toEqual({ ...camera, x: insets.left - 3000 });
  });
});

describe('what is visible', () => {
  const box = (id: string, x: number, y: number): Rect & { id: string } => ({ id, x, y, w: 200, h: 100 });

  test('is what overlaps the view', () => {
    const boxes = [box('in', 0, 0), box('edge', -199, 0), box('out', -200, 0), box('below', 0, 700)];
    expect(visibleIds(boxes, { x: 0, y: 0, w: 1000, h: 700 })).toEqual(['in', 'edge']);
  });

  test('snapping only ever widens', () => {
    fc.assert(
      fc.property(anyRect, fc.integer({ min: 10, max: 900 }), (rect, cell) => {
        const wide = snapped(rect, cell);
        expect(wide.x).toBeLessThanOrEqual(rect.x);
        expect(wide.x + wide.w).toBeGreaterThanOrEqual(rect.x + rect.w);
        expect(wide.w).toBeLessThan(rect.w + 2 * cell);
      }),
    );
  });
});
