import { m } from '../messages/compiled/messages.js';
import { isOnWall, type Board } from '../model/board.ts';
import type { ClosedVote, TallyRow, Vote } from '../model/vote.ts';
import { ranksOf } from '../rules/tally.ts';
import type { Locale } from './source.ts';

/** One line of a result, as people read it. */
export interface ResultRow extends TallyRow {
  /** Rows with as many dots share one. */
  readonly rank: number;
  /** Text of the idea, or title of the cluster; null when it is no longer there to be seen. */
  readonly text: string | null;
}

export const isClosed = (vote: Vote): vote is ClosedVote => vote.is === 'closed';

export function resultOf({ on, tally }: ClosedVote, board: Board): readonly ResultRow[] {
  const ranks = ranksOf(tally.rows);
  const textOf = on === 'ideas' ? ideaText(board) : (id: string) => board.clusters.get(id)?.title ?? null;
  return tally.rows.map((row, at) => ({ ...row, rank: ranks[at] ?? 0, text: textOf(row.target) }));
}

const ideaText = (board: Board) => (id: string) => {
  const idea = board.ideas.get(id);
  return idea && isOnWall(idea) ? idea.text : null;
};

/** Who took part in a vote and by what rules, in one line. */
export function factsOf({ on, dots, most, tally: { voters, eligible, standIns } }: ClosedVote, locale: Locale): string {
  const atMost = on === 'ideas' ? m.vote_most_ideas : m.vote_most_clusters;
  return [
    m.vote_voted({ voted: voters, eligible }, { locale }),
    ...(standIns > 0 ? [m.vote_stand_ins({ count: standIns }, { locale })] : []),
    m.vote_each({ dots }, { locale }),
    ...(most < dots ? [atMost({ most }, { locale })] : []),
  ].join(' · ');
}
