import { expect, test } from 'vitest';
import { reconnectWait, RECONNECT_MS_MAX } from './jitter.ts';

test('[CL4] the wait before reconnecting is random below a bound that doubles, 30 s at most', () => {
  const longest = [0, 1, 2, 3, 20, 1000].map((failures) => reconnectWait(failures, () => 1));
  expect(longest).toEqual([200, 400, 800, 1600, RECONNECT_MS_MAX, RECONNECT_MS_MAX]);
  expect(reconnectWait(3, () => 0)).toBe(0);
  expect(reconnectWait(3, () => 0.5)).toBe(800);
});
