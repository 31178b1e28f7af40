import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmless, tidy, unharmed } from './tidy.ts';

/** Any code units, also halves of pairs. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x80 })))
  .map((units) => String.fromCharCode(...units));

test.each([
  ['  Bänke \r\n\n und mehr\t', 'Bänke und mehr', false],
  ['a  b', 'a  b', false],
  ['a\u2028b\u0085c', 'a b c', false],
  ['Bän\u0007ke\u0000', 'Bänke', true],
  ['links\u202Esthcer', 'linkssthcer', true],
  ['👩‍🎨 und 🏳️‍🌈', '👩‍🎨 und 🏳️‍🌈', false],
  ['halb \ud83d', 'halb \ufffd', false],
])('[IM17] %j becomes %j', (raw, text, stripped) => {
  expect(tidy(raw)).toEqual({ text, stripped });
});

test('[IM17] tidy text stays as it is', () => {
  fc.assert(
    fc.property(anyText, (raw) => {
      const { text } = tidy(raw);
      expect(tidy(text)).toEqual({ text, stripped: false });
    }),
  );
});

test.each(['=1+1', '+49 371', '-5 Grad', '@home', '\tx', '\rx', ' =1', "'=1", '＝1'])(
  '[EX7] %j is no formula any more',
  (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
  },
);

test('[EX7] what was made harmless can be had back exactly, and other cells are not touched', () => {
  const cell = fc.oneof(anyText, fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', 'a', '\t') }));
  fc.assert(fc.property(cell, (text) => void expect(unharmed(harmless(text))).toBe(text)));
  expect(harmless('3 - 2 = 1')).toBe('3 - 2 = 1');
  expect(unharmed("'s ist schön")).toBe("'s ist schön");
});
