import { expect, test } from 'vitest';
import { isNotForBrowsers } from './only-for-browsers.ts';

test.each(['server/log.ts', 'shared/model/code-words.ts', '__vite-browser-external:fs'])('%s stays here', (path) => {
  expect(isNotForBrowsers(path)).toBe(true);
});

test.each(['client/main.ts', 'shared/model/code.ts', 'node_modules/x/server/words.js'])('%s may go', (path) => {
  expect(isNotForBrowsers(path)).toBe(false);
});
