import { expect, test } from 'vitest';
import { syllableCut } from './syllable.ts';

const cut = (word: string, most: number, least = 3): string => {
  const letters = [...word];
  const at = syllableCut(letters, most, least);
  return at === null ? word : `${letters.slice(0, at).join('')}-${letters.slice(at).join('')}`;
};

test.each([
  ['Donaudampfschifffahrt', 15, 'Donaudampf-schifffahrt'],
  ['Donaudampfschifffahrt', 18, 'Donaudampfschiff-fahrt'],
  ['Kapitänsmützen', 13, 'Kapitänsmüt-zen'],
  ['Kapitänsmützen', 10, 'Kapitäns-mützen'],
  ['Hauptstraße', 8, 'Haupt-straße'],
  ['Hauptstraße', 10, 'Hauptstra-ße'],
  ['Fensterbrücke', 11, 'Fensterbrü-cke'],
  ['Fensterbrücke', 8, 'Fenster-brücke'],
  ['Forschungsgesellschaft', 15, 'Forschungsge-sellschaft'],
  ['infrastructure', 7, 'infra-structure'],
])('[LK6] %s with room for %d letters is broken as %s', (word, most, broken) => {
  expect(cut(word, most)).toBe(broken);
});

test.each(['https://example', 'brrrrrrrrr', '0123456789'])('[LK6] %s has no syllables', (word) => {
  expect(cut(word, 8, 5)).toBe(word);
});
