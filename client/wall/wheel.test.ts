import { describe, expect, test } from 'vitest';
import { edgeSpeed } from './edge-pan.ts';
import { wheelPan, wheelZoom } from './wheel.ts';

const view = { w: 1000, h: 600 };
const turned = (given: Partial<Parameters<typeof wheelPan>[0]>): Parameters<typeof wheelPan>[0] => ({
  deltaX: 0,
  deltaY: 0,
  deltaMode: 0,
  shiftKey: false,
  ...given,
});

describe('the wheel', () => {
  test('[WA7] moves what is seen the other way, by pixels, lines or pages', () => {
    expect(wheelPan(turned({ deltaX: 3, deltaY: 100 }), view)).toEqual([-3, -100]);
    expect(wheelPan(turned({ deltaY: 3, deltaMode: 1 }), view)[1]).toBe(-60);
    expect(wheelPan(turned({ deltaY: 1, deltaMode: 2 }), view)[1]).toBe(-600);
  });

  test('with Shift goes sideways', () => {
    expect(wheelPan(turned({ deltaY: 100, shiftKey: true }), view)[0]).toBe(-100);
  });

  test('[WA7] zooms in and out by the same factor, and never far at once', () => {
    const [closer, away] = [wheelZoom(turned({ deltaY: -100 })), wheelZoom(turned({ deltaY: 100 }))];
    expect(closer).toBeGreaterThan(1);
    expect(closer * away).toBeCloseTo(1);
    expect(wheelZoom(turned({ deltaY: -100_000 }))).toBeLessThan(2);
  });
});

test('carrying something to an edge moves the wall, faster the closer to it', () => {
  expect(edgeSpeed([500, 300], view)).toEqual([0, 0]);
  const [near] = edgeSpeed([40, 300], view);
  const [nearer] = edgeSpeed([5, 300], view);
  expect(near).toBeGreaterThan(0);
  expect(nearer).toBeGreaterThan(near);
  expect(edgeSpeed([1000, 600], view).every((speed) => speed < 0)).toBe(true);
});
