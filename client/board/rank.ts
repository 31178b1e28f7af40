import type * as Y from 'yjs';
import { generateKeyBetween } from 'fractional-indexing';
import { ideasIn } from '#shared/document/write.ts';
import type { Place } from '#shared/model/board.ts';
import { RANK_MAX } from '#shared/model/limits.ts';

/**
 * A rank between two neighbours; null is the end on that side. Equal or crossed neighbours happen when two people
 * dropped at the same spot at once: then the new rank goes right after the first. A rank that no honest client makes
 * (the schema takes any letters and digits) must not keep others from sorting: then anything above the first will do.
 */
export function rankBetween(before: string | null, after: string | null): string {
  const open = before !== null && after !== null && before >= after;
  try {
    return generateKeyBetween(before, open ? null : after);
  } catch {
    return before === null ? generateKeyBetween(null, null) : before.slice(0, RANK_MAX - 1) + 'V';
  }
}

/** The rank after all ideas of a cluster. */
export function endRank(doc: Y.Doc, clusterId: string): string {
  let last: string | null = null;
  for (const idea of ideasIn(doc, new Set([clusterId]))) {
    const place = idea.get('place') as Place | undefined;
    if (place && 'in' in place && (last === null || place.rank > last)) last = place.rank;
  }
  return rankBetween(last, null);
}
