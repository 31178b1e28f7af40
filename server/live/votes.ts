import { m } from '#shared/messages/compiled/messages.js';
import { BOARD_VOTES_MAX } from '#shared/model/limits.ts';
import type { BoardInfo, RoomState } from '#shared/model/room.ts';
import { openVote, VOTE_DEFAULT, type ClosedVote, type OpenVote, type VoteRules } from '#shared/model/vote.ts';
import { refuse, type Refusal } from '../board/refusal.ts';

/** The votes of a room: opened, closed and dropped. What is in the ballots is not here. */

export interface Opening {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Only where people can vote then; one at a time. */
export function withVote(
  room: RoomState,
  { name, on, dots, most, own }: VoteRules & { readonly name: string },
  { id, now }: Opening,
): RoomState | Refusal {
  if (!isVoting(room)) return refuse('not-in-this-step');
  if (openVote(room.votes) !== null) return refuse('vote-open');
  if (room.votes.length >= BOARD_VOTES_MAX) return refuse('votes-full');
  const vote: OpenVote = { is: 'open', id, name, openedAt: now, on, dots, most, own };
  return { ...room, votes: [...room.votes, vote] };
}

/** Opens what belongs to the step in which the round has arrived, but not a second time: who goes back wants to see the result. */
export function withVoteOfStep(room: RoomState, { locale }: Pick<BoardInfo, 'locale'>, opening: Opening): RoomState {
  const step = room.agenda[room.current];
  if (step?.kind !== 'vote') return room;
  const name = nameOfStep(room, locale);
  if (room.votes.some((vote) => vote.name === name)) return room;
  const opened = withVote(room, { ...VOTE_DEFAULT, ...step, name }, opening);
  return 'refused' in opened ? room : opened;
}

export const isVoting = ({ agenda, current }: Pick<RoomState, 'agenda' | 'current'>): boolean =>
  agenda[current]?.kind === 'vote';

/** Like the step, with a number from the second one in the agenda on. */
function nameOfStep({ agenda, current }: RoomState, locale: BoardInfo['locale']): string {
  const number = agenda.slice(0, current + 1).filter(({ kind }) => kind === 'vote').length;
  return number > 1 ? m.vote_numbered({ number }, { locale }) : m.step_vote({}, { locale });
}

export function withClosed(room: RoomState, closed: ClosedVote): RoomState {
  return { ...room, votes: room.votes.map((vote) => (vote.id === closed.id ? closed : vote)) };
}

export function withoutVote(room: RoomState, id: string): RoomState | Refusal {
  if (!room.votes.some((vote) => vote.id === id)) return refuse('no-such-vote');
  const { shown } = room;
  return {
    ...room,
    votes: room.votes.filter((vote) => vote.id !== id),
    shown: shown.is === 'result' && shown.id === id ? { is: 'step' } : shown,
  };
}
