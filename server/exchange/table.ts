import { findColumns, type Columns } from '#shared/exchange/columns.ts';
import { isFilled, type LeftReason, type Remark, type Row } from '#shared/exchange/draft.ts';
import { IMPORT_ROWS_MAX } from '#shared/model/limits.ts';
import { ONE_COLUMN, readRows } from './rows.ts';
import { sniff } from './sniff.ts';

/** A file as a table: its ideas without the heading. */
export interface Table {
  readonly columns: Columns;
  /** Cells of the heading. */
  readonly width: number;
  readonly rows: readonly Row[];
  readonly left: readonly Remark<LeftReason>[];
}

/** The headings that were found where none says which column holds the ideas. */
export interface NoIdeas {
  readonly headings: readonly string[];
}

/** Reads a table with a heading in its first row, or else one idea per line. Lines end with `\n`. */
export function readTable(text: string): Table | NoIdeas {
  const { separators, body, before } = separatorsOf(text);
  const kind = sniff(body, separators);
  if (kind.is === 'unknown-table') return { headings: kind.headings };
  const { rows, left } = readRows(body, kind.is === 'table' ? kind.separator : ONE_COLUMN, IMPORT_ROWS_MAX + 2);
  const filled = rows.filter(isFilled).map((row) => ({ ...row, line: row.line + before }));
  const ideas = kind.is === 'table' ? filled.slice(1) : filled;
  const surplus = ideas[IMPORT_ROWS_MAX];
  return {
    columns: kind.is === 'table' ? findColumns(kind.headings) : { text: 0 },
    width: kind.is === 'table' ? kind.headings.length : 1,
    rows: ideas.slice(0, IMPORT_ROWS_MAX),
    left: [
      ...left.map((remark) => ({ ...remark, line: remark.line + before })),
      ...(surplus ? [{ line: surplus.line, reason: 'too-many-rows' as const, value: IMPORT_ROWS_MAX }] : []),
    ],
  };
}

const SEPARATORS = [';', ',', '\t', '|'];

/** Excel's own way to name the separator is a first line like `sep=;`. */
function separatorsOf(text: string): { separators: readonly string[]; body: string; before: number } {
  const named = /^"?sep=([;,\t|])"?\n/i.exec(text);
  if (named?.[1] === undefined) return { separators: SEPARATORS, body: text, before: 0 };
  return { separators: [named[1]], body: text.slice(named[0].length), before: 1 };
}
