import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Idea } from '#shared/model/board.ts';
import { NEW_ROOM, type RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import { VOTE_DEFAULT, type Ballot, type VoteRules } from '#shared/model/vote.ts';
import type { Mine, Say } from '#shared/wire/live.ts';
import { problemUrn } from '#shared/wire/problem.ts';
import type { Answer } from '../session/answer.ts';
import { castByKey, Casting } from './casting.svelte.ts';

const VOTE = 'vote-0123456789';
const NORA = 'nora-0123456789';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Casts = Extract<Say, { is: 'cast' }>;

/** A table in a vote, seen by Nora; the test answers what she says. */
function voting(rules: Partial<VoteRules> = {}, standIns: readonly string[] = []) {
  const vote = { ...VOTE_DEFAULT, ...rules, is: 'open', id: VOTE, name: 'Ideen', openedAt: 0 } as const;
  const me: Seat = { participantId: NORA, role: 'moderator', sector: 'other' };
  let room = $state.raw({
    ...NEW_ROOM,
    agenda: [{ kind: 'vote' }],
    votes: [vote],
    roster: [me, ...standIns.map((participantId) => ({ ...me, participantId, standIn: true as const }))],
  } as unknown as RoomSnapshot);
  let mine = $state.raw<Mine>({ done: false, ballots: {} });
  const idea = (id: string, more: Partial<Idea> = {}): [string, Idea] => [
    id,
    { id, text: id, author: id === 'own' ? NORA : null, sector: 'other', createdAt: 0, ...more },
  ];
  const ideas = new Map([idea('a'), idea('b'), idea('c'), idea('own'), idea('hidden', { hidden: true })]);
  const asked: { say: Casts; answer: (answer: Answer<number>) => void }[] = [];
  const casting = new Casting({
    get room() {
      return room;
    },
    get mine() {
      return mine;
    },
    me,
    asking: { anonymous: false },
    notebook: { of: () => null },
    view: { ideas, clusters: new Map() },
    say: (say: Casts) => new Promise<Answer<number>>((answer) => asked.push({ say, answer })),
  } as unknown as ConstructorParameters<typeof Casting>[0]);
  /** The server keeps the ballot and tells so. */
  const kept = async (index: number): Promise<void> => {
    const { say, answer } = asked[index] ?? fail();
    mine = { ...mine, ballots: { ...mine.ballots, [say.by ?? NORA]: say.ballot } };
    answer({ is: 'here', value: 1 });
    await vi.advanceTimersByTimeAsync(0);
  };
  const refused = async (index: number, type: 'too-many-dots' | 'too-fast'): Promise<void> => {
    (asked[index] ?? fail()).answer({
      is: 'problem',
      problem: { type: problemUrn(type), status: 409, title: 'Nein.' },
    });
    await vi.advanceTimersByTimeAsync(0);
  };
  const ballots = (): Ballot[] => asked.map(({ say }) => say.ballot);
  const tell = (ballot: Ballot): void => void (mine = { done: false, ballots: { [NORA]: ballot } });
  const goOn = (): void => void (room = { ...room, agenda: [{ kind: 'plan' }] });
  return { casting, asked, ballots, kept, refused, tell, goOn, ideas };
}

function fail(): never {
  throw new Error('nothing was said');
}

test('[VO20] dots are shown at once, and the whole ballot is sent, one at a time', async () => {
  const { casting, ballots, kept } = voting();
  casting.add('a');
  casting.add('a');
  casting.add('b');
  expect([casting.ballot, casting.left, casting.sign.is]).toEqual([{ a: 2, b: 1 }, 2, 'counting']);
  expect(ballots()).toEqual([{ a: 1 }]);
  await kept(0);
  expect(ballots()).toEqual([{ a: 1 }, { a: 2, b: 1 }]);
  expect(casting.sign.is).toBe('counting');
  await kept(1);
  expect([casting.ballot, casting.sign.is]).toEqual([{ a: 2, b: 1 }, 'counted']);
  casting.remove('a');
  expect(casting.ballot).toEqual({ a: 1, b: 1 });
});

test('[VO20] what the server would refuse cannot be given', () => {
  const { casting, asked } = voting({ dots: 3, own: false });
  for (const id of ['own', 'hidden', 'nothing', 'a', 'a', 'a', 'b', 'c']) casting.add(id);
  expect(casting.ballot).toEqual({ a: 2, b: 1 });
  expect(casting.left).toBe(0);
  for (const id of ['own', 'a', 'c']) expect(casting.whyNot(id)).not.toBeNull();
  expect(asked).toHaveLength(1);
});

test('[VO22] what is refused is undone, and says why', async () => {
  const { casting, kept, refused } = voting();
  casting.add('a');
  await kept(0);
  casting.add('b');
  expect(casting.ballot).toEqual({ a: 1, b: 1 });
  await refused(1, 'too-many-dots');
  expect(casting.ballot).toEqual({ a: 1 });
  expect(casting.sign).toEqual({ is: 'refused', why: 'Nein.' });
  casting.add('c');
  expect(casting.sign.is).toBe('counting');
});

test('[VO22] what does not get through is kept, told, and sent again', async () => {
  const { casting, asked, ballots, kept, refused } = voting();
  casting.add('a');
  asked[0]?.answer({ is: 'unreachable' });
  await vi.advanceTimersByTimeAsync(100);
  expect([casting.ballot, casting.sign.is]).toEqual([{ a: 1 }, 'away']);
  await vi.advanceTimersByTimeAsync(2_000);
  await refused(1, 'too-fast');
  expect(casting.sign.is).toBe('away');
  await vi.advanceTimersByTimeAsync(2_000);
  await kept(2);
  expect(ballots()).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  expect(casting.sign.is).toBe('counted');
});

test('[VO23] what was counted before is shown again, and dots on what is gone are free', () => {
  const { casting, tell, ideas } = voting();
  tell({ a: 2, b: 1 });
  expect([casting.ballot, casting.left, casting.sign.is]).toEqual([{ a: 2, b: 1 }, 2, 'counted']);
  ideas.delete('a');
  tell({ a: 2, b: 1, c: 1 });
  expect([casting.ballot, casting.left]).toEqual([{ b: 1, c: 1 }, 3]);
});

test('[VO12] a moderator votes for a stand-in with that one’s dots', async () => {
  const { casting, asked, kept } = voting({}, ['opa']);
  casting.add('a');
  await kept(0);
  casting.voteFor('opa');
  expect([casting.ballot, casting.left]).toEqual([{}, 5]);
  casting.add('b');
  expect(asked[1]?.say).toEqual({ is: 'cast', vote: VOTE, ballot: { b: 1 }, by: 'opa' });
  await kept(1);
  casting.voteFor(null);
  expect(casting.ballot).toEqual({ a: 1 });
});

test('[VO20] D and V put dots on what has the focus, Shift takes them off, and other keys do nothing', () => {
  const { casting, goOn } = voting();
  const key = (key: string, more: Partial<KeyboardEvent> = {}) =>
    castByKey(
      { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more } as KeyboardEvent,
      casting,
      'a',
    );
  expect([key('d'), key('v')]).toEqual([true, true]);
  expect(casting.dotsOn('a')).toBe(2);
  expect(key('D', { shiftKey: true })).toBe(true);
  expect(casting.dotsOn('a')).toBe(1);
  expect([key('x'), key('d', { ctrlKey: true })]).toEqual([false, false]);
  goOn();
  expect([casting.vote, key('d')]).toEqual([null, false]);
});
