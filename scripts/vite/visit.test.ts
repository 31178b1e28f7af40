import { expect, test } from 'vitest';
import { weigh, type BuiltFile } from './visit.ts';

const files = new Map<string, BuiltFile>([
  ['index.js', { needs: ['svelte.js', 'index.css'], gzip: 10 }],
  ['board.js', { needs: ['svelte.js', 'table.js', 'board.css'], gzip: 200 }],
  ['table.js', { needs: ['svelte.js', 'board.js'], gzip: 3_000 }],
  ['lead.js', { needs: ['board.js'], gzip: 40_000 }],
  ['svelte.js', { needs: [], gzip: 500_000 }],
  ['index.css', { needs: [], gzip: 1_000_000 }],
  ['board.css', { needs: [], gzip: 2_000_000 }],
]);

test('[LO1] a visit weighs what it starts with and all that comes with it, each once, and nothing that may come later', () => {
  expect(weigh(files, ['index.js', 'board.js'])).toBe(3_503_210);
});

test('[LO1] what is needed but was not built is a fault', () => {
  expect(() => weigh(files, ['gone.js'])).toThrow('gone.js');
});
