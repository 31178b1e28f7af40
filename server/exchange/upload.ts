import { bones } from '#shared/exchange/columns.ts';
import type { Remarks } from '#shared/exchange/draft.ts';
import { draftRows } from '#shared/exchange/drafts.ts';
import { layDrafts, type Laid } from '#shared/exchange/lay.ts';
import { readCopy } from '#shared/exchange/read-copy.ts';
import { restore, type Table } from '#shared/exchange/restore.ts';
import { sectorName, type Locale } from '#shared/exchange/source.ts';
import { m } from '#shared/messages/compiled/messages.js';
import type { BoardInfo } from '#shared/model/room.ts';
import type { Sector } from '#shared/model/sector.ts';
import { refuse, type Refusal } from '../board/refusal.ts';
import { decodeText } from './decode.ts';
import { isDeep } from './json-depth.ts';
import { otherFormat } from './other-format.ts';
import { readTable } from './table.ts';

/** A file that was understood, and what of it can be laid into a board. */
export interface Upload extends Readonly<Remarks> {
  readonly lay: (table: Table) => Laid;
}

export interface UploadedFile {
  readonly bytes: Uint8Array;
  /** What the sender calls it. The bytes themselves count for more. */
  readonly contentType?: string | undefined;
  readonly board: BoardInfo;
  /** Language of the refusals. */
  readonly locale: Locale;
  readonly now: number;
}

/** Our own JSON begins with a brace; everything else that is text is taken for a table. */
export function readUpload(file: UploadedFile): Upload | Refusal {
  const { locale } = file;
  const other = otherFormat(file.bytes);
  if (other === 'pdf') return refuse('not-this-format', { detail: m.import_is_pdf({}, { locale }) });
  if (other === 'office') return refuse('not-this-format', { detail: m.import_is_office({}, { locale }) });
  const text = decodeText(file.bytes);
  if (text === null) return refuse('unreadable-import', { detail: m.import_no_text({}, { locale }) });
  if (text.trim() === '') return refuse('empty-import');
  return isJson(text, file.contentType) ? readJson(text, file) : readCsv(text, file);
}

const isJson = (text: string, contentType = ''): boolean =>
  /^\s*\{\s*["}]/.test(text) || /^application\/(.+\+)?json\b/i.test(contentType);

/** Headings that a refusal quotes, and characters of each. */
const QUOTED = { most: 12, length: 40 };

function readCsv(text: string, { board, locale, now }: UploadedFile): Upload | Refusal {
  const table = readTable(text);
  if ('headings' in table) {
    const names = table.headings.slice(0, QUOTED.most).map((heading) => heading.trim().slice(0, QUOTED.length));
    const found = names.map((name) => m.import_quoted({ name }, { locale })).join(', ');
    return refuse('unreadable-import', { detail: m.import_no_idea_column({ found }, { locale }) });
  }
  if (table.rows.length === 0 && table.left.length === 0) return refuse('empty-import');
  const sectors = { sectors: sectorsByName(board.sectors), sector: fallbackSector(board.sectors) };
  const { drafts, left, notes } = draftRows(table.rows, { ...table, ...sectors, now });
  return { left: [...table.left, ...left], notes, lay: (table) => layDrafts(drafts, table) };
}

function readJson(text: string, { board, locale }: UploadedFile): Upload | Refusal {
  const value = parsed(text);
  if (value === null) return refuse('unreadable-import', { detail: m.import_broken_json({}, { locale }) });
  const copy = readCopy(value);
  if (copy === 'foreign') return refuse('unreadable-import', { detail: m.import_foreign_json({}, { locale }) });
  if (copy === 'newer') return refuse('not-this-format', { detail: m.import_newer_version({}, { locale }) });
  if (copy.ideas.length + copy.clusters.length + copy.actions.length === 0) return refuse('empty-import');
  const sectorIds = new Set(board.sectors.map(({ id }) => id));
  const sector = fallbackSector(board.sectors);
  return { left: [], notes: [], lay: (table) => restore(copy, { ...table, sectorIds, sector }) };
}

function parsed(text: string): unknown {
  try {
    return isDeep(text) ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** A table may name a sector by its id or by its name in either language. */
export function sectorsByName(sectors: readonly Sector[]): Map<string, string> {
  const names = (sector: Sector) => [sectorName(sector, 'en'), sectorName(sector, 'de'), sector.id];
  return new Map(sectors.flatMap((sector) => names(sector).map((name) => [bones(name), sector.id] as const)));
}

const fallbackSector = (sectors: readonly Sector[]): string =>
  sectors.find(({ id }) => id === 'other')?.id ?? sectors.at(-1)?.id ?? 'other';
