import { CLUSTER_TITLE_MAX, IDEA_TEXT_MAX, ORIGIN_MAX } from '../model/limits.ts';
import { bones, type Columns } from './columns.ts';
import type { Draft, NoteReason, Remarks, Row } from './draft.ts';
import { tidy, unharmed } from './tidy.ts';

/** How a table is to be understood. */
export interface Reading {
  readonly columns: Columns;
  /** Cells of the heading; rows with more than these are torn. */
  readonly width: number;
  /** Sector ids by the bones of everything people call them. */
  readonly sectors: ReadonlyMap<string, string>;
  /** The sector of ideas that name none, or one that the board does not have. */
  readonly sector: string;
  readonly now: number;
}

export interface Drafted extends Remarks {
  readonly drafts: Draft[];
}

/** Turns the rows of a table into ideas, and says of each that stays behind why. Never cuts a text. */
export function draftRows(rows: readonly Row[], reading: Reading): Drafted {
  const drafted: Drafted = { drafts: [], left: [], notes: [] };
  for (const row of rows) draftRow(row, reading, drafted);
  return drafted;
}

function draftRow(row: Row, reading: Reading, { drafts, left, notes }: Drafted): void {
  if (row.cells.every((cell) => cell.trim() === '')) return;
  const { line } = row;
  if (row.cells.slice(reading.width).some((cell) => cell.trim() !== '')) {
    left.push({ line, reason: 'too-many-columns', value: reading.width });
    return;
  }
  const cell = (name: keyof Columns): string => row.cells[reading.columns[name] ?? -1] ?? '';
  const { text, stripped } = tidy(unharmed(cell('text')));
  if (text === '') left.push({ line, reason: 'empty-text' });
  else if (text.length > IDEA_TEXT_MAX) left.push({ line, reason: 'too-long', value: text.length });
  else {
    const note = (reason: NoteReason, value?: string): unknown =>
      notes.push(value === undefined ? { line, reason } : { line, reason, value });
    if (stripped) note('control-characters');
    const createdAt = timeIn(cell('createdAt'), reading.now);
    drafts.push({
      ...{ line, text, sector: sectorIn(cell('sector'), reading, note) },
      ...absentIfEmpty('from', authorIn(cell('author'), note)),
      ...absentIfEmpty('cluster', clusterIn(cell('cluster'), note)),
      ...(createdAt === null ? {} : { createdAt }),
    });
  }
}

type Note = (reason: NoteReason, value?: string) => unknown;

const absentIfEmpty = (key: 'from' | 'cluster', value: string): Partial<Pick<Draft, 'from' | 'cluster'>> =>
  value === '' ? {} : { [key]: value };

const shown = (value: string): string => (value.length > 40 ? `${value.slice(0, 39)}…`.toWellFormed() : value);

function sectorIn(cell: string, reading: Reading, note: Note): string {
  const { text } = tidy(unharmed(cell));
  if (text === '') return reading.sector;
  const known = reading.sectors.get(bones(text));
  if (known === undefined) note('unknown-sector', shown(text));
  return known ?? reading.sector;
}

/** A name; a bare number is somebody else's id and says nothing to anybody. */
function authorIn(cell: string, note: Note): string {
  const { text } = tidy(unharmed(cell));
  if (/^[\d\s.,-]*$/.test(text)) return '';
  if (text.length <= ORIGIN_MAX) return text;
  note('author-too-long');
  return '';
}

function clusterIn(cell: string, note: Note): string {
  const { text } = tidy(unharmed(cell));
  if (text.length <= CLUSTER_TITLE_MAX) return text;
  note('cluster-too-long', shown(text));
  return '';
}

/** Nobody pinned ideas to a digital wall before. */
const EARLIEST = Date.UTC(1990, 0, 1);
const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Milliseconds since 1970 or an ISO date, when it lies in the past and makes sense; else null. */
export function timeIn(cell: string, now: number): number | null {
  const text = unharmed(cell.trim());
  const time = /^\d{12,13}$/.test(text) ? Number(text) : ISO.test(text) ? Date.parse(text.replace(' ', 'T')) : NaN;
  return time >= EARLIEST && time <= now ? time : null;
}
