import { expect, test } from 'vitest';
import { minified, needsMap } from './minimap.ts';

const bounds = { x: -100, y: 50, w: 4_000, h: 1_000 };

test('[WA51] a map shows all of the wall as large as it fits', () => {
  const { x, y, w, h, scale } = minified(bounds, { w: 200, h: 130 });
  expect(w).toBe(200);
  expect(h).toBeLessThan(130);
  expect([(bounds.x - x) * scale > 0, (bounds.y + bounds.h - y) * scale < h]).toEqual([true, true]);
});

test('[WA51] only a large wall that is not in view as a whole has one', () => {
  const cards = (count: number) => new Map(Array.from({ length: count }, (_, n) => [`${n}`, {} as never]));
  const part = { x: 0, y: 0, w: 1_366, h: 768 };
  const whole = { x: -200, y: 0, w: 5_000, h: 3_000 };
  expect(needsMap({ cards: cards(101), bounds }, part)).toBe(true);
  expect(needsMap({ cards: cards(100), bounds }, part)).toBe(false);
  expect(needsMap({ cards: cards(500), bounds }, whole)).toBe(false);
});
