import { expect, test } from 'vitest';
import { stacked } from './stack.ts';

test('[SN10] rows go on the next page where the next one has no room, and none is left out', () => {
  expect(stacked([4, 4, 4], 9, 1)).toEqual([
    [0, 2],
    [2, 3],
  ]);
  expect(stacked([], 9, 1)).toEqual([]);
});

test('[SN10] a row higher than the page has one for itself', () => {
  expect(stacked([2, 20, 2], 9, 1)).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
});
