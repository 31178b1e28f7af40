import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotsIn, dotsOn, VOTE_DEFAULT, type Ballot, type VoteRules } from '../model/vote.ts';
import { ballotFault, withDot, type Targets } from './vote.ts';

const ANY: Targets = { has: () => true, isOwn: () => false };
const rules = (more: Partial<VoteRules> = {}): VoteRules => ({ ...VOTE_DEFAULT, ...more });

describe('a ballot', () => {
  test('[VO2] holds as many dots as a person has, and as many on one target as may be there', () => {
    expect(ballotFault(rules(), { a: 2, b: 2, c: 1 }, ANY)).toBeNull();
    expect(ballotFault(rules(), { a: 2, b: 2, c: 2 }, ANY)).toBe('too-many-dots');
    expect(ballotFault(rules(), { a: 3 }, ANY)).toBe('too-many-dots');
    expect(ballotFault(rules({ most: 5 }), { a: 5 }, ANY)).toBeNull();
    expect(ballotFault(rules(), {}, ANY)).toBeNull();
  });

  test('[VO4] is for what is there to be voted on', () => {
    expect(ballotFault(rules(), { a: 1, b: 1 }, { ...ANY, has: (id) => id === 'a' })).toBe('not-a-target');
  });

  test('[VO5] may leave out own ideas', () => {
    const targets: Targets = { ...ANY, isOwn: (id) => id === 'mine' };
    expect(ballotFault(rules({ own: false }), { a: 1, mine: 1 }, targets)).toBe('own-idea');
    expect(ballotFault(rules({ own: false }), { a: 1 }, targets)).toBeNull();
    expect(ballotFault(rules(), { mine: 1 }, targets)).toBeNull();
  });

  test('[VO2] made by clicks that are not greyed never holds too much, and no click changes another target', () => {
    const clicks = fc.array(
      fc.record({ target: fc.constantFrom('a', 'b', 'toString', 'd'), by: fc.constantFrom(1, -1) }),
    );
    fc.assert(
      fc.property(fc.nat(6), fc.nat(4), clicks, (dots, most, all) => {
        let ballot: Ballot = {};
        for (const { target, by } of all) {
          const next = withDot(ballot, target, by);
          if (ballotFault(rules({ dots, most }), next, ANY) !== null) continue;
          const change = { ...ballot, [target]: Math.max(0, dotsOn(ballot, target) + by) };
          for (const id of ['a', 'b', 'toString', 'd']) expect(dotsOn(next, id)).toBe(dotsOn(change, id));
          ballot = next;
        }
        expect(dotsIn(ballot)).toBeLessThanOrEqual(dots);
        expect(Object.values(ballot).every((on) => on > 0 && on <= most)).toBe(true);
      }),
    );
  });
});
