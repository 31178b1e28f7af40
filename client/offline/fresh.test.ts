import { expect, test } from 'vitest';
import { freshOr } from './fresh.ts';

const kept = new Response('kept');
const never = new Promise<never>(() => undefined);

test('[OF4] with a network the page of the server comes first', async () => {
  const fresh = new Response('fresh');
  expect(await freshOr(kept, Promise.resolve(fresh), never)).toBe(fresh);
});

test('[OF4] an answer that says something else than to come back later is an answer', async () => {
  const gone = new Response('gone', { status: 404 });
  expect(await freshOr(kept, Promise.resolve(gone), never)).toBe(gone);
});

test.each([
  ['without a network', () => Promise.reject(new TypeError('Failed to fetch')), never],
  ['where the server stumbles', async () => new Response('bad gateway', { status: 502 }), never],
  ['where the network takes too long', () => never, Promise.resolve()],
])('[OF2] %s the page that is kept opens', async (_when, ask, late) => {
  expect(await freshOr(kept, ask(), late)).toBe(kept);
});
