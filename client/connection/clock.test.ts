import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerClock, type TimeSource } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A server whose clock is ahead by so much; each way takes as long as the list says, back and forth alike. */
class Far implements TimeSource {
  connected = true;
  ahead: number;
  readonly #ways: number[];
  #connect: () => void = () => undefined;

  constructor(ahead: number, ways: number[]) {
    this.ahead = ahead;
    this.#ways = ways;
  }

  on(_: 'connect', listener: () => void): void {
    this.#connect = listener;
  }

  connect(): void {
    this.#connect();
  }

  timeout() {
    return { emitWithAck: () => this.#answer() };
  }

  async #answer(): Promise<number> {
    const [there = 10, back = 10] = [this.#ways.shift(), this.#ways.shift()];
    await new Promise((resolve) => setTimeout(resolve, there));
    const told = Date.now() + this.ahead;
    await new Promise((resolve) => setTimeout(resolve, back));
    return told;
  }
}

async function told(source: Far): Promise<ServerClock> {
  const clock = new ServerClock(Date.now);
  const stop = clock.follow(source);
  source.connect();
  await vi.advanceTimersByTimeAsync(5_000);
  stop();
  return clock;
}

test('[SN1] the clock shows the server’s time, however wrong this machine’s is', async () => {
  const clock = await told(new Far(-3_600_000, []));
  expect(clock.now()).toBe(Date.now() - 3_600_000);
});

test('[SN1] of several answers the quickest counts', async () => {
  const clock = await told(new Far(500, [900, 10, 4, 6, 10, 700]));
  expect(clock.now()).toBe(Date.now() + 501 - 2);
});

test('[SN1] a clock that was set meanwhile is told again after a minute, and not any more once it is stopped', async () => {
  const far = new Far(0, []);
  const clock = new ServerClock(Date.now);
  const stop = clock.follow(far);
  far.connect();
  await vi.advanceTimersByTimeAsync(1_000);
  far.ahead = 20_000;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(clock.now()).toBe(Date.now() + 20_000);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('[SN1] without a connection nothing is asked, and the clock goes on', async () => {
  const far = new Far(0, []);
  far.connected = false;
  const clock = await told(far);
  expect(clock.now()).toBe(Date.now());
});
