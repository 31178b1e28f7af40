import { expect, test } from 'vitest';
import { isDay } from './board.ts';

test.each(['2026-05-12', '2028-02-29', '0001-01-01'])('[PL13] %s is a day', (day) => {
  expect(isDay(day)).toBe(true);
});

test.each([
  '2026-13-45',
  '2026-02-29',
  '2026-02-31',
  '0000-00-00',
  '2026-5-12',
  '2026-05-12T00:00',
  '',
  20260512,
  null,
])('[PL13] %s is none, and no board takes it', (value) => {
  expect(isDay(value)).toBe(false);
});
