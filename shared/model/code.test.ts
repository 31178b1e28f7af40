import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_WORDS } from './code-words.ts';
import { codeKey, formatCode } from './code.ts';
import { CODE_COUNT, newCode } from './new-code.ts';

const fillRandom = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);

/** Hands out the given 32-bit numbers one after the other. */
function fillWith(...numbers: number[]) {
  return (bytes: Uint8Array<ArrayBuffer>) => {
    new DataView(bytes.buffer).setUint32(0, numbers.shift() ?? 0);
    return bytes;
  };
}

test('[BO20] the words are many, short, distinct and free of umlauts', () => {
  expect(CODE_WORDS.length).toBeGreaterThanOrEqual(1_700);
  expect(new Set(CODE_WORDS).size).toBe(CODE_WORDS.length);
  expect(CODE_WORDS.filter((word) => !/^[A-Z]{3,8}$/.test(word))).toEqual([]);
});

test('[BO20] there are at least 2^28 codes, also when told apart by key', () => {
  expect(CODE_COUNT).toBe(CODE_WORDS.length ** 2 * 100);
  expect(CODE_COUNT - twins() * 100).toBeGreaterThanOrEqual(2 ** 28);
});

test('[BO20] a new code is two words and two digits, and comes back from its key as it was', () => {
  for (let count = 0; count < 1_000; count++) {
    const code = newCode(fillRandom);
    expect(code).toMatch(/^[A-Z]{3,8}-[A-Z]{3,8}-[0-9]{2}$/);
    expect(codeKey(code)).toBe(code.replaceAll('-', ''));
    expect(formatCode(code)).toBe(code);
  }
});

test('[BO20] every draw below the count names its own code, and a draw that would favour some is made again', () => {
  const [first, last] = [CODE_WORDS[0], CODE_WORDS[CODE_WORDS.length - 1]];
  expect(newCode(fillWith(0))).toBe(`${first}-${first}-00`);
  expect(newCode(fillWith(CODE_COUNT - 1))).toBe(`${last}-${last}-99`);
  expect(newCode(fillWith(2 ** 32 - 1, 7))).toBe(`${first}-${first}-07`);
});

test.each([
  'KAEFER-LAMPE-42',
  'Käfer lampe 42',
  'ka\u0308fer lampe 42',
  ' käferlampe42 ',
  'KÄFER–LAMPE—42',
  'käfer\u2011lampe\u00ad-\u00a042',
  'ＫÄＦＥＲ－ＬＡＭＰＥ　４２',
  'kaefer_lampe.4 2',
])('[BO21] %j is understood', (typed) => {
  expect(codeKey(typed)).toBe('KAEFERLAMPE42');
});

test.each([
  '',
  '42',
  'LAMPE',
  'KUPFER-LAMPE',
  'KUPFER-LAMPE-4',
  'KUPFER-LAMPE-421',
  '<b>KUPFER-LAMPE-42',
  'A-B-42',
  '💡💡💡💡💡💡42',
])('[BO21] %j cannot be a code', (typed) => {
  expect(codeKey(typed)).toBeNull();
  expect(formatCode(typed)).toBeNull();
});

test('[BO21] case, separators and ways of writing umlauts make no difference', () => {
  const separator = fc.constantFrom('', ' ', '-', '–', '—', '\u2011', '\u2212', '\u00a0', '_', ' - ');
  const word = fc.constantFrom(...CODE_WORDS);
  const digits = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
  fc.assert(
    fc.property(word, word, digits, separator, separator, fc.nat(5), (first, second, number, left, right, way) => {
      const typed = written(`${first}${left}${second}${right}${number}`, way);
      expect(codeKey(typed)).toBe(first + second + number);
    }),
  );
});

test('[BO21] whatever is typed, the key of a key is itself, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const key = codeKey(typed);
      if (key !== null) expect(codeKey(key)).toBe(key);
      if (key !== null) expect(codeKey(formatCode(typed) ?? '')).toBe(key);
    }),
  );
});

/** Pairs of words that read like another pair when written together: A + RX is AR + X. */
function twins(): number {
  const words = new Set(CODE_WORDS);
  const splits = CODE_WORDS.flatMap((word) =>
    [3, 4, 5, 6, 7].map((at) => [word.slice(0, at), word.slice(at)] as const),
  );
  const rests = splits.filter(([start, rest]) => words.has(start) && rest !== '').map(([, rest]) => rest);
  return rests.reduce((sum, rest) => sum + CODE_WORDS.filter((word) => words.has(rest + word)).length, 0);
}

function written(code: string, way: number): string {
  const umlauts = code.replaceAll('AE', 'Ä').replaceAll('OE', 'Ö').replaceAll('UE', 'Ü').replaceAll('SS', 'ß');
  const ways = [code, code.toLowerCase(), umlauts, umlauts.toLowerCase(), umlauts.normalize('NFD'), ` ${code} `];
  return ways[way] ?? code;
}
