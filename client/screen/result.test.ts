import { expect, test } from 'vitest';
import type { Tally } from '#shared/model/vote.ts';
import { resultPages, resultRows } from './result.ts';

const TALLY: Tally = {
  ...{ voters: 12, standIns: 0, eligible: 14, sectors: ['industry', 'creative'] },
  rows: [
    { target: 'a', dots: 10, people: 8, bySector: { industry: 4, creative: 5 } },
    { target: 'b', dots: 5, people: 5, bySector: { industry: 5 } },
    { target: 'c', dots: 5, people: 3, bySector: {} },
    { target: 'd', dots: 1, people: 1, bySector: { creative: 1 } },
  ],
};

const rows = resultRows(TALLY, (id) => `Text von ${id}`, 120);

test('[SN12] whoever has as many dots shares a rank', () => {
  expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
});

test('[SN12] bars are as long as their dots, and what no sector is told of is shown as the rest', () => {
  expect(rows[0]?.bars).toEqual([
    { sector: 'industry', share: 0.4 },
    { sector: 'creative', share: 0.5 },
    { sector: null, share: expect.closeTo(0.1) as number },
  ]);
  expect(rows[2]?.bars).toEqual([{ sector: null, share: 0.5 }]);
});

test('[SN12] without sectors to tell apart there is one bar', () => {
  const [first] = resultRows({ ...TALLY, sectors: [] }, () => 'Text', 120);
  expect(first?.bars).toEqual([{ sector: null, share: 1 }]);
});

test('[SN10] a result is cut into pages, in its order', () => {
  const pages = resultPages(rows, 20);
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual(rows);
});
