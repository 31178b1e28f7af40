import { expect, test } from 'vitest';
import { NEW_ROOM, type RoomState } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import { VOTE_DEFAULT, type Ballot } from '#shared/model/vote.ts';
import type { StoredBallot } from '../store/store.ts';
import { Voting } from './voting.ts';

const VOTE = 'vote-0123456789';
const room: RoomState = {
  ...NEW_ROOM,
  agenda: [{ kind: 'vote' }],
  votes: [{ ...VOTE_DEFAULT, is: 'open', id: VOTE, name: 'Ideen', openedAt: 1, own: false }],
};

const seat = (participantId: string, more: Partial<Seat> = {}): Seat => ({
  ...{ participantId, role: 'participant', sector: 'industry' },
  ...more,
});

/** A table of a moderator, two people and two stand-ins; each idea is called after who wrote it. */
function voting() {
  const seats = [
    seat('moderator', { role: 'moderator' }),
    seat('second', { role: 'moderator' }),
    ...[seat('nora'), seat('ben')],
    ...[seat('opa', { standIn: true }), seat('oma', { standIn: true })],
  ];
  const people = new Map(seats.map((each) => [each.participantId, each]));
  const rows: StoredBallot[] = [];
  const it = new Voting(
    {
      board: { id: 'board-0123456789', anonymous: false },
      epoch: 1,
      roster: { get: (id) => people.get(id), people: () => people.values() },
      targets: { among: async (ids) => new Map(ids.map((id) => [id, id])), carriedFrom: async () => new Set() },
      store: { saveBallot: async (ballot) => (rows.push(ballot), 'saved') },
    },
    [],
  );
  const cast = async (by: string, ballot: Ballot, standIn?: string) => {
    const refused = await it.cast(room, { is: 'cast', vote: VOTE, ballot, ...(standIn ? { by: standIn } : {}) }, by);
    return refused?.refused ?? 'ok';
  };
  return { it, people, rows, cast };
}

test('[VO12] moderators vote for stand-ins, each with a budget of their own, and nobody else does', async () => {
  const { it, cast } = voting();
  expect(await cast('moderator', { nora: 2, ben: 2, oma: 1 })).toBe('ok');
  expect(await cast('moderator', { nora: 2, ben: 2, oma: 1 }, 'opa')).toBe('ok');
  expect(await cast('moderator', { nora: 2, ben: 2, oma: 2 }, 'opa')).toBe('too-many-dots');
  expect(await cast('moderator', { opa: 1 }, 'opa')).toBe('own-idea');
  expect(await cast('nora', { ben: 1 }, 'opa')).toBe('not-allowed');
  expect(await cast('moderator', { ben: 1 }, 'nora')).toBe('no-such-person');
  expect(it.counts).toEqual({ voted: 1, standInsVoted: 1, eligible: 3 });
  expect(await it.closed(room, VOTE, 9)).toMatchObject({
    votes: [
      { is: 'closed', closedAt: 9, tally: { voters: 1, standIns: 1, eligible: 3, rows: [{ people: 2 }, {}, {}] } },
    ],
  });
});

test('[VO12] what a moderator entered for stand-ins comes back to that moderator, while they are one', async () => {
  const { it, people, cast } = voting();
  await cast('moderator', { nora: 1 }, 'opa');
  await cast('second', { ben: 1 }, 'oma');
  await cast('second', { ben: 2 });
  expect(it.of('moderator')).toEqual({ opa: { nora: 1 } });
  expect(it.of('second')).toEqual({ oma: { ben: 1 }, second: { ben: 2 } });
  expect(it.of('opa')).toEqual({ opa: { nora: 1 } });
  people.set('second', seat('second'));
  expect(it.of('second')).toEqual({ second: { ben: 2 } });
});

test('[VO12] moderators are counted among those who could vote when they do', async () => {
  const { it, cast } = voting();
  expect(it.counts.eligible).toBe(2);
  await cast('second', { ben: 1 });
  expect(it.counts).toMatchObject({ voted: 1, eligible: 3 });
});

test('[VO15] whoever loses their seat takes their ballot along, from the store too', async () => {
  const { it, people, rows, cast } = voting();
  await cast('nora', { ben: 2 });
  await cast('ben', { nora: 1 });
  people.delete('nora');
  expect(it.counts).toMatchObject({ voted: 1, eligible: 1 });
  await it.dropUnseated();
  expect(rows.at(-1)).toMatchObject({ voter: 'nora', ballot: {} });
  expect(await it.closed(room, VOTE, 9)).toMatchObject({ votes: [{ tally: { rows: [{ target: 'nora', dots: 1 }] } }] });
  expect([...it.forget(VOTE)]).toEqual(['ben']);
  expect(it.counts.voted).toBe(0);
});
