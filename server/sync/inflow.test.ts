import { afterEach, expect, test, vi } from 'vitest';
import { Account } from './account.ts';
import { Inflow } from './inflow.ts';

/** A question for a whole state, as the account sees it. */
const QUESTION = { frames: 60, bytes: 10 };

afterEach(() => void vi.useRealTimers());

/** One person's connections; `taken` says whose frames went through, in order. */
function person() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const account = new Account(performance.now(), () => undefined);
  const taken: string[] = [];
  const connection = (name: string) => {
    const calls = { paused: 0, resumed: 0, overflown: 0 };
    const inflow: Inflow = new Inflow({
      account,
      take: (frame) => {
        account.spend(QUESTION, performance.now());
        taken.push(`${name} ${frame[0]}`);
      },
      pause: () => calls.paused++,
      resume: () => calls.resumed++,
      overflow: () => calls.overflown++,
    });
    return { inflow, calls };
  };
  return { account, taken, connection };
}

test('[SY99] over the limit the connections of one person take turns, so that none waits for all that another asks', () => {
  const { taken, connection } = person();
  const greedy = Array.from({ length: 10 }, (_, at) => connection(`greedy-${at}`));
  for (let n = 0; n < 50; n++) for (const { inflow } of greedy) inflow.offer(Uint8Array.of(n));
  const modest = connection('modest');
  const before = taken.length;
  for (const n of [1, 2]) modest.inflow.offer(Uint8Array.of(n));
  vi.advanceTimersByTime(15_000);
  const turns = taken.slice(before);
  expect(turns.indexOf('modest 1')).toBe(10);
  expect(turns.indexOf('modest 2')).toBe(21);
  expect(modest.calls).toEqual({ paused: 1, resumed: 1, overflown: 0 });
});

test('[SY61] each connection is read in order and whole, and goes on when nothing waits any more', () => {
  const { taken, connection } = person();
  const [first, second] = [connection('first'), connection('second')];
  for (let n = 0; n < 40; n++) for (const { inflow } of [first, second]) inflow.offer(Uint8Array.of(n));
  vi.advanceTimersByTime(60_000);
  for (const name of ['first', 'second']) {
    expect(taken.filter((it) => it.startsWith(name))).toEqual(Array.from({ length: 40 }, (_, n) => `${name} ${n}`));
  }
  expect([first.inflow.isHolding, second.inflow.isHolding]).toEqual([false, false]);
  first.inflow.offer(Uint8Array.of(99));
  expect(taken.at(-1)).toBe('first 99');
});

test('[SY63] a connection that ends while it waits leaves its turn to the others', () => {
  const { taken, connection } = person();
  const [first, second] = [connection('first'), connection('second')];
  for (let n = 0; n < 20; n++) first.inflow.offer(Uint8Array.of(n));
  second.inflow.offer(Uint8Array.of(0));
  first.inflow.stop();
  vi.advanceTimersByTime(2_000);
  expect(taken.at(-1)).toBe('second 0');
  expect(vi.getTimerCount()).toBe(0);
});
