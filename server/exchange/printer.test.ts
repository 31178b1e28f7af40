import { expect, test } from 'vitest';
import { nastySource } from './protocol/fixture.ts';
import { boardToPdf } from './protocol/protocol.ts';
import { Printer, WAITING_MAX } from './printer.ts';

const nobodyLeaves = new AbortController().signal;

test('[PR20] ten at once are printed one after the other, each as it would be alone', async () => {
  const printer = new Printer();
  let reading = 0;
  const read = () => {
    reading++;
    return Promise.resolve(nastySource());
  };
  const all = Array.from({ length: 10 }, () => printer.print(read, nobodyLeaves));
  const first = await all[0];
  // Whoever waits has not even read the board.
  expect(reading).toBeLessThanOrEqual(2);
  const printed = await Promise.all(all);
  const alone = await boardToPdf(nastySource());
  expect(printed.map((one) => alone.equals(one?.pdf ?? new Uint8Array()))).toEqual(Array(10).fill(true));
  expect(first?.source.info.title).toBe(nastySource().info.title);
});

test('[PR21] who goes away is not waited for: neither in line nor while it is printed', async () => {
  const printer = new Printer();
  const [printing, waiting] = [new AbortController(), new AbortController()];
  const source = Promise.withResolvers<ReturnType<typeof nastySource>>();
  const one = printer.print(() => source.promise, printing.signal);
  const two = printer.print(() => Promise.reject(new Error('read in vain')), waiting.signal);
  const three = printer.print(() => Promise.resolve(nastySource()), nobodyLeaves);
  waiting.abort();
  source.resolve(nastySource());
  setImmediate(() => printing.abort());
  expect([await one, await two]).toEqual([null, null]);
  expect((await three)?.pdf.length).toBeGreaterThan(1_000);
});

test('[PR22] what goes wrong with one leaves the others alone, and the line has an end', async () => {
  const printer = new Printer();
  const broken = { ...nastySource(), board: null as never };
  await expect(printer.print(() => Promise.resolve(broken), nobodyLeaves)).rejects.toThrow();
  expect((await printer.print(() => Promise.resolve(nastySource()), nobodyLeaves))?.pdf.length).toBeGreaterThan(1_000);
  const gone = AbortSignal.abort();
  const crowd = Array.from({ length: WAITING_MAX }, () => printer.print(() => Promise.resolve(null), gone));
  expect(printer.isFull).toBe(true);
  await Promise.all(crowd);
  await printer.print(() => Promise.resolve(null), gone);
  expect(printer.isFull).toBe(false);
});
