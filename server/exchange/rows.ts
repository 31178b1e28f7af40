import { CsvError, parse } from 'csv-parse/sync';
import type { LeftReason, Remark, Row } from '#shared/exchange/draft.ts';

/** For texts without columns: a separator that stands in no text. */
export const ONE_COLUMN = '\u001F';

/** Bytes of one record. A longer one is no idea, but a quote that nobody closes or something worse. */
const RECORD_BYTES_MAX = 32 * 1024;
/** Such records after which the rest of a file is given up. */
const TORN_MAX = 20;

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
  let rest = text;
  while (rest !== '' && rows.length < most && left.length < TORN_MAX) {
    const records = recordsOf(rest, delimiter, most - rows.length);
    for (const { line, cells } of records.rows) rows.push({ line: before + line, cells });
    if (records.tornAt === null) break;
    const torn = restFrom(rest, records.tornAt - 1);
    left.push({ line: before + records.tornAt, ...faultOf(torn) });
    rest = restFrom(torn, 1);
    before += records.tornAt;
  }
  return { rows, left };
}

function faultOf(torn: string): Omit<Remark<LeftReason>, 'line'> {
  const end = torn.indexOf('\n');
  const length = end < 0 ? torn.length : end;
  return length > RECORD_BYTES_MAX / 4 ? { reason: 'too-long', value: length } : { reason: 'open-quote' };
}

interface Records {
  readonly rows: Row[];
  /** Line of the record that cannot be read, at which reading ended. */
  readonly tornAt: number | null;
}

const TORN = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

function recordsOf(text: string, delimiter: string, most: number): Records {
  const rows: Row[] = [];
  let end = 0;
  const take = (cells: string[], { lines }: { readonly lines: number }): null => {
    rows.push({ line: end + 1, cells });
    end = lines;
    return null;
  };
  try {
    const lenient = { relax_quotes: true, relax_column_count: true, max_record_size: RECORD_BYTES_MAX };
    parse(text, { delimiter, record_delimiter: '\n', to: most, on_record: take, ...lenient });
    return { rows, tornAt: null };
  } catch (fault) {
    if (fault instanceof CsvError && TORN.has(fault.code)) return { rows, tornAt: end + 1 };
    throw fault;
  }
}

/** The text behind so many lines. */
function restFrom(text: string, lines: number): string {
  let at = 0;
  for (let line = 0; line < lines; line++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return '';
    at = end + 1;
  }
  return text.slice(at);
}
