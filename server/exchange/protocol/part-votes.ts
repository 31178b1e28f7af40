import { factsOf, isClosed, resultOf } from '#shared/exchange/result.ts';
import { m } from '#shared/messages/compiled/messages.js';
import type { ClosedVote } from '#shared/model/vote.ts';
import { paintBar, sharesOf } from './bars.ts';
import { dotsOf } from './dots.ts';
import type { Block } from './flow.ts';
import type { Press } from './press.ts';
import { table, type Column } from './table.ts';
import { PAGE, TYPE } from './type.ts';

const BAR = { w: 112, h: 6.5 } as const;
/** Left edges and widths in points, from the left of the text. */
const AT = { rank: 0, target: 38, bar: 300, dots: 412 } as const;

/** A part for each vote that was closed: how it was held, and its result with bars. */
export const votesPart = (press: Press): Block[] =>
  press.source.votes.filter(isClosed).flatMap((vote) => {
    const { locale } = press.source;
    const section = press.section(m.export_vote({ name: vote.name }, { locale }));
    const note = (text: string, before = 0) =>
      press.text(text, { node: section.node, type: 'P', style: TYPE.soft, before });
    const empty = vote.tally.rows.length === 0;
    return [
      section.heading,
      { ...note(factsOf(vote, locale)), keeps: true as const },
      ...(empty ? [note(m.vote_nothing_chosen({}, { locale }))] : table(press, section.node, resultTable(press, vote))),
    ];
  });

function resultTable(press: Press, vote: ClosedVote) {
  const { locale, board } = press.source;
  const { most, words } = dotsOf(press, vote);
  const rows = resultOf(vote, board).map((row) => [
    { text: String(row.rank) },
    { text: row.text?.trim() ?? m.vote_target_gone({}, { locale }) },
    {
      alt: words(row),
      draw: (y: number) => {
        const place = {
          x: PAGE.left + AT.bar,
          y: y + (TYPE.text.lead - BAR.h) / 2,
          w: (BAR.w * row.dots) / most,
          h: BAR.h,
        };
        paintBar(press, sharesOf(row, press), place);
      },
    },
    { text: String(row.dots), style: TYPE.strong },
    { text: String(row.people) },
  ]);
  return { columns: columnsOf(locale), rows };
}

const columnsOf = (locale: 'de' | 'en'): Column[] => [
  { title: m.export_vote_rank({}, { locale }), x: PAGE.left + AT.rank, width: 32 },
  { title: m.export_vote_target({}, { locale }), x: PAGE.left + AT.target, width: AT.bar - AT.target - 10 },
  { title: m.export_vote_dots({}, { locale }), x: PAGE.left + AT.bar, width: BAR.w },
  { title: '', x: PAGE.left + AT.dots, width: 28, align: 'right' },
  { title: m.protocol_persons({}, { locale }), x: PAGE.right - 60, width: 60, align: 'right' },
];
