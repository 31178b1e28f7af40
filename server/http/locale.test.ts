import { expect, test } from 'vitest';
import { pickLocale } from './locale.ts';

test('[OP24] the language is the one asked for, else the best of the browser, else German', () => {
  expect(pickLocale('en', 'de')).toBe('en');
  expect(pickLocale('fr', 'en-GB,en;q=0.9')).toBe('en');
  expect(pickLocale(undefined, 'fr, en;q=0.5, de-AT;q=0.7')).toBe('de');
  expect(pickLocale(undefined, 'en;q=0')).toBe('de');
  expect(pickLocale(['en'], undefined)).toBe('de');
  expect(pickLocale(undefined, 'fr')).toBe('de');
});
