import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CardBox } from '#shared/layout/arrange.ts';
import { Shown } from './shown.svelte.ts';

const size = { w: 1000, h: 800 };
const camera = { x: 0, y: 0, zoom: 1 };
let frames: (() => void)[] = [];

/** Frames come when the test says so. */
const passFrames = (): number => {
  let passed = 0;
  for (; frames.length > 0 && passed < 500; passed++) frames.splice(0).forEach((frame) => frame());
  return passed;
};

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
});
afterEach(() => vi.unstubAllGlobals());

/** So many cards in rows of forty. */
const cards = (count: number): Map<string, CardBox> =>
  new Map(
    Array.from({ length: count }, (_, n): [string, CardBox] => {
      const place = { x: (n % 40) * 210, y: Math.floor(n / 40) * 120, w: 200, h: 104 };
      return [`idea-${n}`, { id: `idea-${n}`, lines: [], cluster: null, free: false, ...place }];
    }),
  );
const seen = { camera, size, far: false, calm: true };

test('a table of ordinary size is in the page as a whole, with all its texts', () => {
  const shown = new Shown();
  shown.follow({ ...seen, cards: cards(200) });
  passFrames();
  expect(shown.cards.length).toBe(200);
  expect(shown.cards.every(({ detailed }) => detailed)).toBe(true);
});

test('[WA11] of a large one only what is near the view is, and it follows the camera', () => {
  const shown = new Shown();
  const all = cards(2_000);
  shown.follow({ ...seen, cards: all });
  passFrames();
  expect(shown.cards.length).toBeLessThan(200);
  expect(shown.cards.some(({ id }) => id === 'idea-0')).toBe(true);
  shown.follow({ ...seen, cards: all, camera: { x: -6000, y: -4000, zoom: 1 } });
  expect(passFrames()).toBeGreaterThan(1);
  expect(shown.cards.some(({ id }) => id === 'idea-0')).toBe(false);
  expect(shown.cards.length).toBeGreaterThan(20);
});

test('[WA11] from far away none of a large one is in the page but what somebody holds: they are painted', () => {
  const shown = new Shown();
  const all = cards(2_000);
  shown.follow({ ...seen, cards: all });
  expect(shown.painted).toBe(false);
  const far = { ...seen, cards: all, camera: { ...camera, zoom: 0.1 }, far: true };
  shown.hold('focus', ['idea-7']);
  shown.hold('hands', ['idea-1999', 'gone']);
  shown.follow({ ...far, calm: false });
  passFrames();
  shown.follow(far);
  passFrames();
  expect(shown.cards.map(({ id }) => id).sort()).toEqual(['idea-1999', 'idea-7']);
  expect([shown.painted, shown.cards.some(({ detailed }) => detailed)]).toEqual([true, false]);
});

test('[WA11] coming near a large one is painted until all cards in view are there, with their texts', () => {
  const shown = new Shown();
  const all = cards(2_000);
  shown.hold('focus', ['idea-0']);
  shown.follow({ ...seen, cards: all, camera: { ...camera, zoom: 0.1 }, far: true });
  passFrames();
  shown.follow({ ...seen, cards: all, calm: false });
  expect([shown.painted, shown.cards.length]).toEqual([true, 1]);
  frames = [];
  shown.follow({ ...seen, cards: all });
  expect(shown.painted).toBe(true);
  passFrames();
  expect(shown.painted).toBe(false);
  expect(shown.cards.length).toBeGreaterThan(20);
  expect(shown.cards.every(({ detailed }) => detailed)).toBe(true);
});

test('those that stay keep their order in the page', () => {
  const shown = new Shown();
  const all = cards(100);
  shown.follow({ ...seen, cards: all });
  passFrames();
  const before = shown.cards.map(({ id }) => id);
  shown.follow({ ...seen, cards: new Map([...all].reverse()) });
  passFrames();
  expect(shown.cards.map(({ id }) => id)).toEqual(before);
});
