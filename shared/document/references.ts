import { isPlace } from '../model/board.ts';
import { markAt } from '../model/talk.ts';
import type { PlainEntry } from '../model/version.ts';

/** Ids of the ideas and clusters that an entry stands on or in. */
export function referencesOf(root: string, id: string, { on, under, place }: PlainEntry): readonly string[] {
  const cluster = isPlace(place) && 'in' in place ? place.in : null;
  const mark = root === 'marks' ? markAt(id).on : null;
  return [on, under, cluster, mark].filter((it) => typeof it === 'string');
}
