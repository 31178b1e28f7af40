import { expect, test } from 'vitest';
import { cameTo, clockFace, secondsUntil } from './time.ts';

const AT = 1_000_000;

test('[LE15] the clock shows zero only when the time is over', () => {
  expect(clockFace(462_000)).toBe('07:42');
  expect(clockFace(1)).toBe('00:01');
  expect(clockFace(0)).toBe('00:00');
  expect(clockFace(600 * 60_000)).toBe('600:00');
  expect([secondsUntil(AT + 14_001, AT), secondsUntil(AT - 1, AT)]).toEqual([15, 0]);
});

test('[LE16] a running timer comes to its last minute and to its end once', () => {
  const timer = { is: 'running', endsAt: AT + 60_000 } as const;
  expect(cameTo(timer, 60_250, AT)).toBe('last-minute');
  expect(cameTo(timer, 60_000, AT + 250)).toBeNull();
  expect(cameTo(timer, 250, AT + 60_000)).toBe('end');
  expect(cameTo(timer, 0, AT + 60_250)).toBeNull();
});

test('[LE16] a timer that is new, rests or is over when one comes says nothing', () => {
  expect(cameTo({ is: 'running', endsAt: AT }, null, AT)).toBeNull();
  expect(cameTo({ is: 'paused', left: 30_000 }, 90_000, AT)).toBeNull();
  expect(cameTo({ is: 'idle' }, 90_000, AT)).toBeNull();
});

test('[LE16] a laptop that slept over the end hears of it when it wakes up', () => {
  expect(cameTo({ is: 'running', endsAt: AT }, 300_000, AT + 5_000)).toBe('end');
});
