import { boardToCsv } from '#shared/exchange/csv.ts';
import { fileName } from '#shared/exchange/file-name.ts';
import { boardToJson } from '#shared/exchange/json.ts';
import { boardToMarkdown } from '#shared/exchange/markdown.ts';
import type { Source } from '#shared/exchange/source.ts';

const FORMATS = {
  csv: { make: boardToCsv, contentType: 'text/csv; charset=utf-8' },
  md: { make: boardToMarkdown, contentType: 'text/markdown; charset=utf-8' },
  json: { make: boardToJson, contentType: 'application/json; charset=utf-8' },
} as const;

export type ExportFormat = keyof typeof FORMATS;

export const EXPORT_FORMATS = Object.keys(FORMATS) as readonly ExportFormat[];

export const isExportFormat = (value: string): value is ExportFormat => Object.hasOwn(FORMATS, value);

export interface Exported {
  readonly body: string;
  readonly contentType: string;
  /** Safe on every system; for `Content-Disposition`. */
  readonly fileName: string;
}

/** A board as a file. Reads nothing by itself: the caller brings board, info and roster, and asks who may have it. */
export function exportBoard({ format, ...source }: Source & { readonly format: ExportFormat }): Exported {
  const { make, contentType } = FORMATS[format];
  return {
    body: make(source),
    contentType,
    fileName: fileName(source.info.title, { now: source.now, extension: format }),
  };
}
