import { m } from '#shared/messages/compiled/messages.js';
import { sectorName } from '#shared/exchange/source.ts';
import { isClosed } from '#shared/exchange/result.ts';
import type { OutlineIdea } from '#shared/exchange/outline.ts';
import type { ClosedVote, TallyRow, VoteTargets } from '#shared/model/vote.ts';
import { sharesOf } from './bars.ts';
import type { Press } from './press.ts';

/** What a vote gave, by target. */
export interface Dots {
  readonly rows: ReadonlyMap<string, TallyRow>;
  /** The most that one got. */
  readonly most: number;
  /** The dots of one in words, by sector as far as the tally tells. */
  readonly words: (row: TallyRow) => string;
}

/** The last vote on ideas, or on clusters: what the lists show beside their entries. Null when there was none. */
export function lastDots(press: Press, on: VoteTargets): Dots | null {
  const vote = press.source.votes.filter(isClosed).findLast((vote) => vote.on === on && vote.tally.rows.length > 0);
  return vote ? dotsOf(press, vote) : null;
}

export const dotsOf = (press: Press, { tally }: ClosedVote): Dots => ({
  rows: new Map(tally.rows.map((row) => [row.target, row])),
  most: Math.max(1, ...tally.rows.map(({ dots }) => dots)),
  words: (row) => wordsOf(press, row),
});

function wordsOf(press: Press, row: TallyRow): string {
  const { locale, info } = press.source;
  const shares = sharesOf(row, press);
  const parts = shares.map(({ sector, count }) => {
    const told = info.sectors.find(({ id }) => id === sector);
    return `${told ? sectorName(told, locale) : m.vote_rest({}, { locale })} ${count}`;
  });
  const sum = m.protocol_dots({ count: row.dots }, { locale });
  return shares.some(({ sector }) => sector !== null) ? `${sum} (${parts.join(', ')})` : sum;
}

/** Most dots first, and else as they lie. */
export const byDots = (ideas: readonly OutlineIdea[], dots: Dots | null): readonly OutlineIdea[] =>
  dots === null
    ? ideas
    : [...ideas].sort((a, b) => (dots.rows.get(b.idea.id)?.dots ?? 0) - (dots.rows.get(a.idea.id)?.dots ?? 0));
