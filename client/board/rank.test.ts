import { expect, test } from 'vitest';
import { isRank } from '#shared/model/board.ts';
import { rankBetween } from './rank.ts';

test('a rank lies between its neighbours', () => {
  const first = rankBetween(null, null);
  const last = rankBetween(first, null);
  const middle = rankBetween(first, last);
  expect(first < middle && middle < last).toBe(true);
  expect(rankBetween(null, first) < first).toBe(true);
});

test('equal neighbours are no fault', () => expect(rankBetween('a1', 'a1') > 'a1').toBe(true));

test('a rank that no honest client makes keeps nobody from sorting', () => {
  for (const [before, after] of [
    ['zzz', null],
    [null, 'zzz'],
    ['zzz', 'zzzz'],
    ['0', 'a0'],
  ] as const) {
    const rank = rankBetween(before, after);
    expect(isRank(rank)).toBe(true);
    expect(before === null || rank > before).toBe(true);
  }
});
