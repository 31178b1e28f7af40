import { dotsIn, dotsOn, type Ballot, type VoteRules } from '../model/vote.ts';

/** Why a ballot does not count as it is; the server's problem has the same name. */
export type BallotFault = 'too-many-dots' | 'not-a-target' | 'own-idea';

/** What a vote asks about an idea or cluster, as it is now. */
export interface Targets {
  /** It is there to be voted on: an idea that stands on the wall, or a cluster. */
  readonly has: (id: string) => boolean;
  /** The voter wrote it. */
  readonly isOwn: (id: string) => boolean;
}

/** What is wrong with a ballot; null: nothing. The client greys by it what the server would refuse. */
export function ballotFault(rules: VoteRules, ballot: Ballot, targets: Targets): BallotFault | null {
  const chosen = Object.keys(ballot);
  if (isOverBudget(rules, ballot)) return 'too-many-dots';
  if (!chosen.every(targets.has)) return 'not-a-target';
  return !rules.own && chosen.some(targets.isOwn) ? 'own-idea' : null;
}

/** Needs no look at the board. */
export const isOverBudget = ({ dots, most }: VoteRules, ballot: Ballot): boolean =>
  dotsIn(ballot) > dots || Object.values(ballot).some((on) => on > most);

/** The ballot with one dot more or less on a target. */
export function withDot(ballot: Ballot, target: string, by: 1 | -1): Ballot {
  const { [target]: _, ...others } = ballot;
  const dots = dotsOn(ballot, target) + by;
  return dots > 0 ? { ...others, [target]: dots } : others;
}
