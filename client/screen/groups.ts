import { inReadingOrder } from '#shared/exchange/outline.ts';
import { sortBoard, type Board, type Cluster, type Idea } from '#shared/model/board.ts';
import type { Card, CardGroup } from './cards.ts';

/** The words of the screen's language. Who wrote what is nobody's in the room to see. */
export interface Wording {
  readonly untitled: string;
  /** Stands above what is in no cluster. */
  readonly rest: string;
}

export const cardOf = ({ id, text, sector }: Idea): Card => ({ id, text, sector });

export const titleOf = (cluster: Cluster, { untitled }: Wording): string => cluster.title.trim() || untitled;

/** The whole wall as people read it: cluster by cluster from the top left, then what is in none. */
export function wallGroups(board: Board, wording: Wording): readonly CardGroup[] {
  const { clustered, free, pool } = sortBoard(board);
  const clusters = inReadingOrder([...board.clusters.values()], ({ at }) => at);
  const inNone = [...free, ...pool].map(cardOf);
  const groups: CardGroup[] = clusters.map((cluster) => ({
    id: cluster.id,
    title: titleOf(cluster, wording),
    cards: (clustered.get(cluster.id) ?? []).map(cardOf),
  }));
  return [...groups, { id: '', title: clusters.length > 0 ? wording.rest : null, cards: inNone }];
}

/** One cluster alone. */
export function clusterGroups(board: Board, id: string): readonly CardGroup[] {
  const ideas = sortBoard(board).clustered.get(id) ?? [];
  return [{ id, title: null, cards: ideas.map(cardOf) }];
}

/** Clusters as cards, for a vote on them. */
export function titleGroups(board: Board, wording: Wording): readonly CardGroup[] {
  const clusters = inReadingOrder([...board.clusters.values()], ({ at }) => at);
  return [
    { id: '', title: null, cards: clusters.map((cluster) => ({ id: cluster.id, text: titleOf(cluster, wording) })) },
  ];
}
