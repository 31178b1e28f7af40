import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Writing } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function person(): { writing: Writing; told: boolean[] } {
  const told: boolean[] = [];
  return { writing: new Writing((is) => told.push(is), Date.now), told };
}

test('[LE20] the room is told when somebody begins, again while they go on, and three seconds after the last key', () => {
  const { writing, told } = person();
  for (let key = 0; key < 9; key++) {
    writing.typed();
    vi.advanceTimersByTime(1_000);
  }
  expect(told).toEqual([true, true, true]);
  vi.advanceTimersByTime(1_999);
  expect(told).toHaveLength(3);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([true, true, true, false]);
});

test('[LE20] whoever posts has finished at once, and is told once', () => {
  const { writing, told } = person();
  writing.typed();
  writing.ended();
  writing.ended();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([true, false]);
});
