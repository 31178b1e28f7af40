import type { BoardInfo, Counts, RoomState } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import { openVote, type Ballot, type OpenVote, type VoteTargets } from '#shared/model/vote.ts';
import { mayLead } from '#shared/rules/may.ts';
import { tallyOf } from '#shared/rules/tally.ts';
import { ballotFault, isOverBudget, type BallotFault } from '#shared/rules/vote.ts';
import type { Mine, Say } from '#shared/wire/live.ts';
import { refuse, type Refusal } from '../board/refusal.ts';
import type { KeptBallot, Store } from '../store/store.ts';
import type { Roster } from './roster.ts';
import { isVoting, withClosed } from './votes.ts';

/** What a vote has to know of the board. */
export interface RoomTargets {
  /** Those of these ids that can be voted on now, with who wrote them; null where nobody did, or it must not be known. */
  among(ids: readonly string[], on: VoteTargets): Promise<ReadonlyMap<string, string | null>>;
  /** Ids of ideas that came to the board from this person's notebook. */
  carriedFrom(participantId: string): Promise<ReadonlySet<string>>;
}

export interface VotingParts {
  readonly board: Pick<BoardInfo, 'id' | 'anonymous'>;
  readonly epoch: number;
  readonly roster: Pick<Roster, 'get' | 'people'>;
  readonly targets: RoomTargets;
  readonly store: Pick<Store, 'saveBallot'>;
}

type Cast = Extract<Say, { readonly is: 'cast' }>;

/** The ballots of one board's open vote. They are told to nobody but those who cast them, and forgotten when it ends. */
export class Voting {
  readonly #parts: VotingParts;
  /** By voter; without empty ones. */
  readonly #ballots: Map<string, KeptBallot>;

  constructor(parts: VotingParts, kept: readonly KeptBallot[]) {
    this.#parts = parts;
    this.#ballots = new Map(kept.map((ballot) => [ballot.voter, ballot]));
  }

  get counts(): Pick<Counts, 'voted' | 'standInsVoted' | 'eligible'> {
    const people = [...this.#parts.roster.people()];
    const voters = people.filter(({ participantId }) => this.#ballots.has(participantId));
    const voted = voters.filter((seat) => !seat.standIn).length;
    return {
      voted,
      standInsVoted: voters.length - voted,
      eligible: people.filter((seat) => this.#couldVote(seat)).length,
    };
  }

  /** One's own ballot, and a moderator's of stand-ins, by voter. */
  of(participantId: string): Mine['ballots'] {
    const seat = this.#parts.roster.get(participantId);
    const leads = seat !== undefined && mayLead(seat) === null;
    const own = [...this.#ballots.values()].filter(
      ({ voter, by }) => voter === participantId || (leads && by === participantId),
    );
    return Object.fromEntries(own.map(({ voter, ballot }) => [voter, ballot]));
  }

  /** Resolves to null when the ballot is on disk. */
  async cast(room: RoomState, cast: Cast, by: string): Promise<Refusal | null> {
    const vote = openVote(room.votes);
    if (vote?.id !== cast.vote) return refuse('no-such-vote');
    if (!isVoting(room)) return refuse('not-in-this-step');
    const voter = this.#voterOf(cast, by);
    if ('refused' in voter) return voter;
    const fault = await this.#faultOf(vote, cast.ballot, voter);
    return fault === null
      ? this.#save({ vote: vote.id, voter: voter.participantId, by, ballot: cast.ballot })
      : refuse(fault);
  }

  /** The room with the tally of its open vote. */
  async closed(room: RoomState, id: string, now: number): Promise<RoomState | Refusal> {
    const vote = openVote(room.votes);
    if (vote?.id !== id) return refuse('no-such-vote');
    const kept = [...this.#ballots.values()];
    const there = await this.#parts.targets.among(
      kept.flatMap(({ ballot }) => Object.keys(ballot)),
      vote.on,
    );
    const ballots = kept.flatMap(({ voter, ballot }) => {
      const seat = this.#parts.roster.get(voter);
      return seat ? [{ ballot, sector: seat.sector, standIn: seat.standIn === true }] : [];
    });
    const { eligible } = this.counts;
    const tally = tallyOf({ ballots, eligible, has: (target) => there.has(target) });
    return withClosed(room, { ...vote, is: 'closed', closedAt: now, tally });
  }

  /** The vote has ended. Gives the people who cast ballots in it. */
  forget(vote: string): ReadonlySet<string> {
    const gone = [...this.#ballots.values()].filter((ballot) => ballot.vote === vote);
    for (const { voter } of gone) this.#ballots.delete(voter);
    return new Set(gone.map(({ by }) => by));
  }

  /** Whoever lost their seat takes their ballot along. */
  async dropUnseated(): Promise<void> {
    const gone = [...this.#ballots.values()].filter(({ voter }) => this.#parts.roster.get(voter) === undefined);
    await Promise.all(gone.map((kept) => this.#save({ ...kept, ballot: {} })));
  }

  #couldVote({ participantId, role, standIn }: Seat): boolean {
    return !standIn && (role === 'participant' || this.#ballots.has(participantId));
  }

  /** Who votes: the person who says so, or the stand-in for whom a moderator does. */
  #voterOf({ by: standIn }: Cast, by: string): Seat | Refusal {
    const { roster } = this.#parts;
    const seat = roster.get(by);
    if (seat === undefined) return refuse('not-allowed');
    if (standIn === undefined) return seat;
    if (mayLead(seat) !== null) return refuse('not-allowed');
    const other = roster.get(standIn);
    return other?.standIn ? other : refuse('no-such-person');
  }

  async #faultOf(vote: OpenVote, ballot: Ballot, voter: Seat): Promise<BallotFault | null> {
    if (isOverBudget(vote, ballot)) return 'too-many-dots';
    const { targets } = this.#parts;
    const there = await targets.among(Object.keys(ballot), vote.on);
    const carried = await this.#carriedFrom(vote, voter);
    const isOwn = (id: string) => there.get(id) === voter.participantId || carried.has(id);
    return ballotFault(vote, ballot, { has: (id) => there.has(id), isOwn });
  }

  /** On anonymous boards only the voter's own notebook tells whose an idea is, and only the voter learns what it says. */
  async #carriedFrom(vote: OpenVote, { participantId, standIn }: Seat): Promise<ReadonlySet<string>> {
    const { board, targets } = this.#parts;
    return vote.own || standIn || !board.anonymous ? new Set() : targets.carriedFrom(participantId);
  }

  async #save(kept: KeptBallot): Promise<Refusal | null> {
    const { board, epoch, store } = this.#parts;
    const done = await store.saveBallot({ ...kept, boardId: board.id, epoch });
    if (done === 'no-board') return refuse('no-such-board');
    if (done === 'fenced') return refuse('server-busy');
    if (Object.keys(kept.ballot).length > 0) this.#ballots.set(kept.voter, kept);
    else this.#ballots.delete(kept.voter);
    return null;
  }
}
