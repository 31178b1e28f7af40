import { expect, test } from 'vitest';
import type { ClosedVote, OpenVote } from '#shared/model/vote.ts';
import type { Order } from '#shared/wire/live.ts';
import { leavesOpen } from './leaves-open.ts';

const HEAD = { name: 'Punkten', on: 'ideas', dots: 5, most: 2, own: true, openedAt: 1 } as const;
const TALLY = { voters: 0, standIns: 0, eligible: 0, sectors: [], rows: [] };
const OPEN: OpenVote = { ...HEAD, is: 'open', id: 'open-0123456789' };
const CLOSED: ClosedVote = { ...HEAD, is: 'closed', id: 'closed-012345678', closedAt: 2, tally: TALLY };
const agenda = [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'plan' }] as const;
const go = (step: number): Order => ({ is: 'go-to-step', step });

test('[VO40] only who leaves the step of voting while a vote is open leaves it open', () => {
  const voting = { agenda, current: 1, votes: [CLOSED, OPEN] };
  expect([leavesOpen(voting, go(2)), leavesOpen(voting, go(0))]).toEqual([OPEN, OPEN]);
  expect(leavesOpen(voting, go(1))).toBeNull();
  expect(leavesOpen({ ...voting, votes: [CLOSED] }, go(2))).toBeNull();
  expect(leavesOpen({ ...voting, current: 0 }, go(2))).toBeNull();
  expect(leavesOpen(voting, { is: 'set-lock', locked: true })).toBeNull();
});
