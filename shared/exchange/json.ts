import { byAge, type Action, type Cluster, type Idea } from '../model/board.ts';
import type { BoardInfo } from '../model/room.ts';
import type { Seat } from '../model/seat.ts';
import type { ClosedVote } from '../model/vote.ts';
import { shownIn } from './agreed.ts';
import { headsIn, outlineOf, listed } from './outline.ts';
import { isClosed } from './result.ts';
import { saidOf, type Said } from './said.ts';
import type { Source } from './source.ts';

export const COPY_FORMAT = 'tafelrunde/board';
export const COPY_VERSION = 1;

/**
 * A board as one JSON file: our own format, which an import takes back. Times are milliseconds since 1970, places and
 * points as in the board document. It holds what is shown at the table, and neither code nor tokens nor hidden ideas; on
 * an anonymous board no authors. Readers ignore what they don't know; a new `version` comes only when that would mislead.
 */
export interface BoardCopy {
  readonly format: typeof COPY_FORMAT;
  readonly version: typeof COPY_VERSION;
  readonly exportedAt: number;
  readonly board: Pick<BoardInfo, 'title' | 'question' | 'sectors' | 'anonymous' | 'locale' | 'createdAt'>;
  /** Who wrote an idea or a comment, set a mark, or is named by an action; `id` is what `author`, `by`, `createdBy`, `who` and `accepted` name. */
  readonly people: readonly CopiedPerson[];
  /** In the order in which people read the board. */
  readonly ideas: readonly Idea[];
  readonly clusters: readonly Cluster[];
  /** With their tallies; an import leaves them out, since they were another round's. */
  readonly votes: readonly Omit<ClosedVote, 'is'>[];
  /** Oldest first; readers of older files find none. */
  readonly actions: readonly Action[];
  /** Of the ideas above; an import leaves both out, since they were said by the people of this table. */
  readonly comments: Said['comments'];
  readonly marks: Said['marks'];
}

export interface CopiedPerson {
  readonly id: string;
  readonly name?: string;
  readonly organisation?: string;
  readonly sector: string;
}

export function copyOf(source: Source): BoardCopy {
  const { board, info, now } = source;
  const { title, question, sectors, anonymous, locale, createdAt } = info;
  const outline = outlineOf(board);
  const shown = listed(headsIn(outline)).map(({ idea }) => (anonymous ? withoutAuthor(idea) : idea));
  const all = shownIn(outline);
  const actions = actionsOf(source, all);
  const said = saidOf(source, all);
  return {
    format: COPY_FORMAT,
    version: COPY_VERSION,
    exportedAt: now,
    board: { title, ...(question === undefined ? {} : { question }), sectors, anonymous, locale, createdAt },
    people: peopleIn(
      [
        ...(anonymous ? [] : shown.map(({ author }) => author)),
        ...said.comments.map(({ author }) => author),
        ...said.marks.map(({ by }) => by),
        ...actions.flatMap(({ who }) => who),
      ],
      source.roster,
    ),
    ideas: shown,
    clusters: outline.clusters.map(({ cluster }) => (anonymous ? { ...cluster, createdBy: null } : cluster)),
    votes: source.votes.filter(isClosed).map(({ is: _, ...vote }) => vote),
    actions,
    ...said,
  };
}

export const boardToJson = (source: Source): string => JSON.stringify(copyOf(source), null, 2) + '\n';

function withoutAuthor({ from: _, ...idea }: Idea): Idea {
  return { ...idea, author: null };
}

/** Without what an action says of things or people that it does not show: what is hidden, and words of those no longer named. */
const actionsOf = ({ board }: Source, shown: ReadonlyMap<string, string>): Action[] =>
  [...board.actions.values()].sort(byAge).map(({ on, ...action }) => ({
    ...action,
    accepted: action.accepted.filter((id) => action.who.includes(id)),
    ...(on !== undefined && shown.has(on) ? { on } : {}),
  }));

function peopleIn(ids: readonly (string | null)[], roster: readonly Seat[]): CopiedPerson[] {
  const named = new Set(ids);
  return roster
    .filter((seat) => named.has(seat.participantId))
    .map(({ participantId, name, organisation, sector }) => ({
      id: participantId,
      ...(name === undefined ? {} : { name }),
      ...(organisation === undefined ? {} : { organisation }),
      sector,
    }));
}
