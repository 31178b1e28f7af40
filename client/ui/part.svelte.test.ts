import { expect, test } from 'vitest';
import { Part } from './part.svelte.ts';

test('[LO3] a part is fetched once, and from then on it is here', async () => {
  let fetched = 0;
  const part = new Part(async () => ++fetched);
  expect(part.here).toBeNull();
  await Promise.all([part.fetch(), part.fetch()]);
  expect(await part.fetch()).toBe(1);
  expect(part.here).toBe(1);
});

test('[LO5] what did not come may come the next time', async () => {
  const answers = [Promise.reject(new Error('no network')), Promise.resolve('here')];
  const part = new Part(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  await expect(part.fetch()).rejects.toThrow('no network');
  expect(part.here).toBeNull();
  expect(await part.fetch()).toBe('here');
});
