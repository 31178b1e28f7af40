import { expect, test } from 'vitest';
import { BOARD_VOTES_MAX } from '#shared/model/limits.ts';
import { NEW_ROOM, type RoomState } from '#shared/model/room.ts';
import type { Agenda } from '#shared/model/step.ts';
import { VOTE_DEFAULT } from '#shared/model/vote.ts';
import { withClosed, withoutVote, withVote, withVoteOfStep } from './votes.ts';

const AGENDA: Agenda = [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'vote', on: 'clusters', dots: 3 }];
const room = (current: number, more: Partial<RoomState> = {}): RoomState => ({
  ...NEW_ROOM,
  agenda: AGENDA,
  current,
  ...more,
});
const opening = { id: 'vote-0123456789', now: 5 };
const rules = { ...VOTE_DEFAULT, name: 'Ideen' };
const tally = { voters: 0, standIns: 0, eligible: 0, sectors: [], rows: [] };

test('[VO1] a step of voting brings a vote by its settings, in the language of the board, numbered from the second one on', () => {
  const inGerman = (current: number) => withVoteOfStep(room(current), { locale: 'de' }, opening).votes;
  expect(inGerman(0)).toEqual([]);
  expect(inGerman(1)).toEqual([{ is: 'open', id: opening.id, name: 'Punkten', openedAt: 5, ...VOTE_DEFAULT }]);
  expect(inGerman(2)).toMatchObject([{ name: 'Punkten 2', on: 'clusters', dots: 3, most: VOTE_DEFAULT.most }]);
  expect(withVoteOfStep(room(2), { locale: 'en' }, opening).votes).toMatchObject([{ name: 'Vote 2' }]);
});

test('[VO1] whoever comes back to the step finds the vote that was, open or closed', () => {
  const entered = withVoteOfStep(room(1), { locale: 'de' }, opening);
  const again = (was: RoomState) => withVoteOfStep(was, { locale: 'de' }, { id: 'another-vote-1', now: 9 });
  expect(again(entered)).toBe(entered);
  const [open] = entered.votes;
  if (open?.is !== 'open') throw new Error('no vote is open');
  const closed = withClosed(entered, { ...open, is: 'closed', closedAt: 8, tally });
  expect(again(closed)).toBe(closed);
});

test('[VO11] one vote at a time, and only where people vote', () => {
  expect(withVote(room(0), rules, opening)).toEqual({ refused: 'not-in-this-step' });
  const opened = withVote(room(1), rules, opening) as RoomState;
  expect(opened.votes).toEqual([{ is: 'open', id: opening.id, openedAt: 5, ...rules }]);
  expect(withVote(opened, rules, opening)).toEqual({ refused: 'vote-open' });
});

test('[VO11] a board keeps as many votes as it may, and then has to drop one', () => {
  const closed = (at: number) =>
    ({ ...rules, ...opening, openedAt: 0, id: `vote-${at}`, is: 'closed', closedAt: 1, tally }) as const;
  const full = room(1, { votes: Array.from({ length: BOARD_VOTES_MAX }, (_, at) => closed(at)) });
  expect(withVote(full, rules, opening)).toEqual({ refused: 'votes-full' });
  expect(withVoteOfStep(full, { locale: 'de' }, opening)).toBe(full);
  expect(withVote(withoutVote(full, 'vote-7') as RoomState, rules, opening)).not.toHaveProperty('refused');
});

test('[VO11] a vote that is dropped is no longer shown, and one that is not there cannot be', () => {
  const opened = withVote(room(1), rules, opening) as RoomState;
  const shown = { ...opened, shown: { is: 'result', id: opening.id } } as const;
  expect(withoutVote(shown, opening.id)).toEqual({ ...opened, votes: [], shown: { is: 'step' } });
  expect(withoutVote(shown, 'another-vote-1')).toEqual({ refused: 'no-such-vote' });
});
