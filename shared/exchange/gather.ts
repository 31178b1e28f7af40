import { generateNKeysBetween } from 'fractional-indexing';
import { isRank, sortBoard, type Board, type Cluster, type Place } from '../model/board.ts';
import { BOARD_CLUSTERS_MAX } from '../model/limits.ts';
import { bones } from './columns.ts';
import type { Draft, NoteReason, Remark } from './draft.ts';
import type { Laying } from './lay.ts';
import { Lanes } from './lanes.ts';

export interface Gathered {
  readonly clusters: readonly Cluster[];
  readonly places: ReadonlyMap<Draft, Place>;
  readonly notes: Remark<NoteReason>[];
}

/** Gathers ideas that name the same cluster, in the order of the file: behind what a cluster of that title holds already, or in a new one. */
export function gather(drafts: readonly Draft[], laying: Laying): Gathered {
  const places = new Map<Draft, Place>();
  const notes: Remark<NoteReason>[] = [];
  const there = homesOn(laying.board);
  const clusters = newClusters(drafts, there, laying);
  for (const cluster of clusters) there.set(keyOf(cluster.title), { id: cluster.id, last: null });
  for (const [key, group] of groups(drafts)) {
    const home = there.get(key);
    const ranks = home ? ranksAfter(home.last, group.length) : [];
    for (const [index, draft] of group.entries()) {
      if (home) places.set(draft, { in: home.id, rank: ranks[index] ?? '' });
      else notes.push({ line: draft.line, reason: 'too-many-clusters', value: BOARD_CLUSTERS_MAX });
    }
  }
  return { clusters, places, notes };
}

/** A cluster that ideas can go to, and the rank of the last one in it. */
interface Home {
  readonly id: string;
  readonly last: string | null;
}

const keyOf = (title: string): string => bones(title) || title;

function groups(drafts: readonly Draft[]): Map<string, Draft[]> {
  const all = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.cluster === undefined) continue;
    const key = keyOf(draft.cluster);
    const group = all.get(key);
    if (group) group.push(draft);
    else all.set(key, [draft]);
  }
  return all;
}

function homesOn(board: Board): Map<string, Home> {
  const { clustered } = sortBoard(board);
  const homes = new Map<string, Home>();
  for (const { id, title } of board.clusters.values()) {
    const place = clustered.get(id)?.at(-1)?.place;
    const last = place && 'in' in place ? place.rank : null;
    if (!homes.has(keyOf(title)) && canFollow(last)) homes.set(keyOf(title), { id, last });
  }
  return homes;
}

function newClusters(drafts: readonly Draft[], there: ReadonlyMap<string, Home>, laying: Laying): Cluster[] {
  const lanes = new Lanes(laying.board);
  const fresh = [...groups(drafts)].filter(([key]) => !there.has(key));
  return fresh.slice(0, Math.max(0, BOARD_CLUSTERS_MAX - laying.board.clusters.size)).map(([, group]) => ({
    ...{ id: laying.newId(), title: group[0]?.cluster ?? '', at: lanes.take(group) },
    ...{ createdBy: null, createdAt: laying.now },
  }));
}

const ranksAfter = (last: string | null, count: number): readonly string[] => generateNKeysBetween(last, null, count);

/** False for a rank that is none of `fractional-indexing`'s, as a foreign client may have written it. */
function canFollow(last: string | null): boolean {
  try {
    return ranksAfter(last, 1).every(isRank);
  } catch {
    return false;
  }
}
