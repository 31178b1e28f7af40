import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Idea } from '#shared/model/board.ts';
import { Drawer } from '../session/storage.ts';
import { NotAlike } from './not-alike.ts';
import { Similar } from './similar.svelte.ts';

const TEXTS = ['Offene Fahrradwerkstatt', 'Fahrradwerkstatt, offen', 'Parkplatz wird Bühne'];
const idOf = (n: number): string => `idea-${n}-000000000`;
const wall = (): Map<string, Idea> =>
  new Map(TEXTS.map((text, n) => [idOf(n), { id: idOf(n), text, author: null, sector: 'other', createdAt: n }]));

/** Longer than anybody pauses, and than the browser is busy. */
const LONG_MS = 5_000;

const blocked = (): Storage => {
  throw new Error('blocked');
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('[SI4] a change compares nothing by itself, and many changes in a row do not put it off for ever', () => {
  const similar = new Similar(wall(), new NotAlike(new Drawer(blocked), 'board'));
  similar.changed();
  expect(similar.found).toEqual([]);
  for (let keys = 0; keys < 20; keys++) {
    vi.advanceTimersByTime(300);
    similar.changed();
    expect(vi.getTimerCount()).toBeLessThanOrEqual(2);
  }
  expect(similar.found).toMatchObject([{ first: idOf(0), second: idOf(1) }]);
  vi.advanceTimersByTime(LONG_MS);
  expect(vi.getTimerCount()).toBe(0);
});

test('[SI4] what was stopped does nothing any more', () => {
  const similar = new Similar(wall(), new NotAlike(new Drawer(blocked), 'board'));
  similar.changed();
  similar.stop();
  vi.advanceTimersByTime(LONG_MS);
  expect(similar.found).toEqual([]);
});

test('[SI3] a pair that was merged meanwhile is no longer pointed out', () => {
  const ideas = wall();
  const similar = new Similar(ideas, new NotAlike(new Drawer(blocked), 'board'));
  similar.changed();
  vi.advanceTimersByTime(LONG_MS);
  ideas.set(idOf(1), { ...(ideas.get(idOf(1)) as Idea), under: idOf(0) });
  similar.changed();
  vi.advanceTimersByTime(LONG_MS);
  expect(similar.found).toEqual([]);
});

test('[SI5] what somebody finds not alike stays away, also after a reload', () => {
  const drawer = new Drawer(blocked);
  for (const reloads of [0, 1]) {
    const similar = new Similar(wall(), new NotAlike(drawer, 'board'));
    similar.changed();
    vi.advanceTimersByTime(LONG_MS);
    expect(similar.found).toHaveLength(1 - reloads);
    const [pair] = similar.found;
    if (pair) similar.dismiss(pair);
    expect(similar.found).toEqual([]);
  }
});
