import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface Texts {
  readonly texts: readonly string[];
  /** Where they came from, for the report. */
  readonly from: string;
}

const REAL_IDEAS = 'klimarat-energie.csv';

/** Real ideas when the data folder is there (`TAFELRUNDE_DATA`, else `../shared/data`), else made-up ones of the same lengths. */
export function loadTexts(env: NodeJS.ProcessEnv): Texts {
  const file = join(env['TAFELRUNDE_DATA'] ?? join(import.meta.dirname, '../../shared/data'), REAL_IDEAS);
  if (!existsSync(file)) return { texts: madeUp(), from: 'made-up ideas (TAFELRUNDE_DATA is not there)' };
  const rows = parse<Record<string, string>>(readFileSync(file), { columns: true, bom: true });
  const texts = rows.map((row) => row['comment-body']?.replace(/\s+/g, ' ').trim().slice(0, 280) ?? '').filter(isPlain);
  return { texts, from: `${texts.length} real ideas` };
}

/** No emoji: typing cuts texts anywhere, and half a surrogate pair is no text. */
const isPlain = (text: string): boolean => text.length > 10 && !/[\uD800-\uDFFF]/.test(text);

const WORDS =
  'Werkstatt Handwerk gemeinsam nutzen mit der Schule im Ort ein Prototyp aus Holz für lokale Energie und Kunst'.split(
    ' ',
  );

/** Lengths from 30 to 200 characters, as real ideas have them. */
function madeUp(): string[] {
  return Array.from({ length: 200 }, (_, index) => {
    const words = Array.from({ length: 5 + (index % 25) }, (_, at) => WORDS[(index * 7 + at * 3) % WORDS.length]);
    return words.join(' ');
  });
}
