import { m } from '../messages/compiled/messages.js';
import { dueDay, wordOf, type Agreed } from './agreed.ts';
import { plain } from './plain.ts';
import type { Locale } from './source.ts';

/** What was agreed on comes last, as at the table; nothing when there is nothing. */
export function actionsToMarkdown(agreed: readonly Agreed[], locale: Locale): string[] {
  if (agreed.length === 0) return [];
  const items = agreed.flatMap(({ action, about, people }) => [
    `- ${plain(action.what)}`,
    `  - ${m.export_action_who({ names: plain(namesOf(people, locale)) }, { locale })}`,
    ...(action.due === undefined
      ? []
      : [`  - ${m.export_action_due({ day: dueDay(action.due, locale, 'long') }, { locale })}`]),
    ...(about === null ? [] : [`  - ${m.export_action_about({ about: plain(about) }, { locale })}`]),
  ]);
  return [`## ${m.export_actions({}, { locale })}`, items.join('\n')];
}

function namesOf(people: Agreed['people'], locale: Locale): string {
  const said = people.map((person) => wordOf(person, locale));
  return said.join(', ') || m.export_action_nobody({}, { locale });
}
