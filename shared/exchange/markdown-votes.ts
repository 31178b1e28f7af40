import { m } from '../messages/compiled/messages.js';
import type { ClosedVote } from '../model/vote.ts';
import { plain } from './plain.ts';
import { factsOf, isClosed, resultOf, type ResultRow } from './result.ts';
import { sectorName, type Source } from './source.ts';

/** A section for each vote that was closed: how it was held, and its result as a table. */
export const votesToMarkdown = (source: Source): string[] =>
  source.votes.filter(isClosed).flatMap((vote) => {
    const { locale, board } = source;
    const rows = resultOf(vote, board);
    const title = m.export_vote({ name: vote.name }, { locale });
    return [`## ${plain(title)}`, factsOf(vote, locale), ...(rows.length > 0 ? [tableOf(vote, rows, source)] : [])];
  });

function tableOf({ tally }: ClosedVote, rows: readonly ResultRow[], { info, locale }: Source): string {
  const sectors = info.sectors.filter(({ id }) => tally.sectors.includes(id));
  const heading = [
    m.export_vote_rank({}, { locale }),
    m.export_vote_dots({}, { locale }),
    m.export_vote_people({}, { locale }),
    ...sectors.map((sector) => sectorName(sector, locale)),
    m.export_vote_target({}, { locale }),
  ];
  const lines = rows.map(({ rank, dots, people, bySector, text }) => [
    ...[rank, dots, people, ...sectors.map(({ id }) => bySector[id] ?? 0)].map(String),
    text ?? m.vote_target_gone({}, { locale }),
  ]);
  const rule = heading.map((_, at) => (at === heading.length - 1 ? '---' : '--:'));
  return [heading.map(plain), rule, ...lines.map((cells) => cells.map(plain))].map(lineOf).join('\n');
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
