import { isPlace } from '../model/board.ts';
import type { PlainEntry } from '../model/version.ts';

export const isMark = (root: string): boolean => root === 'marks';

/** Marks are kept by `ideaId:participantId`. */
export const ideaOfMark = (id: string): string => id.slice(0, id.indexOf(':'));

/** Ids of the ideas and clusters that an entry stands on or in. */
export function referencesOf(root: string, id: string, { on, under, place }: PlainEntry): readonly string[] {
  const cluster = isPlace(place) && 'in' in place ? place.in : null;
  const mark = isMark(root) ? ideaOfMark(id) : null;
  return [on, under, cluster, mark].filter((it) => typeof it === 'string');
}
