import { headOf, type Idea } from '#shared/model/board.ts';
import type { Comment } from '#shared/model/talk.ts';

/** What of a board is compared later: where each idea was, and which comments there were. */
export interface Picture {
  readonly places: ReadonlyMap<string, string>;
  readonly comments: ReadonlySet<string>;
}

interface Seen {
  readonly ideas: ReadonlyMap<string, Idea>;
  readonly comments: Iterable<Comment>;
}

/** What others did meanwhile, as ids of ideas that stand on the wall. */
export interface Missed {
  readonly fresh: readonly string[];
  readonly moved: readonly string[];
  /** How many comments are new, and on which ideas. */
  readonly comments: number;
  readonly talked: readonly string[];
}

export const pictureOf = ({ ideas, comments }: Seen): Picture => ({
  places: new Map([...ideas.values()].filter(({ hidden }) => hidden !== true).map((idea) => [idea.id, placeOf(idea)])),
  comments: new Set([...comments].map(({ id }) => id)),
});

/** Where an idea is, as far as people would call it another place: its cluster, the pool, a spot, or under which idea. */
function placeOf({ place, under }: Idea): string {
  if (under !== undefined) return `under:${under}`;
  if (place === undefined) return 'pool';
  return 'in' in place ? `in:${place.in}` : `at:${place.at.join(',')}`;
}

export function missedSince(before: Picture, { ideas, comments }: Seen, me: string): Missed {
  const heads = (ids: readonly string[]): string[] => [
    ...new Set(ids.map((id) => headOf(ideas, id)).filter((id): id is string => id !== null)),
  ];
  const shown = [...ideas.values()].filter(({ hidden }) => hidden !== true);
  const fresh = shown.filter(({ id, author }) => !before.places.has(id) && author !== me);
  const moved = shown.filter((idea) => before.places.has(idea.id) && before.places.get(idea.id) !== placeOf(idea));
  const said = [...comments].filter(({ id, on, author }) => !before.comments.has(id) && author !== me && ideas.has(on));
  return {
    fresh: heads(fresh.map(({ id }) => id)),
    moved: heads(moved.map(({ id }) => id)),
    comments: said.length,
    talked: heads(said.map(({ on }) => on)),
  };
}

export const allOf = ({ fresh, moved, talked }: Missed): string[] => [...new Set([...fresh, ...moved, ...talked])];
