import { expect, test } from 'vitest';
import { fitted } from './fitted.ts';
import { LETTER, widthOfWindow } from './sizes.ts';

const BOX = { w: 160, h: 60 };
const MANNER = { weight: 600, largest: Infinity } as const;

test('[SN14] a text alone is as large as it fits: short ones larger, the longest whole', () => {
  const short = fitted('Ticket = Kulturpass', BOX, MANNER);
  const long = fitted('Ladesäulen am Markt mit Solardach '.repeat(8).trim(), BOX, MANNER);
  expect(short.font).toBeGreaterThan(long.font);
  for (const set of [short, long]) expect(set.lines.length * set.lineH).toBeLessThanOrEqual(BOX.h);
  expect(long.lines.join(' ')).toBe('Ladesäulen am Markt mit Solardach '.repeat(8).trim());
});

test('[SN14] where even the smallest type has no room, the end is left out with a sign', () => {
  const set = fitted('Wort '.repeat(400), { w: 60, h: 20 }, MANNER);
  expect(set.font).toBe(LETTER);
  expect(set.lines.length * set.lineH).toBeLessThanOrEqual(20);
  expect(set.lines.at(-1)).toMatch(/…$/);
});

test('[SN14] a window that has no size yet, or is narrower than a screen ever is, breaks nothing', () => {
  for (const [w, h] of [
    [0, 0],
    [0, 720],
    [300, 2_000],
    [9_000, 1],
  ] as const) {
    const { lines } = fitted('Ticket = Kulturpass', { w: widthOfWindow(w, h) - 95, h: 60 }, MANNER);
    expect(lines.length).toBeGreaterThan(0);
  }
});
