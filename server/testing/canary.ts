/**
 * Texts that are found in any bytes, also when only one keystroke of them got there. Each keystroke is a letter of cuneiform,
 * written twice: nobody else writes so, chance does not, and the letter tells whose text it is.
 */

/** First letter of the block. */
const FIRST = 0x12000;
/** Letters, and hence keystrokes, of one canary. */
const LETTERS = 8;
/** The block has 1,024 code points. */
const CANARIES_MAX = 128;

/** The keystrokes of the canary of that number. */
export function canary(index: number): readonly string[] {
  if (index >= CANARIES_MAX) throw new Error('no letters are left');
  return Array.from({ length: LETTERS }, (_, letter) =>
    String.fromCodePoint(FIRST + index * LETTERS + letter).repeat(2),
  );
}

/** Twice the same letter, by the way in which it is written; the group is the letter. */
const WRITINGS: readonly (readonly [RegExp, (letter: string) => number])[] = [
  [/(\xf0\x92[\x80-\x8f][\x80-\xbf])\1/g, (letter) => codePoint(Buffer.from(letter, 'latin1').toString('utf8'))],
  [/(\x08\xd8[^][\xdc-\xdf])\1/g, (letter) => codePoint(Buffer.from(letter, 'latin1').toString('utf16le'))],
  [/(\xd8\x08[\xdc-\xdf][^])\1/g, (letter) => codePoint(Buffer.from(letter, 'latin1').swap16().toString('utf16le'))],
  [/(\\u[dD]808\\u[dD][c-fC-F][\da-fA-F]{2})\1/g, (letter) => codePoint(JSON.parse(`"${letter}"`) as string)],
  [/(%[fF]0%92%8[\da-fA-F]%[89abAB][\da-fA-F])\1/g, (letter) => codePoint(decodeURIComponent(letter))],
  [/(&#[xX]12[0-3][\da-fA-F]{2};)\1/g, (letter) => Number.parseInt(letter.slice(3), 16)],
  [/(&#7[34]\d{3};)\1/g, (letter) => Number.parseInt(letter.slice(2), 10)],
];

/** The numbers of the canaries of which any keystroke stands in the bytes, in any of these writings, also within base64. */
export function canariesIn(bytes: Buffer): ReadonlySet<number> {
  const found = new Set<number>();
  for (const text of readings(bytes)) {
    for (const [pattern, decode] of WRITINGS) {
      for (const [, letter = ''] of text.matchAll(pattern)) found.add(Math.floor((decode(letter) - FIRST) / LETTERS));
    }
  }
  return found;
}

/** The bytes as they are, and as what their base64 may stand for, wherever it begins. */
function readings(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const encoded = [...text.matchAll(/[\w+/-]{11,}/g)].map(([run]) => run);
  const decoded = [0, 1, 2, 3].map((skipped) =>
    encoded.map((run) => Buffer.from(run.slice(skipped), 'base64').toString('latin1')).join('\n'),
  );
  return [text, ...decoded];
}

const codePoint = (letter: string): number => letter.codePointAt(0) ?? 0;
