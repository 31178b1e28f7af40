import { findColumns } from '#shared/exchange/columns.ts';
import { isFilled, type Row } from '#shared/exchange/draft.ts';
import { ONE_COLUMN, readRows } from './rows.ts';

/** What kind of file this is. Nobody is asked; a wrong guess would show as one clear problem or as odd ideas. */
export type Kind =
  | { readonly is: 'table'; readonly separator: string; readonly headings: readonly string[] }
  | { readonly is: 'unknown-table'; readonly headings: readonly string[] }
  | { readonly is: 'list' };

/** Rows, and characters, that are looked at. */
const SAMPLE = { rows: 30, letters: 64 * 1024 };

interface Guess {
  readonly separator: string;
  readonly first: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * The separator is the one under which the first row names most columns that we know. A file whose first row names none
 * is a list with one idea per line, unless its rows fall into columns.
 */
export function sniff(text: string, separators: readonly string[]): Kind {
  const head = text.replace(/^\s*\n/, '').slice(0, SAMPLE.letters);
  const guesses = separators.map((separator) => guess(head, separator));
  const best = guesses.reduce((a, b) => (score(b.first) > score(a.first) ? b : a));
  if (score(best.first) > 0) {
    const separator = best.first.length > 1 ? best.separator : ONE_COLUMN;
    return { is: 'table', separator, headings: best.first };
  }
  const table = guesses.find(fallsIntoColumns);
  return table ? { is: 'unknown-table', headings: table.first } : { is: 'list' };
}

function guess(text: string, separator: string): Guess {
  const rows = readRows(text, separator, SAMPLE.rows).rows.filter(isFilled);
  return { separator, first: rows[0]?.cells ?? [], rows };
}

/** 0 without a column of ideas. More cells decide between equals. */
function score(headings: readonly string[]): number {
  const columns = findColumns(headings);
  return columns.text === undefined ? 0 : Object.keys(columns).length + headings.length / 1_000;
}

/** At least half the rows have as many cells as the first. Prose has a space behind its commas. */
function fallsIntoColumns({ separator, first, rows }: Guess): boolean {
  if (first.length < 2) return false;
  if (separator !== '\t' && first.slice(1).some((cell) => /^\s/.test(cell))) return false;
  return rows.filter(({ cells }) => cells.length === first.length).length * 2 >= rows.length;
}
