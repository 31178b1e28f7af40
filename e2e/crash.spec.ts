import { setTimeout as wait } from 'node:timers/promises';
import { randomFrom } from '../bench/random.ts';
import { crash } from './crash/crash.ts';
import { aimedMoments, randomMoments } from './crash/moments.ts';
import { expect, test } from './table.ts';
import { Writer } from './writer.ts';

/** Times the plug is pulled at a random moment; `npm run crash` does it a hundred times. */
const ROUNDS = 5;
const SEED = 20_221_013;
const NOTHING = { lost: 0, doubled: 0, unequal: 0 };

test('[ST40] what anybody saw as saved, and what anybody was shown, survives kill -9', async () => {
  const figures = await crash(randomMoments(ROUNDS, randomFrom(SEED)));
  expect(figures).toMatchObject({ rounds: ROUNDS, ...NOTHING });
  expect(figures.acknowledged).toBeGreaterThan(100);
  expect(figures.shown).toBeGreaterThan(100);
});

test('[ST54, ST62] also right before a commit, a reveal or a compaction, in the middle of it, and before anybody is told of it', async () => {
  const moments = aimedMoments(randomFrom(SEED));
  const figures = await crash(moments);
  expect(figures).toMatchObject({ rounds: moments.length, ...NOTHING });
});

test('[ST41] people whose server was killed reconnect by themselves, and go on', async ({ server, table }) => {
  const { board } = await table.create({ title: 'Absturz', agenda: 'freie-wand' });
  const sittings = await Promise.all([table.join(board.code), table.join(board.code)]);
  const writers = sittings.map((sitting) => new Writer(server.origin, sitting));
  await expect.poll(() => writers.every(({ provider }) => provider.synced)).toBe(true);
  for (const writer of writers) writer.type();
  await wait(300);
  await server.kill();
  await server.start();
  await wait(500);
  for (const writer of writers) writer.rest();
  await expect.poll(() => writers.every(({ provider }) => provider.synced)).toBe(true);
  await expect.poll(() => new Set(writers.map(({ shown }) => JSON.stringify([...shown].sort()))).size).toBe(1);
  for (const writer of writers) writer.leave();
});
