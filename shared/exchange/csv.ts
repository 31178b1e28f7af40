import { m } from '../messages/compiled/messages.js';
import { isOnWall, type Idea } from '../model/board.ts';
import type { ClosedVote } from '../model/vote.ts';
import { isClosed } from './result.ts';
import { Names, type Locale, type Source } from './source.ts';
import { bones } from './columns.ts';
import { listed, outlineOf, type OutlineCluster, type OutlineIdea } from './outline.ts';
import { harmless, tidy } from './tidy.ts';

/** Excel takes the separator from the language of the machine; that of a German one is the semicolon. */
const SEPARATOR: Readonly<Record<Locale, string>> = { de: ';', en: ',' };
/** Without it Excel reads umlauts as Windows-1252. */
const BOM = '\uFEFF';

/** The ideas as a table that spreadsheets open with a double click, and that an import takes back. RFC 4180. */
export function boardToCsv(source: Source): string {
  const { locale } = source;
  const names = new Names(source);
  const outline = outlineOf(source.board);
  const titles = titlesOf(outline.clusters, locale);
  const votes = source.votes.filter(isClosed);
  const rowsIn = (ideas: readonly OutlineIdea[], { id = '', title = '' } = {}) =>
    listed(ideas).map(({ idea }) => [...cellsOf(idea, title, names), ...votes.map((vote) => dotsFor(idea, id, vote))]);
  const rows = [
    [...headings(locale), ...votes.map((vote) => columnOf(vote, locale))],
    ...outline.clusters.flatMap(({ cluster: { id }, ideas }) => rowsIn(ideas, { id, title: titles.get(id) ?? '' })),
    ...rowsIn([...outline.free, ...outline.pool]),
  ];
  return BOM + rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(SEPARATOR[locale]) + '\r\n').join('');
}

const headings = (locale: Locale): string[] => [
  m.export_column_cluster({}, { locale }),
  m.export_column_idea({}, { locale }),
  m.export_column_sector({}, { locale }),
  m.export_column_author({}, { locale }),
  m.export_column_created({}, { locale }),
  m.export_column_id({}, { locale }),
];

/** What has no title gets a numbered one that nothing else has: else its ideas would come back as ones without a cluster. */
function titlesOf(clusters: readonly OutlineCluster[], locale: Locale): ReadonlyMap<string, string> {
  const taken = new Set(clusters.map(({ cluster }) => bones(cluster.title)));
  let number = 0;
  const numbered = (): string => {
    const title = m.export_untitled_numbered({ number: ++number }, { locale });
    return taken.has(bones(title)) ? numbered() : title;
  };
  return new Map(
    clusters.map(({ cluster: { id, title }, ideas }) => [
      id,
      tidy(title).text === '' && ideas.length > 0 ? numbered() : title,
    ]),
  );
}

const cellsOf = (idea: Idea, cluster: string, names: Names): string[] => [
  cluster,
  idea.text,
  names.sector(idea),
  names.author(idea),
  new Date(idea.createdAt).toISOString(),
  idea.id,
];

const columnOf = ({ on, name }: ClosedVote, locale: Locale): string =>
  on === 'ideas' ? m.export_column_dots({ name }, { locale }) : m.export_column_cluster_dots({ name }, { locale });

/** What the idea got, or its cluster; nothing where it was not to be voted on. */
function dotsFor(idea: Idea, cluster: string, { on, tally }: ClosedVote): string {
  const target = on === 'clusters' ? cluster : isOnWall(idea) ? idea.id : '';
  return target === '' ? '' : String(tally.rows.find((row) => row.target === target)?.dots ?? 0);
}

/** Quotes what would be read wrongly; both separators, so that a file may change its language. */
const quoted = (cell: string): string => (/[",;\t\r\n|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
