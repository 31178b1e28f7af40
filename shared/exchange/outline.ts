import { sortBoard, type Board, type Cluster, type Idea, type Point } from '../model/board.ts';

/** A board as people read it: clusters from the top left, then what lies freely, then the pool. Base of every written export. */
export interface Outline {
  readonly clusters: readonly OutlineCluster[];
  readonly free: readonly OutlineIdea[];
  readonly pool: readonly OutlineIdea[];
}

export interface OutlineCluster {
  readonly cluster: Cluster;
  readonly ideas: readonly OutlineIdea[];
}

export interface OutlineIdea {
  readonly idea: Idea;
  /** What was merged into this idea, oldest first. */
  readonly merged: readonly OutlineIdea[];
}

/** World units within which things count as standing in one row. */
const ROW = 80;

/** Sorts by rows from the top, each from the left, as people read. */
export function inReadingOrder<T>(things: readonly T[], at: (thing: T) => Point): T[] {
  const downwards = [...things].sort((a, b) => at(a)[1] - at(b)[1]);
  const rows: T[][] = [];
  for (const thing of downwards) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first !== undefined && at(thing)[1] - at(first)[1] < ROW) row.push(thing);
    else rows.push([thing]);
  }
  return rows.flatMap((row) => row.sort((a, b) => at(a)[0] - at(b)[0]));
}

const freePoint = (idea: Idea): Point => (idea.place && 'at' in idea.place ? idea.place.at : [0, 0]);

/** Hidden ideas, and what was merged into them, are left out. */
export function outlineOf(board: Board): Outline {
  const grow = grower(board);
  const { clustered, free, pool } = sortBoard(board);
  const clusters = inReadingOrder([...board.clusters.values()], (cluster) => cluster.at).map((cluster) => ({
    cluster,
    ideas: (clustered.get(cluster.id) ?? []).map(grow),
  }));
  const outline = { clusters, free: inReadingOrder(free, freePoint).map(grow), pool: pool.map(grow) };
  return { ...outline, pool: [...outline.pool, ...lost(board).map((idea) => ({ idea, merged: [] }))] };
}

function grower(board: Board): (idea: Idea) => OutlineIdea {
  const below = new Map<string, Idea[]>();
  for (const idea of [...board.ideas.values()].sort((a, b) => a.createdAt - b.createdAt)) {
    if (idea.under === undefined || idea.hidden) continue;
    const siblings = below.get(idea.under);
    if (siblings) siblings.push(idea);
    else below.set(idea.under, [idea]);
  }
  const grow = (idea: Idea): OutlineIdea => ({ idea, merged: (below.get(idea.id) ?? []).map(grow) });
  return grow;
}

/** Ideas merged into one that is gone, or into each other by two people at the same moment: they stand on no wall, but must not vanish. */
function lost(board: Board): Idea[] {
  const fates = new Map<string, Fate>();
  return [...board.ideas.values()].filter((idea) => idea.under !== undefined && fateOf(board, idea, fates) === 'lost');
}

/** What becomes of an idea by those it was merged into. */
type Fate = 'shown' | 'hidden' | 'lost';

function fateOf(board: Board, idea: Idea, fates: Map<string, Fate>): Fate {
  const path: string[] = [];
  let above: Idea | undefined = idea;
  while (above?.under !== undefined && above.hidden !== true && !fates.has(above.id)) {
    // Whoever comes by here again has gone in a circle.
    fates.set(above.id, 'lost');
    path.push(above.id);
    above = board.ideas.get(above.under);
  }
  const own: Fate = above?.hidden === true ? 'hidden' : 'shown';
  const fate = above === undefined ? 'lost' : (fates.get(above.id) ?? own);
  for (const id of path) fates.set(id, fate);
  return fate;
}

export interface Listed {
  readonly idea: Idea;
  /** 0: stands for itself; 1: was merged into one that does; and so on. */
  readonly depth: number;
}

/** Every idea in the order in which it is written down, merged ones behind theirs. */
export function listed(ideas: readonly OutlineIdea[]): Listed[] {
  const list: Listed[] = [];
  const ahead = ideas.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const { node, depth } = next;
    list.push({ idea: node.idea, depth });
    for (const below of [...node.merged].reverse()) ahead.push({ node: below, depth: depth + 1 });
  }
  return list;
}

/** Every idea that was not merged into another, in the order in which people read the board. */
export const headsIn = ({ clusters, free, pool }: Outline): readonly OutlineIdea[] => [
  ...clusters.flatMap(({ ideas }) => ideas),
  ...free,
  ...pool,
];

export const countIdeas = (outline: Outline): number => listed(headsIn(outline)).length;
