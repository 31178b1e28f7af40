import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HELD_MS, PAGE_MS, Paging } from './paging.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function paged(count: number): Paging {
  const paging = new Paging();
  paging.offer(count);
  return paging;
}

test('[SN11] pages turn by themselves and come round', () => {
  const paging = paged(3);
  const seen = Array.from({ length: 4 }, () => {
    vi.advanceTimersByTime(PAGE_MS);
    return paging.index;
  });
  expect(seen).toEqual([1, 2, 0, 1]);
  expect(paging.turns).toBe(4);
});

test('[SN11] who turns by hand is left alone for a while', () => {
  const paging = paged(3);
  paging.turn(-1);
  expect(paging.index).toBe(2);
  expect(paging.turns).toBe(0);
  vi.advanceTimersByTime(HELD_MS - 1);
  expect(paging.index).toBe(2);
  vi.advanceTimersByTime(1);
  expect(paging.index).toBe(0);
});

test('[SN11] the page that is seen stays when more come, and the last one is seen when it goes', () => {
  const paging = paged(3);
  paging.turn(2);
  paging.offer(9);
  expect(paging.index).toBe(2);
  paging.offer(2);
  expect(paging.index).toBe(1);
});

test('[SN11] a single page does not turn, and nothing runs on once it is stopped', () => {
  const paging = paged(1);
  paging.turn(1);
  expect(paging.index).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  paging.offer(2);
  expect(vi.getTimerCount()).toBe(1);
  paging.offer(1);
  expect(vi.getTimerCount()).toBe(0);
  paging.offer(2);
  paging.stop();
  expect(vi.getTimerCount()).toBe(0);
});
