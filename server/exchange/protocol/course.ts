import { m } from '#shared/messages/compiled/messages.js';
import type { Source } from '#shared/exchange/source.ts';
import { factsOf, isClosed } from '#shared/exchange/result.ts';

/** Something that happened at the table, as far as it left a time. */
export interface Event {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly what: string;
  readonly about: string | null;
}

/** The course of the evening: what was written, put to the vote and agreed on, in the order in which it began. */
export function courseOf(source: Source): Event[] {
  const { board, info, votes, locale } = source;
  const told = [
    eventOf(sinceOpened([...board.ideas.values()], info.createdAt), (count) =>
      m.protocol_collected({ count }, { locale }),
    ),
    ...votes.filter(isClosed).map((vote) => ({
      ...{ from: vote.openedAt, to: vote.closedAt },
      ...{ what: m.export_vote({ name: vote.name }, { locale }), about: factsOf(vote, locale) },
    })),
    eventOf(sinceOpened([...board.actions.values()], info.createdAt), (count) =>
      m.protocol_planned({ count }, { locale }),
    ),
  ];
  return told.filter((event) => event !== null).sort((a, b) => a.from - b.from);
}

/** What an import brought is older than the board. */
const sinceOpened = (things: readonly { readonly createdAt: number }[], opened: number): number[] =>
  things.map(({ createdAt }) => createdAt).filter((time) => time >= opened);

function eventOf(times: readonly number[], what: (count: number) => string): Event | null {
  if (times.length === 0) return null;
  const [from, to] = times.reduce(
    ([first, last], time) => [Math.min(first, time), Math.max(last, time)],
    [Infinity, -Infinity],
  );
  return { from, to, what: what(times.length), about: null };
}

/** The day of the round: the last on which somebody did something that left a time. */
export const dayOf = (source: Source): number =>
  Math.min(source.now, Math.max(source.info.createdAt, ...courseOf(source).map(({ to }) => to)));
