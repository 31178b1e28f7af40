import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftRows } from '#shared/exchange/drafts.ts';
import { IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { demoIdeas } from '../cli/demo-ideas.ts';
import { decodeText } from '../exchange/decode.ts';
import { readTable } from '../exchange/table.ts';

/** As many as the real ones: both should keep a test equally busy. */
const COUNT = 1_039;
const FILE = 'klimarat-energie.csv';

/**
 * Real ideas for tests and benchmarks. They stay outside the project: `TAFELRUNDE_DATA` or `../shared/data` beside the
 * checkout holds them. Elsewhere as many are made from the project's own 60. Which it was is printed once.
 */
export function realCsv(): { readonly bytes: Uint8Array; readonly source: string } {
  const file = folders().find((folder) => existsSync(join(folder, FILE)));
  if (file !== undefined) return { bytes: readFileSync(join(file, FILE)), source: told(`the real ones, ${FILE}`) };
  return { bytes: Buffer.from(madeCsv()), source: told('made from the 60 of the demo') };
}

export function realIdeas(): { readonly texts: readonly string[]; readonly source: string } {
  const { bytes, source } = realCsv();
  const table = readTable(decodeText(bytes) ?? '');
  if ('headings' in table) throw new Error(`no ideas in ${source}`);
  const { drafts } = draftRows(table.rows, { ...table, sectors: new Map(), sector: 'other', now: Date.now() });
  return { texts: drafts.map(({ text }) => text), source };
}

const folders = (): string[] => {
  const named = process.env['TAFELRUNDE_DATA'];
  return [...(named ? [named] : []), join(import.meta.dirname, '../../../shared/data')];
};

let isTold = false;

function told(source: string): string {
  if (!isTold) console.info(`ideas: ${source}`);
  isTold = true;
  return source;
}

/** Columns as in the real file; every text different. */
function madeCsv(): string {
  const ideas = demoIdeas();
  const rows = Array.from({ length: COUNT }, (_, i) => {
    const ending = ` (${i + 1})`;
    const text = (ideas[i % ideas.length]?.text ?? '').slice(0, IDEA_TEXT_MAX - ending.length) + ending;
    return `${1_650_000_000_000 + i * 60_000},${i},${i % 90},"${text.replaceAll('"', '""')}"`;
  });
  return ['timestamp,comment-id,author-id,comment-body', ...rows].join('\n') + '\n';
}
