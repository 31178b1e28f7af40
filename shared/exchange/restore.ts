import { isPlace, type Cluster, type Idea, type Place, type PlannedBoard } from '../model/board.ts';
import {
  BOARD_CLUSTERS_MAX,
  BOARD_IDEAS_MAX,
  CLUSTER_TITLE_MAX,
  IDEA_TEXT_MAX,
  IMPORT_ROWS_MAX,
  ORIGIN_MAX,
} from '../model/limits.ts';
import type { Seat } from '../model/seat.ts';
import type { NoteReason, Remarks } from './draft.ts';
import type { Laid, Laying } from './lay.ts';
import type { CopiedCluster, CopiedIdea, ReadCopy } from './read-copy.ts';
import { restoreActions } from './restore-actions.ts';
import { tidy } from './tidy.ts';

/** A board with its people, into which a copy is laid. */
export interface Table extends Laying {
  readonly board: PlannedBoard;
  /** Who sits there: actions name nobody else. */
  readonly roster: readonly Seat[];
}

export interface Restoring extends Table {
  readonly sectorIds: ReadonlySet<string>;
  /** For ideas whose sector this board does not have. */
  readonly sector: string;
}

/** What has been taken so far. New ids by the ids in the file: they differ where the board has them already. */
interface Restored extends Remarks {
  readonly ideas: Idea[];
  readonly clusters: Cluster[];
  readonly ideaIds: Map<string, string>;
  readonly clusterIds: Map<string, string>;
}

/** Lays a copy of a board into a board: places, merges and times as they were. Lines are positions in the copy's lists. */
export function restore(copy: ReadCopy, to: Restoring): Laid {
  const restored: Restored = {
    ...{ ideas: [], clusters: [], left: [], notes: [] },
    ...{ ideaIds: new Map<string, string>(), clusterIds: new Map<string, string>() },
  };
  for (const [index, cluster] of copy.clusters.entries()) restoreCluster(cluster, index + 1, { to, restored });
  for (const [index, idea] of copy.ideas.entries()) restoreIdea(idea, index + 1, { copy, to, restored });
  if (copy.isCut) restored.left.push({ line: IMPORT_ROWS_MAX + 1, reason: 'too-many-rows', value: IMPORT_ROWS_MAX });
  const ideas = rejoined(restored, copy);
  const ids = new Map([...restored.ideaIds, ...restored.clusterIds]);
  const actions = restoreActions({ copy, to, ids, remarks: restored });
  return { ideas, clusters: restored.clusters, actions, left: restored.left, notes: restored.notes };
}

function restoreCluster(
  cluster: CopiedCluster | null,
  line: number,
  { to, restored }: { to: Restoring; restored: Restored },
): void {
  const title = tidy(cluster?.title ?? '').text;
  if (cluster === null || title.length > CLUSTER_TITLE_MAX) restored.left.push({ line, reason: 'not-a-cluster' });
  else if (to.board.clusters.size + restored.clusters.length >= BOARD_CLUSTERS_MAX) {
    restored.notes.push({ line, reason: 'too-many-clusters', value: BOARD_CLUSTERS_MAX });
  } else {
    const id = freshId(cluster.id, to.board.clusters, { taken: restored.clusterIds, newId: to.newId });
    restored.clusters.push({ id, title, at: cluster.at, createdBy: null, createdAt: cluster.createdAt ?? to.now });
  }
}

interface IdeaContext {
  readonly copy: ReadCopy;
  readonly to: Restoring;
  readonly restored: Restored;
}

function restoreIdea(idea: CopiedIdea | null, line: number, context: IdeaContext): void {
  const { to, restored } = context;
  const { text, stripped } = tidy(idea?.text ?? '');
  if (idea === null) restored.left.push({ line, reason: 'not-an-idea' });
  else if (text === '') restored.left.push({ line, reason: 'empty-text' });
  else if (text.length > IDEA_TEXT_MAX) restored.left.push({ line, reason: 'too-long', value: text.length });
  else if (to.board.ideas.size + restored.ideas.length >= BOARD_IDEAS_MAX) {
    restored.left.push({ line, reason: 'board-full', value: BOARD_IDEAS_MAX });
  } else {
    if (stripped) restored.notes.push({ line, reason: 'control-characters' });
    restored.ideas.push(ideaFrom(idea, text, { ...context, line }));
  }
}

function ideaFrom(idea: CopiedIdea, text: string, { copy, to, restored, line }: IdeaContext & { line: number }): Idea {
  const note = (reason: NoteReason, value?: string): unknown =>
    restored.notes.push(value === undefined ? { line, reason } : { line, reason, value });
  const id = freshId(idea.id, to.board.ideas, { taken: restored.ideaIds, newId: to.newId });
  const sector = idea.sector ?? to.sector;
  if (!to.sectorIds.has(sector)) note('unknown-sector', sector);
  const place = placeIn(idea.place, restored.clusterIds);
  if (place === undefined && idea.place !== undefined) note('not-a-place');
  const from = to.anonymous ? '' : tidy(idea.from ?? copy.people.get(idea.author ?? '') ?? '').text;
  if (from.length > ORIGIN_MAX) note('author-too-long');
  const created = idea.createdAt ?? to.now;
  return {
    ...{ id, text, author: null, sector: to.sectorIds.has(sector) ? sector : to.sector },
    createdAt: created < to.now ? created : to.now + restored.ideas.length,
    ...(place ? { place } : {}),
    ...(idea.under === undefined ? {} : { under: idea.under }),
    ...(from === '' || from.length > ORIGIN_MAX ? {} : { from }),
  };
}

function placeIn(value: unknown, clusterIds: ReadonlyMap<string, string>): Place | undefined {
  if (!isPlace(value)) return undefined;
  if ('at' in value) return value;
  const cluster = clusterIds.get(value.in);
  return cluster === undefined ? undefined : { in: cluster, rank: value.rank };
}

interface Ids {
  readonly taken: Map<string, string>;
  readonly newId: () => string;
}

function freshId(id: string, there: ReadonlyMap<string, unknown>, { taken, newId }: Ids): string {
  const fresh = there.has(id) || taken.has(id) ? newId() : id;
  if (!taken.has(id)) taken.set(id, fresh);
  return fresh;
}

/** Points merged ideas at the new ids. Those merged into nothing, or in a circle, stand for themselves again. */
function rejoined({ ideas, ideaIds }: Restored, copy: ReadCopy): Idea[] {
  const above = new Map(copy.ideas.map((idea) => [idea?.id, idea?.under]));
  const ends = new Map<string, boolean>();
  return ideas.map(({ under, ...idea }) => {
    const target = under === undefined ? undefined : ideaIds.get(under);
    return target !== undefined && endsSomewhere(under, above, ends) ? { ...idea, under: target } : idea;
  });
}

type Above = ReadonlyMap<string | undefined, string | undefined>;

/** False in a circle. `ends` remembers what is known, so that long chains cost nothing. */
function endsSomewhere(start: string | undefined, above: Above, ends: Map<string, boolean>): boolean {
  const path: string[] = [];
  let id = start;
  while (id !== undefined && !ends.has(id)) {
    ends.set(id, false);
    path.push(id);
    id = above.get(id);
  }
  const end = id === undefined || ends.get(id) === true;
  for (const passed of path) ends.set(passed, end);
  return end;
}
