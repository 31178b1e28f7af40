import { byAge, hasAccepted, type Action } from '../model/board.ts';
import { m } from '../messages/compiled/messages.js';
import { headsIn, listed, type Outline } from './outline.ts';
import type { Locale, Names, Source } from './source.ts';

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

/** Who is named, and whether they gave their word. */
export function wordOf({ name, accepted }: Agreed['people'][number], locale: Locale): string {
  const named = { name: name ?? m.person_unnamed({}, { locale }) };
  return accepted ? m.export_action_accepted(named, { locale }) : m.export_action_open(named, { locale });
}

/** A day written as `2026-05-12`, which is the same day everywhere. */
export const dueDay = (due: string, locale: Locale, dateStyle: 'medium' | 'long'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(new Date(`${due}T00:00:00Z`));

/** The words of every cluster and idea of an outline, by id. */
export function shownIn(outline: Outline): ReadonlyMap<string, string> {
  const ideas = listed(headsIn(outline));
  return new Map([
    ...outline.clusters.map(({ cluster }) => [cluster.id, cluster.title] as const),
    ...ideas.map(({ idea }) => [idea.id, idea.text] as const),
  ]);
}
