import { wrap } from '#shared/layout/wrap.ts';
import type { Tally } from '#shared/model/vote.ts';
import { stacked } from './stack.ts';

/** A row of a result as it is shown. Lengths in percent of the screen's height. */
export interface ResultRow {
  readonly target: string;
  /** Who has as many dots shares a rank. */
  readonly rank: number;
  readonly dots: number;
  readonly lines: readonly string[];
  /** By sector; null stands for all others. Shares of the longest bar there is, from 0 to 1. */
  readonly bars: readonly { readonly sector: string | null; readonly share: number }[];
}

export const ROW = { font: 3.5, lineH: 4.4, bar: 1.9, gap: 2.7, above: 0.7, rankW: 8, dotsW: 11 } as const;

const heightOf = ({ lines }: ResultRow): number => lines.length * ROW.lineH + ROW.above + ROW.bar;

/** The rows of a tally, with the text of each target, set for a width. */
export function resultRows(tally: Tally, textOf: (target: string) => string, w: number): readonly ResultRow[] {
  const most = Math.max(1, ...tally.rows.map(({ dots }) => dots));
  const setting = { size: ROW.font, weight: 600, width: w - ROW.rankW - ROW.dotsW } as const;
  return tally.rows.map(({ target, dots, bySector }) => {
    const known = tally.sectors.map((sector) => ({ sector, share: (bySector[sector] ?? 0) / most }));
    const rest = dots / most - known.reduce((sum, { share }) => sum + share, 0);
    const bars = [...known, { sector: null, share: rest }].filter(({ share }) => share > 1e-9);
    const rank = 1 + tally.rows.filter((row) => row.dots > dots).length;
    return { target, rank, dots, bars, lines: wrap(textOf(target).replace(/\s+/g, ' '), setting) };
  });
}

/** Pages of rows, each as full as it gets. */
export const resultPages = (rows: readonly ResultRow[], h: number): readonly (readonly ResultRow[])[] =>
  stacked(rows.map(heightOf), h, ROW.gap).map(([from, to]) => rows.slice(from, to));
