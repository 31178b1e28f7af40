import { byAge } from '../model/board.ts';
import { byKind, type Comment, type Mark } from '../model/talk.ts';
import type { Source } from './source.ts';

/** What was said about ideas that are shown: comments oldest first, and marks in the order of their kinds. */
export interface Said {
  readonly comments: readonly Comment[];
  readonly marks: readonly Mark[];
}

export function saidOf({ board, info }: Pick<Source, 'board' | 'info'>, shown: ReadonlyMap<string, unknown>): Said {
  const comments = [...board.comments.values()].filter(({ on }) => shown.has(on)).sort(byAge);
  const marks = [...board.marks.values()].filter(({ on }) => shown.has(on));
  return {
    comments: info.anonymous ? comments.map((comment) => ({ ...comment, author: null })) : comments,
    marks: marks.sort(byKind),
  };
}
