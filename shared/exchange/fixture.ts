import type { Action, Board, Cluster, Idea, PlannedBoard } from '../model/board.ts';
import { DEFAULT_SECTORS } from '../model/sector.ts';
import { markKey, type Comment, type Mark } from '../model/talk.ts';
import type { Source } from './source.ts';

/** Small boards for the tests of this folder and of the server's exports. */

/** Noon in Chemnitz: the same day everywhere. */
export const NOW = Date.UTC(2025, 3, 14, 12);

export const idea = (id: string, more: Partial<Idea> = {}): Idea => ({
  id: id.padEnd(12, '-'),
  text: id,
  author: null,
  sector: 'other',
  createdAt: 1,
  ...more,
});

export const cluster = (id: string, more: Partial<Cluster> = {}): Cluster => ({
  id: id.padEnd(12, '-'),
  title: id,
  at: [30, 84],
  createdBy: null,
  createdAt: 1,
  ...more,
});

export const action = (id: string, more: Partial<Action> = {}): Action => ({
  id: id.padEnd(12, '-'),
  what: id,
  who: [],
  accepted: [],
  createdAt: 1,
  ...more,
});

export const inCluster = (id: string, rank: string) => ({ place: { in: id.padEnd(12, '-'), rank } });

export const boardWith = (ideas: readonly Idea[], clusters: readonly Cluster[] = []): Board => ({
  ideas: new Map(ideas.map((one) => [one.id, one])),
  clusters: new Map(clusters.map((one) => [one.id, one])),
});

export const planned = (board: Board, ...actions: readonly Action[]): PlannedBoard => ({
  ...{ comments: new Map(), marks: new Map() },
  ...board,
  actions: new Map(actions.map((one) => [one.id, one])),
});

/** With what was said about ideas. */
export const talked = (
  board: Board,
  said: { comments?: readonly Comment[]; marks?: readonly Mark[] },
): PlannedBoard => ({
  ...planned(board),
  comments: new Map(said.comments?.map((one) => [one.id, one])),
  marks: new Map(said.marks?.map((one) => [markKey(one), one])),
});

export const sourceOf = (
  board: Board & Partial<PlannedBoard>,
  more: Partial<Source> & { anonymous?: boolean } = {},
): Source => {
  const { anonymous = false, ...rest } = more;
  const info = {
    ...{ id: 'board-0000000001', code: 'KUPFER-LAMPE-42', title: 'Urbane Mobilität', sectors: DEFAULT_SECTORS },
    ...{ anonymous, locale: 'de' as const, createdAt: NOW, deleteAt: NOW },
  };
  return {
    board: planned(board, ...(board.actions?.values() ?? [])),
    info,
    roster: [],
    votes: [],
    locale: 'de',
    now: NOW,
    ...rest,
  };
};
