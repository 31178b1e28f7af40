import { expect, test } from 'vitest';
import { NEW_ROOM, type RoomSnapshot } from '#shared/model/room.ts';
import { VOTE_DEFAULT } from '#shared/model/vote.ts';
import type { Command } from '#shared/wire/live.ts';
import { problemUrn } from '#shared/wire/problem.ts';
import type { Answer } from '../session/answer.ts';
import { Orders } from './orders.svelte.ts';

const VOTE = { ...VOTE_DEFAULT, is: 'open', id: 'vote-0123456789', name: 'Ideen', openedAt: 0 } as const;
const GO_ON = { is: 'go-to-step', step: 1 } as const;

/** Somebody who leads a round in which people vote; the server obeys, unless it is told to refuse. */
function leading(more: Partial<RoomSnapshot> = {}) {
  const agenda = [{ kind: 'vote' }, { kind: 'plan' }];
  const room = { ...NEW_ROOM, agenda, votes: [VOTE], board: { anonymous: false }, ...more } as unknown as RoomSnapshot;
  const given: Command[] = [];
  const warned: string[] = [];
  const server = { refuses: false };
  const problem = { type: problemUrn('server-busy'), status: 503, title: 'Gerade nicht.' };
  const command = (it: Command): Promise<Answer<number>> => {
    given.push(it);
    return Promise.resolve(server.refuses ? { is: 'problem', problem } : { is: 'here', value: 1 });
  };
  const board = { room, command, clock: { now: () => 0 }, counts: null, me: { role: 'moderator' } };
  const notices = { tell: () => undefined, warn: (sentence: string) => warned.push(sentence) };
  const orders = new Orders(...([board, notices] as unknown as ConstructorParameters<typeof Orders>));
  return { orders, given, warned, server };
}

test('[VO40] who goes on while a vote is open is asked what becomes of it', async () => {
  const { orders, given } = leading();
  await orders.give(GO_ON);
  expect(orders.asks).toEqual({ about: 'vote', vote: VOTE, order: GO_ON });
  orders.refrain();
  expect([orders.asks, given]).toEqual([null, []]);
});

test('[VO40] it is left open, or closed first', async () => {
  const { orders, given } = leading();
  await orders.give(GO_ON);
  await orders.confirm();
  expect(given.splice(0)).toEqual([GO_ON]);
  await orders.give(GO_ON);
  await orders.closeFirst();
  expect([orders.asks, given]).toEqual([null, [{ is: 'close-vote', vote: VOTE.id }, GO_ON]]);
});

test('[VO40] where the vote could not be closed the round stays, and it is told', async () => {
  const { orders, given, warned, server } = leading();
  server.refuses = true;
  await orders.give(GO_ON);
  await orders.closeFirst();
  expect([given, warned]).toEqual([[{ is: 'close-vote', vote: VOTE.id }], ['Gerade nicht.']]);
});

test('[VO40] where notebooks would be opened too, both are asked, one after the other', async () => {
  const { orders, given } = leading({ revealing: { left: 2, now: null } });
  await orders.give(GO_ON);
  expect(orders.asks).toMatchObject({ about: 'reveal' });
  await orders.confirm();
  expect([orders.asks, given]).toMatchObject([{ about: 'vote' }, []]);
  await orders.confirm();
  expect(given).toEqual([GO_ON]);
});
