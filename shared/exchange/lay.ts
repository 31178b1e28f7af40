import type { Action, Board, Cluster, Idea, Place } from '../model/board.ts';
import { BOARD_IDEAS_MAX } from '../model/limits.ts';
import type { Draft, Remarks } from './draft.ts';
import { gather } from './gather.ts';

/** What an import writes into a board. */
export interface Laid extends Remarks {
  readonly ideas: readonly Idea[];
  readonly clusters: readonly Cluster[];
  readonly actions: readonly Action[];
}

export interface Laying {
  /** The board as it is, so that nothing gets too full or stands in the way. */
  readonly board: Board;
  readonly now: number;
  readonly newId: () => string;
  /** On an anonymous board nobody's name comes along. */
  readonly anonymous: boolean;
}

/** Gives ideas from a table ids, times and places. Those with a cluster go into the one of that title, made when there is none. */
export function layDrafts(drafts: readonly Draft[], laying: Laying): Laid {
  const room = Math.max(0, BOARD_IDEAS_MAX - laying.board.ideas.size);
  const taken = drafts.slice(0, room);
  const { clusters, places, notes } = gather(taken, laying);
  return {
    ideas: taken.map((draft, index) => ideaOf(draft, { index, place: places.get(draft), laying })),
    clusters,
    actions: [],
    left: drafts.slice(room).map(({ line }) => ({ line, reason: 'board-full', value: BOARD_IDEAS_MAX })),
    notes,
  };
}

interface Spot {
  readonly index: number;
  readonly place: Place | undefined;
  readonly laying: Laying;
}

/** Without a time of its own an idea gets the time of the import, a millisecond apart, so that the order of the file stays. */
function ideaOf(draft: Draft, { index, place, laying }: Spot): Idea {
  return {
    ...{ id: laying.newId(), text: draft.text, author: null, sector: draft.sector },
    createdAt: draft.createdAt ?? laying.now + index,
    ...(place ? { place } : {}),
    ...(draft.from !== undefined && !laying.anonymous ? { from: draft.from } : {}),
  };
}
