import { expect, test } from 'vitest';
import { filesIn } from './current.ts';
import { Version } from './version.svelte.ts';

test('[OF5] script and style are what a version is known by', () => {
  const html =
    '<link rel="icon" href="/assets/icon-1.svg"><link rel="stylesheet" href="/assets/a-2.css"><script src="/assets/a-1.js">';
  expect(filesIn(html)).toEqual(['/assets/a-2.css', '/assets/a-1.js']);
});

test('[OF5] the same client, and no answer, are no new version; another one is, and stays one', async () => {
  let answer: boolean | 'unknown' = true;
  const version = new Version(async () => answer);
  const seen: boolean[] = [];
  for (answer of [true, 'unknown', false, 'unknown'] as const) {
    await version.look();
    seen.push(version.isOld);
  }
  expect(seen).toEqual([false, false, true, true]);
});
