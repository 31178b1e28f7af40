import { DOTS_PROPOSED_MAX } from './limits.ts';

/** What people put dots on. */
export const VOTE_TARGETS = ['ideas', 'clusters'] as const;
export type VoteTargets = (typeof VOTE_TARGETS)[number];

export interface VoteRules {
  readonly on: VoteTargets;
  /** Dots that each person has. */
  readonly dots: number;
  /** Dots that one person may put on one target. */
  readonly most: number;
  /** Whether people may put dots on their own ideas. */
  readonly own: boolean;
}

export const VOTE_DEFAULT: VoteRules = { on: 'ideas', dots: 5, most: 2, own: true };

/** What the moderation method advises: half as many dots as there are targets. */
export const dotsFor = (targets: number): number => Math.max(1, Math.min(DOTS_PROPOSED_MAX, Math.round(targets / 2)));

/** A named round of dot voting. Several of one evening stay beside each other. */
export type Vote = OpenVote | ClosedVote;

interface VoteHead extends VoteRules {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

export interface OpenVote extends VoteHead {
  readonly is: 'open';
}

export interface ClosedVote extends VoteHead {
  readonly is: 'closed';
  readonly closedAt: number;
  readonly tally: Tally;
}

/** The counted result. Who chose what is not in it, and nowhere else any more. */
export interface Tally {
  /** People who put at least one dot, stand-ins not counted. */
  readonly voters: number;
  /** Stand-ins for whom somebody put at least one dot. */
  readonly standIns: number;
  /** People who could have voted, stand-ins not counted. */
  readonly eligible: number;
  /** Sectors whose dots are told apart; empty where that could tell who chose what. */
  readonly sectors: readonly string[];
  /** Most dots first; without targets that nobody chose. */
  readonly rows: readonly TallyRow[];
}

export interface TallyRow {
  /** Id of the idea or cluster. */
  readonly target: string;
  readonly dots: number;
  /** How many put dots there, stand-ins included. */
  readonly people: number;
  /** Dots by sector id; only with the sectors of the tally. What is missing to `dots` came from all others. */
  readonly bySector: Readonly<Record<string, number>>;
}

/** One person's dots, by target. */
export type Ballot = Readonly<Record<string, number>>;

export const dotsIn = (ballot: Ballot): number => Object.values(ballot).reduce((sum, dots) => sum + dots, 0);

/** Ids are chosen by browsers, and some are also names of what every object inherits. */
export const dotsOn = (ballot: Ballot, target: string): number =>
  Object.hasOwn(ballot, target) ? (ballot[target] ?? 0) : 0;

export const openVote = (votes: readonly Vote[]): OpenVote | null => votes.find((vote) => vote.is === 'open') ?? null;
