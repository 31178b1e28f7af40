import { below, type Random } from '../../bench/random.ts';

/** The plug is pulled at the `count`-th operation of this kind (`Op['is']` of the store) after the aim was taken. */
export interface Aim {
  readonly op: string;
  readonly count: number;
  /** Before its transaction, in it right before it is committed, or committed with nobody told yet. */
  readonly moment: 'before' | 'inside' | 'after';
}

export type Moment = { readonly is: 'random'; readonly afterMs: number } | ({ readonly is: 'aimed' } & Aim);

/** What is aimed at, and how many such operations come in about half a second of load; a new kind is one more line. */
const TARGETS: readonly { readonly op: string; readonly within: number }[] = [
  { op: 'commit', within: 12 },
  /** The silence ends: what is in the notebooks goes to the board. */
  { op: 'commitAll', within: 3 },
  { op: 'compact', within: 1 },
  { op: 'saveRoom', within: 6 },
];

const MOMENTS = ['before', 'inside', 'after'] as const;
/** Milliseconds of load before the plug is pulled at no matter what. */
const LOAD_MS = { least: 100, most: 900 };

export const randomMoments = (rounds: number, random: Random): Moment[] =>
  Array.from({ length: rounds }, () => ({
    is: 'random',
    afterMs: LOAD_MS.least + below(random, LOAD_MS.most - LOAD_MS.least),
  }));

/** Each target at each of its moments, once. */
export const aimedMoments = (random: Random): Moment[] =>
  TARGETS.flatMap(({ op, within }) =>
    MOMENTS.map((moment): Moment => ({ is: 'aimed', op, moment, count: 1 + below(random, within) })),
  );

/** So many moments: every second one at random, the others aimed. */
export function plannedMoments(rounds: number, random: Random): Moment[] {
  const aimed: Moment[] = [];
  while (aimed.length * 2 < rounds) aimed.push(...aimedMoments(random));
  return randomMoments(rounds, random).map((moment, at) => (at % 2 === 0 ? moment : (aimed[(at - 1) / 2] ?? moment)));
}

export const momentName = (moment: Moment): string =>
  moment.is === 'random' ? `after ${moment.afterMs} ms` : `${moment.moment} ${moment.op} ${moment.count}`;
