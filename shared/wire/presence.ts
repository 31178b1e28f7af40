import { isPoint, type Point } from '../model/board.ts';
import { isId } from '../model/ids.ts';

/** What everybody sees of somebody else's browser. Names come from the roster, by participant id. */
export interface Presence {
  /** Absent on anonymous boards, where the server takes it off. */
  readonly participant?: string;
  /** Where the pointer is on the wall, in world coordinates. */
  readonly cursor?: Point;
  /** The idea or cluster whose text this person is writing in. */
  readonly editing?: string;
  /** The card this person is dragging, and the world coordinates of its top left corner. */
  readonly drag?: { readonly id: string; readonly at: Point };
}

const FIELDS: Record<string, (value: unknown) => boolean> = {
  participant: isId,
  cursor: isPoint,
  editing: isId,
  drag: (value) => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
    const drag = value as Record<string, unknown>;
    return isId(drag['id']) && isPoint(drag['at']);
  },
};

/** True when the value is a presence with known, bounded fields and nothing else. */
export function isPresence(value: unknown): value is Presence {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([key, field]) => Object.hasOwn(FIELDS, key) && FIELDS[key]?.(field) === true);
}
