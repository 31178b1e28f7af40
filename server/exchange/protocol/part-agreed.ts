import { agreedOf, dueDay, wordOf, type Agreed } from '#shared/exchange/agreed.ts';
import { m } from '#shared/messages/compiled/messages.js';
import { GOOD, INK_SOFT } from './colours.ts';
import type { Block } from './flow.ts';
import type { Press } from './press.ts';
import { table, type Cell, type Column } from './table.ts';
import { PAGE, TYPE } from './type.ts';

const AT = { who: 262, due: 410 } as const;

/** What was agreed on: what, about what, who gave their word and who has not yet, and by when. */
export function agreedPart(press: Press): Block[] {
  const { board, locale } = press.source;
  const agreed = agreedOf(board, press.outline, press.names);
  if (agreed.length === 0) return [];
  const section = press.section(m.export_actions({}, { locale }));
  const columns: Column[] = [
    { title: m.protocol_what({}, { locale }), x: PAGE.left, width: AT.who - 14 },
    { title: m.protocol_who({}, { locale }), x: PAGE.left + AT.who, width: AT.due - AT.who - 10 },
    { title: m.protocol_due({}, { locale }), x: PAGE.left + AT.due, width: PAGE.right - PAGE.left - AT.due },
  ];
  const rows = agreed.map((one): Cell[] => [whatOf(one, locale), whoOf(one, locale), dueOf(one, locale)]);
  return [section.heading, ...table(press, section.node, { columns, rows })];
}

type Locale = Press['source']['locale'];

const whatOf = ({ action, about }: Agreed, locale: Locale): Cell => ({
  lines: [
    { text: action.what, colour: TYPE.text.colour },
    ...(about === null ? [] : [{ text: m.export_action_about({ about }, { locale }), colour: INK_SOFT }]),
  ],
});

/** In words, and those who gave theirs in green. */
function whoOf({ people }: Agreed, locale: Locale): Cell {
  if (people.length === 0) return { text: m.export_action_nobody({}, { locale }), colour: INK_SOFT };
  return {
    lines: people.map((person) => ({
      text: wordOf(person, locale),
      colour: person.accepted ? GOOD : TYPE.text.colour,
    })),
  };
}

const dueOf = ({ action: { due } }: Agreed, locale: Locale): Cell =>
  due === undefined ? { text: '–', colour: INK_SOFT } : { text: dueDay(due, locale, 'medium') };
