import { expect, test } from 'vitest';
import { ROOT } from '../setup/paths.mjs';
import { wordsFrom } from './first-words.ts';

test('[LO2] what a page says at once is found through all that it imports, and what comes later is not', () => {
  const words = wordsFrom(['client/pages/Board.svelte'], ROOT);
  expect(words).toContain('opening_title');
  expect(words).toContain('composer_label');
  expect(words).not.toContain('agenda_title');
  expect(words).not.toContain('export_untitled_numbered');
});
