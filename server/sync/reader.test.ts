import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Broadcast } from './broadcast.ts';
import { BEHIND_BYTES, HOPELESS_MS, Reader } from './reader.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const FRAME = [new Broadcast(Uint8Array.of(1))];

/** A reader over a line whose buffer is the test's. */
function line() {
  const state = {
    buffered: 0,
    sent: 0,
    drained: 0,
    hopeless: 0,
    send: (frames: readonly Broadcast[]) => void (state.sent += frames.length),
  };
  const reader = new Reader({
    transport: state,
    onDrained: () => (state.drained += 1),
    onHopeless: () => (state.hopeless += 1),
  });
  return { state, reader };
}

test('[SY64] a reader who is behind is sent nothing until the buffer is empty again', () => {
  const { state, reader } = line();
  state.buffered = BEHIND_BYTES + 1;
  expect(reader.send(FRAME)).toBe(false);
  state.buffered = BEHIND_BYTES / 2;
  vi.advanceTimersByTime(1_000);
  expect([reader.send(FRAME), reader.isBehind, state.drained]).toEqual([false, true, 0]);
  state.buffered = 0;
  vi.advanceTimersByTime(1_000);
  expect([reader.isBehind, state.drained]).toEqual([false, 1]);
  expect([reader.send(FRAME), state.sent]).toEqual([true, 1]);
});

test('[SY65] a reader who does not catch its breath in time is hopeless, and is said so once', () => {
  const { state, reader } = line();
  state.buffered = BEHIND_BYTES + 1;
  reader.send(FRAME);
  vi.advanceTimersByTime(HOPELESS_MS - 1_000);
  expect(state.hopeless).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect([state.hopeless, state.drained]).toEqual([1, 0]);
});
