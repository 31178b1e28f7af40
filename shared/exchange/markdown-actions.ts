import { m } from '../messages/compiled/messages.js';
import type { Agreed } from './agreed.ts';
import { plain } from './plain.ts';
import type { Locale } from './source.ts';

/** What was agreed on comes last, as at the table; nothing when there is nothing. */
export function actionsToMarkdown(agreed: readonly Agreed[], locale: Locale): string[] {
  if (agreed.length === 0) return [];
  const items = agreed.flatMap(({ action, about, people }) => [
    `- ${plain(action.what)}`,
    `  - ${m.export_action_who({ names: plain(namesOf(people, locale)) }, { locale })}`,
    ...(action.due === undefined ? [] : [`  - ${m.export_action_due({ day: dayOf(action.due, locale) }, { locale })}`]),
    ...(about === null ? [] : [`  - ${m.export_action_about({ about: plain(about) }, { locale })}`]),
  ]);
  return [`## ${m.export_actions({}, { locale })}`, items.join('\n')];
}

function namesOf(people: Agreed['people'], locale: Locale): string {
  const said = people.map(({ name, accepted }) => {
    const named = { name: name ?? m.person_unnamed({}, { locale }) };
    return accepted ? m.export_action_accepted(named, { locale }) : m.export_action_open(named, { locale });
  });
  return said.join(', ') || m.export_action_nobody({}, { locale });
}

const dayOf = (due: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${due}T00:00:00Z`));
