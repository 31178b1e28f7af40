import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '#shared/exchange/draft.ts';
import { draftRows } from '#shared/exchange/drafts.ts';
import { DEFAULT_SECTORS } from '#shared/model/sector.ts';
import { decodeText } from '../exchange/decode.ts';
import { readTable } from '../exchange/table.ts';
import { sectorsByName } from '../exchange/upload.ts';

export const DEMO_CSV = join(import.meta.dirname, 'demo-ideas.csv');

/** The project's own 60 ideas, read as an import reads them. */
export function demoIdeas(): readonly Draft[] {
  const table = readTable(decodeText(readFileSync(DEMO_CSV)) ?? '');
  if ('headings' in table) throw new Error(`${DEMO_CSV} has lost its heading`);
  const sectors = sectorsByName(DEFAULT_SECTORS);
  return draftRows(table.rows, { ...table, sectors, sector: 'other', now: Date.now() }).drafts;
}
