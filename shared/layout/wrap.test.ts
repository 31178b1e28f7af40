import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphemes, widthOf } from './metrics.ts';
import { CARD_TEXT } from './sizes.ts';
import { wrap } from './wrap.ts';

const lines = (text: string): string[] => wrap(text, CARD_TEXT);
const squeezed = (text: string): string => text.replace(/\s+/gu, '');

describe('wrapping', () => {
  test.each([0, -40])('[WA1] where there is no room at all (%i) each letter has a line, and it ends', (width) => {
    expect(wrap('ab 12', { ...CARD_TEXT, width }).map((line) => line.replace('-', ''))).toEqual(['a', 'b', '1', '2']);
  });

  test('[WA1] breaks at spaces and after hyphens and slashes', () => {
    expect(lines('Ladesäulen am Markt mit Solardach und Sitzbank – gebaut von Makern')).toEqual([
      'Ladesäulen am Markt mit',
      'Solardach und Sitzbank –',
      'gebaut von Makern',
    ]);
    expect(lines('Haltestellen-Patenschaften')).toEqual(['Haltestellen-', 'Patenschaften']);
    expect(lines('Stromerzeugung/Stromverbrauch')).toEqual(['Stromerzeugung/', 'Stromverbrauch']);
  });

  test('a hyphen that begins a word stays with it', () => {
    expect(lines('im Winter bei -10 Grad -jetzt')).toEqual(['im Winter bei -10 Grad', '-jetzt']);
  });

  test('an overlong word is broken with a hyphen and leaves no stub', () => {
    const broken = lines('Donaudampfschifffahrtsgesellschaft');
    expect(broken.length).toBe(2);
    expect(broken[0]).toMatch(/\p{L}-$/u);
    expect(broken.join('').replace('-', '')).toBe('Donaudampfschifffahrtsgesellschaft');
    expect(graphemes(broken[1] ?? '').length).toBeGreaterThanOrEqual(3);
  });

  test('ideographs and emoji are broken without a hyphen and never inside', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(lines(family.repeat(20)).every((line) => squeezed(line).replaceAll(family, '') === '')).toBe(true);
    expect(lines('漢字'.repeat(20)).join('')).toBe('漢字'.repeat(20));
  });

  test('line breaks of the author are kept, blank text has no lines', () => {
    expect(lines('eins\nzwei')).toEqual(['eins', 'zwei']);
    expect(lines(' \n ')).toEqual([]);
  });

  test('[WA1] no line is wider than the card, and no character is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 280 }), (text) => {
        const wrapped = lines(text);
        for (const line of wrapped) {
          const fits = widthOf(line, CARD_TEXT.weight) * CARD_TEXT.size <= CARD_TEXT.width + 0.001;
          expect(fits || graphemes(line).length <= 2).toBe(true);
        }
        const withoutAddedHyphens = (it: string): string => squeezed(it).replaceAll('-', '');
        expect(withoutAddedHyphens(wrapped.join(''))).toBe(withoutAddedHyphens(text));
      }),
    );
  });

  test('[WA2] the same text always gives the same lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(lines(text)).toEqual(lines(text));
      }),
    );
  });
});

describe('metrics', () => {
  test('letters with accents are as wide as their base letter', () => {
    expect(widthOf('é', 400)).toBe(widthOf('e', 400));
    expect(widthOf('ĺ', 700)).toBe(widthOf('l', 700));
  });

  test('bold is wider, and other alphabets have a width too', () => {
    expect(widthOf('Werkbusse', 700)).toBeGreaterThan(widthOf('Werkbusse', 400));
    expect(widthOf('Привет', 400)).toBeGreaterThan(3);
    expect(widthOf('漢', 400)).toBe(1);
    expect(widthOf('👍🏽', 400)).toBeGreaterThan(1);
  });

  test('combining marks take no room', () => expect(widthOf('e\u0301', 400)).toBe(widthOf('e', 400)));
});
