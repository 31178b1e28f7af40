import { expect, test } from 'vitest';
import { changed, IDLE, leftOf, startedFor, type Timer } from './timer.ts';

const NOW = 1_000_000;

test('[RO45] a timer runs, is lengthened and shortened, rests and goes on', () => {
  const running = changed(IDLE, { do: 'start', ms: 60_000 }, NOW);
  expect(leftOf(running, NOW + 10_000)).toBe(50_000);
  const longer = changed(running, { do: 'add', ms: 60_000 }, NOW + 10_000);
  expect(leftOf(longer, NOW + 10_000)).toBe(110_000);
  const paused = changed(longer, { do: 'pause' }, NOW + 20_000);
  expect(leftOf(paused, NOW + 900_000)).toBe(100_000);
  expect(changed(paused, { do: 'add', ms: -40_000 }, NOW)).toEqual({ is: 'paused', left: 60_000 });
  const resumed = changed(paused, { do: 'resume' }, NOW + 500_000);
  expect(leftOf(resumed, NOW + 500_000)).toBe(100_000);
  expect(changed(resumed, { do: 'stop' }, NOW)).toEqual(IDLE);
});

test('[RO46] a timer that has run out stands at zero, and a minute more counts from now', () => {
  const over = changed(IDLE, { do: 'start', ms: 1_000 }, NOW);
  expect(leftOf(over, NOW + 5_000)).toBe(0);
  expect(leftOf(changed(over, { do: 'add', ms: 60_000 }, NOW + 5_000), NOW + 5_000)).toBe(60_000);
  expect(leftOf(changed(over, { do: 'add', ms: -60_000 }, NOW), NOW)).toBe(0);
});

test('what is so already changes nothing', () => {
  const running: Timer = startedFor(5, NOW);
  expect(changed(running, { do: 'resume' }, NOW)).toBe(running);
  expect(changed(IDLE, { do: 'pause' }, NOW)).toBe(IDLE);
  expect(changed(IDLE, { do: 'stop' }, NOW)).toBe(IDLE);
  expect(startedFor(undefined, NOW)).toBe(IDLE);
  expect(leftOf(IDLE, NOW)).toBeNull();
});
