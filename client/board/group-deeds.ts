import { clustersOf, ideasOf } from '#shared/document/read.ts';
import { createCluster, placeIdea } from '#shared/document/write.ts';
import type { Place, Point } from '#shared/model/board.ts';
import { newId } from '#shared/model/ids.ts';
import { BOARD_CLUSTERS_MAX } from '#shared/model/limits.ts';
import { mayArrange } from '#shared/rules/may.ts';
import type { DeedParts, Done, Made } from './deeds.ts';
import { endRank, rankBetween } from './rank.ts';

/** Where an idea is to go; null is the pool. */
export interface Move {
  readonly id: string;
  readonly place: Place | null;
}

/** Moving several ideas at once: one transaction, taken back as one. */
export class GroupDeeds {
  readonly #parts: DeedParts;

  constructor(parts: DeedParts) {
    this.#parts = parts;
  }

  /** Those that have gone meanwhile are left out. */
  place(moves: readonly Move[]): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const there = moves.filter(({ id }) => ideasOf(doc).has(id));
    const refused = mayArrange(doer.asking()) ?? (there.length === 0 ? 'gone' : null);
    if (refused !== null) return refused;
    undoing.begin();
    doc.transact(() => {
      for (const { id, place } of there) placeIdea(doc, id, place, origin);
    }, origin);
    return null;
  }

  /** To the end of a cluster, in this order. */
  placeLast(ids: readonly string[], clusterId: string): Done {
    const { doc } = this.#parts;
    if (!clustersOf(doc).has(clusterId)) return 'gone';
    return this.place(inRow(ids, { in: clusterId, low: endRank(doc, clusterId), high: null }));
  }

  /** Into a new cluster at this point, in this order. */
  gather(ids: readonly string[], at: Point): Made {
    const { doc, doer, origin, undoing } = this.#parts;
    const full = clustersOf(doc).size >= BOARD_CLUSTERS_MAX;
    const gone = !ids.some((id) => ideasOf(doc).has(id));
    const refused = mayArrange(doer.asking()) ?? (full ? 'board-full' : gone ? 'gone' : null);
    if (refused !== null) return { refused };
    const id = newId(doer.fillRandom);
    const createdBy = doer.asking().anonymous ? null : doer.me.participantId;
    undoing.begin();
    doc.transact(() => {
      createCluster(doc, { id, title: '', at, createdBy, createdAt: doer.now() }, origin);
      this.place(inRow(ids, { in: id, low: null, high: null }));
    }, origin);
    return { id };
  }
}

/** Between two ranks of a cluster, one behind the other. */
export function inRow(
  ids: readonly string[],
  between: { readonly in: string; readonly low: string | null; readonly high: string | null },
): Move[] {
  let { low } = between;
  return ids.map((id) => {
    low = rankBetween(low, between.high);
    return { id, place: { in: between.in, rank: low } };
  });
}
