import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';
import decompress from 'woff2-encoder/decompress';
import { unwoff } from './unwoff.ts';

/** Where the bundled fonts are and what they are for; all of them are under the SIL Open Font License. */

export type Weight = 400 | 700;

export interface Family {
  /** The npm package, and the first part of its file names. */
  readonly from: string;
  readonly name: string;
  /** Files of a package that together are one font. */
  readonly parts: readonly string[];
  /** Characters for which it is asked; all when absent. */
  readonly for?: RegExp;
  readonly weights: readonly Weight[];
}

const of = (name: string, parts: readonly string[], characters: RegExp): Family => ({
  ...{ from: `@fontsource/${name}`, name, parts, for: characters, weights: [400, 700] },
});

const ATKINSON = 'atkinson-hyperlegible-next';

/** Asked in this order. UnifontEX has a glyph for nearly everything, though a plain one. */
export const FAMILIES: readonly Family[] = [
  { from: `@fontsource/${ATKINSON}`, name: ATKINSON, parts: ['latin', 'latin-ext'], weights: [400, 700] },
  of('noto-emoji', ['emoji'], /[\p{Extended_Pictographic}\p{RI}\uFE0F\u20E3]/u),
  of('noto-sans', ['latin-ext', 'vietnamese', 'latin'], /[\p{Script=Latin}\p{M}]/u),
  of('noto-sans', ['cyrillic', 'cyrillic-ext'], /[\p{Script=Cyrillic}\p{M}]/u),
  of('noto-sans', ['greek', 'greek-ext'], /[\p{Script=Greek}\p{M}]/u),
  of('noto-sans', ['devanagari'], /[\p{Script=Devanagari}\p{M}]/u),
  of('noto-sans-hebrew', ['hebrew'], /[\p{Script=Hebrew}\p{M}]/u),
  // Unlike Noto, it has a glyph for each letter, so that what is copied are the letters.
  of('ibm-plex-sans-arabic', ['arabic'], /[\p{Script_Extensions=Arabic}\p{M}]/u),
];
export const LAST: Family = { from: '@fontsource/unifontex', name: 'unifontex', parts: ['latin'], weights: [400] };

/** Chinese and Japanese, and many signs: a hundred files by character, and only as the thinnest of a variable font. */
const HAN = { from: '@fontsource-variable/noto-sans-sc', name: 'noto-sans-sc' } as const;

const require = createRequire(import.meta.url);
const folderOf = (from: string): string => dirname(require.resolve(`${from}/package.json`));

export function openFont({ from, name }: Family, part: string, weight: Weight): Font {
  return opened(unwoff(readFileSync(join(folderOf(from), 'files', `${name}-${part}-${weight}-normal.woff`))));
}

function opened(bytes: Buffer): Font {
  const font = create(bytes);
  if ('fonts' in font) throw new Error('a collection of fonts where one was expected');
  return font;
}

/** Finds the file of the Han font that holds a character; null when none does. */
export function hanFiles(): (character: string) => string | null {
  const ranges = JSON.parse(readFileSync(join(folderOf(HAN.from), 'unicode.json'), 'utf8')) as Record<string, string>;
  const parts = new Map<number, string>();
  for (const [key, list] of Object.entries(ranges)) {
    for (const range of list.split(',')) {
      const [first = 0, last = first] = range
        .slice(2)
        .split('-')
        .map((hex) => parseInt(hex, 16));
      for (let code = first; code <= last; code++) parts.set(code, key.replace(/[[\]]/g, ''));
    }
  }
  return (character) => parts.get(character.codePointAt(0) ?? 0) ?? null;
}

/** These files exist as WOFF2 only, which fontkit can read but not embed. */
export async function openHan(part: string): Promise<Font> {
  const packed = readFileSync(join(folderOf(HAN.from), 'files', `${HAN.name}-${part}-wght-normal.woff2`));
  return opened(Buffer.from(await decompress(packed)));
}
