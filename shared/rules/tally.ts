import { SECTOR_VOTERS_MIN } from '../model/limits.ts';
import { dotsOn, type Ballot, type Tally, type TallyRow } from '../model/vote.ts';

/** A ballot with what the tally may know of its voter. */
export interface CastBallot {
  readonly ballot: Ballot;
  readonly sector: string;
  readonly standIn: boolean;
}

export interface Counted {
  readonly ballots: readonly CastBallot[];
  /** People who could have voted, stand-ins not counted. */
  readonly eligible: number;
  /** What could be chosen and is still there. */
  readonly has: (target: string) => boolean;
}

/** Counts. Only what is still there counts, and dots are told by sector only where that tells nothing about anybody. */
export function tallyOf({ ballots, eligible, has }: Counted): Tally {
  const counted = ballots.map((cast) => ({ ...cast, ballot: onlyOn(cast.ballot, has) }));
  const sectors = sectorsToTell(counted.filter(({ ballot }) => isCast(ballot)));
  const targets = new Set(counted.flatMap(({ ballot }) => Object.keys(ballot)));
  return {
    voters: ballots.filter(({ ballot, standIn }) => isCast(ballot) && !standIn).length,
    standIns: ballots.filter(({ ballot, standIn }) => isCast(ballot) && standIn).length,
    eligible,
    sectors,
    rows: [...targets].map((target) => rowOf(target, counted, sectors)).sort(byDots),
  };
}

const isCast = (ballot: Ballot): boolean => Object.keys(ballot).length > 0;

const onlyOn = (ballot: Ballot, has: Counted['has']): Ballot =>
  Object.fromEntries(Object.entries(ballot).filter(([target]) => has(target)));

/**
 * Sectors with enough voters. Stand-ins hide nobody: whoever entered their dots can take them off again. The dots of all
 * others together are what is missing to the total, so these must be enough voters too, or no ballots at all; else the smallest
 * sector stays untold with them.
 */
function sectorsToTell(cast: readonly CastBallot[]): string[] {
  const voters = new Map<string, number>();
  for (const { sector, standIn } of cast) if (!standIn) voters.set(sector, (voters.get(sector) ?? 0) + 1);
  const told = [...voters].filter(([, count]) => count >= SECTOR_VOTERS_MIN).sort(byCount);
  const rest = cast.filter(({ sector }) => !told.some(([id]) => id === sector));
  const hidden = rest.filter(({ standIn }) => !standIn).length;
  if (rest.length > 0 && hidden < SECTOR_VOTERS_MIN) told.pop();
  return told.map(([sector]) => sector);
}

const byCount = ([a, ofA]: readonly [string, number], [b, ofB]: readonly [string, number]): number =>
  ofB - ofA || (a < b ? -1 : 1);

function rowOf(target: string, ballots: readonly CastBallot[], sectors: readonly string[]): TallyRow {
  const on = ballots.filter(({ ballot }) => dotsOn(ballot, target) > 0);
  const dotsOf = (some: readonly CastBallot[]) => some.reduce((sum, { ballot }) => sum + dotsOn(ballot, target), 0);
  return {
    target,
    dots: dotsOf(on),
    people: on.length,
    bySector: Object.fromEntries(sectors.map((id) => [id, dotsOf(on.filter(({ sector }) => sector === id))])),
  };
}

/** As many dots from more people come first; then by id, so that the order is the same everywhere. */
const byDots = (a: TallyRow, b: TallyRow): number =>
  b.dots - a.dots || b.people - a.people || (a.target < b.target ? -1 : 1);

/** The place of each row of a tally: those with as many dots share one, and the next ones are as many places behind. */
export const ranksOf = (rows: readonly Pick<TallyRow, 'dots'>[]): readonly number[] =>
  rows.map(({ dots }) => 1 + rows.findIndex((other) => other.dots === dots));
