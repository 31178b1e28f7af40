import { byAge, hasAccepted, type Action } from '../model/board.ts';
import { listed, type Outline } from './outline.ts';
import type { Names, Source } from './source.ts';

/** An action as it is written down. */
export interface Agreed {
  readonly action: Action;
  /** What it is about in its own words; null when about nothing, or about what is not shown. */
  readonly about: string | null;
  readonly people: readonly { readonly name: string | null; readonly accepted: boolean }[];
}

/** What was agreed on, oldest first. */
export const agreedOf = (board: Source['board'], outline: Outline, names: Names): Agreed[] => {
  const shown = shownIn(outline);
  return [...board.actions.values()].sort(byAge).map((action) => ({
    action,
    about: (action.on === undefined ? undefined : shown.get(action.on)) ?? null,
    people: action.who.map((id) => ({ name: names.named(id), accepted: hasAccepted(action, id) })),
  }));
};

/** The words of every cluster and idea of an outline, by id. */
export function shownIn({ clusters, free, pool }: Outline): ReadonlyMap<string, string> {
  const ideas = listed([...clusters.flatMap((cluster) => cluster.ideas), ...free, ...pool]);
  return new Map([
    ...clusters.map(({ cluster }) => [cluster.id, cluster.title] as const),
    ...ideas.map(({ idea }) => [idea.id, idea.text] as const),
  ]);
}
