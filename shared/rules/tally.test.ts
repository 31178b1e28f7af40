import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECTOR_VOTERS_MIN } from '../model/limits.ts';
import type { Ballot } from '../model/vote.ts';
import { ranksOf, tallyOf, type CastBallot } from './tally.ts';

const cast = (ballot: Ballot, more: Partial<CastBallot> = {}): CastBallot => ({
  ...{ ballot, sector: 'industry', standIn: false },
  ...more,
});
const tally = (ballots: readonly CastBallot[], has = (_: string) => true) => tallyOf({ ballots, eligible: 9, has });
const from = (sector: string, count: number, ballot: Ballot = { a: 1 }) =>
  Array.from({ length: count }, () => cast(ballot, { sector }));

describe('a tally', () => {
  test('[VO10] has the most dots first, of as many those from more people, and as many share a rank', () => {
    const { rows } = tally([cast({ a: 2, b: 1 }), cast({ b: 1, c: 1 }), cast({ d: 1 })]);
    expect(rows.map(({ target, dots, people }) => [target, dots, people])).toEqual([
      ['b', 2, 2],
      ['a', 2, 1],
      ['c', 1, 1],
      ['d', 1, 1],
    ]);
    expect(ranksOf(rows)).toEqual([1, 1, 3, 3]);
  });

  test('[VO10] counts only what is still there, and nothing that nobody chose', () => {
    const { rows, voters } = tally([cast({ a: 1, gone: 2 }), cast({ gone: 1 }), cast({})], (id) => id !== 'gone');
    expect(rows).toEqual([{ target: 'a', dots: 1, people: 1, bySector: {} }]);
    expect(voters).toBe(2);
  });

  test('[VO12] counts stand-ins separately', () => {
    const all = [cast({ a: 1 }), cast({ a: 2 }, { standIn: true }), cast({}, { standIn: true })];
    expect(tally(all)).toMatchObject({
      voters: 1,
      standIns: 1,
      eligible: 9,
      rows: [{ target: 'a', dots: 3, people: 2 }],
    });
  });

  test.each([
    ['five of each', { industry: 5, creative: 5 }, ['creative', 'industry']],
    ['four of one: it could be guessed, so the other is not told either', { industry: 5, creative: 4 }, []],
    [
      'four of one, next to two others: the smaller stays untold with it',
      { industry: 7, creative: 5, other: 4 },
      ['industry'],
    ],
    ['few of several, together enough', { industry: 6, creative: 3, other: 2 }, ['industry']],
    ['nobody of the others', { industry: 5 }, ['industry']],
    ['too few at all', { industry: 4, creative: 4 }, []],
  ])('[VO9] dots are told by sector where that tells nothing about anybody: %s', (_, counts, told) => {
    expect(tally(Object.entries(counts).flatMap(([id, count]) => from(id, count))).sectors).toEqual(told);
  });

  test('[VO9] stand-ins hide nobody: who entered their dots knows them', () => {
    const standIns = (sector: string, count: number) => from(sector, count).map((each) => ({ ...each, standIn: true }));
    expect(tally([...from('industry', 1), ...standIns('industry', 9)]).sectors).toEqual([]);
    expect(tally([...from('industry', 5), ...from('creative', 1), ...standIns('creative', 9)]).sectors).toEqual([]);
    expect(tally([...from('industry', 5), ...standIns('creative', 1)]).sectors).toEqual([]);
    expect(tally([...from('industry', 5), ...standIns('industry', 3)]).sectors).toEqual(['industry']);
  });

  test('[VO9] what is told, and what is missing to the whole, comes from five people or nobody', () => {
    const ballot = fc.dictionary(fc.constantFrom('a', 'b', 'gone'), fc.integer({ min: 1, max: 3 }));
    const ballots = fc.array(
      fc.record({ ballot, sector: fc.constantFrom('x', 'y', 'z', 'w'), standIn: fc.boolean() }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(ballots, (all) => {
        const result = tally(all, (id) => id !== 'gone');
        const voters = all.filter(({ ballot: { a, b } }) => a !== undefined || b !== undefined);
        const rest = voters.filter(({ sector }) => !result.sectors.includes(sector));
        const groups = [rest, ...result.sectors.map((id) => voters.filter(({ sector }) => sector === id))];
        for (const group of result.sectors.length > 0 ? groups : []) {
          const people = group.filter(({ standIn }) => !standIn);
          expect(group.length === 0 || people.length >= SECTOR_VOTERS_MIN).toBe(true);
        }
        for (const { target, dots, bySector } of result.rows) {
          expect(Object.keys(bySector)).toEqual(result.sectors);
          const told = Object.values(bySector).reduce((sum, some) => sum + some, 0);
          const others = rest.reduce((sum, { ballot: on }) => sum + (on[target] ?? 0), 0);
          expect(told + others).toBe(dots);
        }
      }),
    );
  });
});
