import { expect, test } from 'vitest';
import { ROOT } from '../setup/paths.mjs';
import { atOnce, wordsIn } from './at-once.ts';

const board = atOnce(['client/pages/Board.svelte'], ROOT);

test('[LO3] what comes at once is found through all that is imported, and what comes later is not', () => {
  expect(board).toContain('client/pages/board/Composer.svelte');
  expect(board).toContain('shared/rules/may.ts');
  expect(board).not.toContain('client/steps/LeadPanel.svelte');
});

test('[LO2] what is said at once is found, and what is said later is not', () => {
  const words = wordsIn(board, ROOT);
  expect(words).toContain('opening_title');
  expect(words).toContain('composer_label');
  expect(words).not.toContain('agenda_title');
  expect(words).not.toContain('export_untitled_numbered');
});
