import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from './table.ts';
import { Writer } from './writer.ts';

/** Times the plug is pulled, each at another moment of full load. */
const ROUNDS = 5;

test('[ST40] what anybody saw as saved, and what anybody was shown, survives kill -9', async ({ server, table }) => {
  const { board } = await table.create({ title: 'Absturz', agenda: 'freie-wand' });
  const sittings = await Promise.all(Array.from({ length: 4 }, () => table.join(board.code)));
  const writers = sittings.map((sitting) => new Writer(server.origin, sitting));
  await expect.poll(() => writers.every(({ provider }) => provider.synced)).toBe(true);
  for (let round = 0; round < ROUNDS; round++) {
    for (const writer of writers) writer.type();
    await wait(300 + 130 * round);
    await server.kill();
    for (const { provider } of writers) provider.disconnect();
    const promised = writers.map(({ savedTexts, shown }) => ({ saved: new Map(savedTexts), shown }));
    for (const writer of writers) writer.rest();
    await server.start();
    const witness = new Writer(server.origin, await table.join(board.code));
    await expect.poll(() => witness.provider.synced).toBe(true);
    const there = witness.shown;
    for (const [index, { saved, shown }] of promised.entries()) {
      expect(saved.size).toBeGreaterThan(round);
      for (const [id, text] of saved) expect(there.get(id)?.startsWith(text)).toBe(true);
      const ofOthers = [...shown].filter(([id]) => !id.startsWith(sittings[index]?.participantId ?? ''));
      expect(ofOthers.length).toBeGreaterThan(round);
      for (const [id, text] of ofOthers) expect(there.get(id)?.startsWith(text)).toBe(true);
    }
    witness.leave();
    for (const { provider } of writers) provider.connect();
    await expect.poll(() => writers.every(({ provider }) => provider.synced)).toBe(true);
  }
  await expect.poll(() => new Set(writers.map(({ shown }) => JSON.stringify([...shown].sort()))).size).toBe(1);
  expect(writers[0]?.shown.size).toBe(writers.reduce((sum, { count }) => sum + Math.ceil(count / 12), 0));
  for (const writer of writers) writer.leave();
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
