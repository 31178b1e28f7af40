import { CsvError, parse } from 'csv-parse/sync';
import type { LeftReason, Remark, Row } from '#shared/exchange/draft.ts';

/** For texts without columns: a separator that stands in no text. */
export const ONE_COLUMN = '\u001F';

/** Quotes that nobody closes, after which the rest of a file is given up. */
const OPEN_QUOTES_MAX = 20;

export interface Rows {
  readonly rows: readonly Row[];
  readonly left: readonly Remark<LeftReason>[];
}

/**
 * The first records of a table in which lines end with `\n`. A quote that nobody closes costs its own line only: what
 * follows is read as if that line was not there.
 */
export function readRows(text: string, delimiter: string, most: number): Rows {
  const rows: Row[] = [];
  const left: Remark<LeftReason>[] = [];
  let before = 0;
  let rest: string | null = text;
  while (rest !== null && rows.length < most && left.length < OPEN_QUOTES_MAX) {
    const records = recordsOf(rest, delimiter, most - rows.length);
    rows.push(...records.rows.map(({ line, cells }) => ({ line: before + line, cells })));
    if (records.openAt !== null) left.push({ line: before + records.openAt, reason: 'open-quote' });
    rest = records.openAt === null ? null : behindLines(rest, records.openAt);
    before += records.openAt ?? 0;
  }
  return { rows, left };
}

interface Records {
  readonly rows: Row[];
  /** Line of the record with the open quote at which reading ended. */
  readonly openAt: number | null;
}

function recordsOf(text: string, delimiter: string, most: number): Records {
  const rows: Row[] = [];
  let end = 0;
  const take = (cells: string[], { lines }: { readonly lines: number }): null => {
    rows.push({ line: end + 1, cells });
    end = lines;
    return null;
  };
  try {
    const lenient = { relax_quotes: true, relax_column_count: true };
    parse(text, { delimiter, record_delimiter: '\n', to: most, on_record: take, ...lenient });
    return { rows, openAt: null };
  } catch (fault) {
    if (fault instanceof CsvError && fault.code === 'CSV_QUOTE_NOT_CLOSED') return { rows, openAt: end + 1 };
    throw fault;
  }
}

function behindLines(text: string, lines: number): string {
  let at = 0;
  for (let line = 0; line < lines && at >= 0; line++) at = text.indexOf('\n', at) + 1 || -1;
  return at < 0 ? '' : text.slice(at);
}
