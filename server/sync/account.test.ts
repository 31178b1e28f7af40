import { expect, test } from 'vitest';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { Account } from './account.ts';

const update = { frames: 1, bytes: 60 };
const presence = { frames: 1, bytes: 10 };

test('[SY60] a key held down while the pointer moves and a stock client repeats what it hears is never slowed', () => {
  const account = new Account(0, () => undefined);
  const owed: number[] = [];
  for (let now = 0; now < 600_000; now += 100) {
    for (const cost of [update, update, update, presence, presence, presence, presence]) account.spend(cost, now);
    owed.push(account.owedFor(now));
  }
  expect(Math.max(...owed)).toBe(0);
});

test('[SY60] an afternoon offline in one frame of the largest size is not slowed, nor is typing on after it', () => {
  const account = new Account(0, () => undefined);
  account.spend({ frames: 1, bytes: SYNC_FRAME_BYTES_MAX }, 0);
  for (let now = 0; now < 60_000; now += 33) account.spend(update, now);
  expect(account.owedFor(60_000)).toBe(0);
});

test('[SY61] whoever is slowed is told, and not at every turn', () => {
  const told: number[] = [];
  const account = new Account(0, (ms) => told.push(ms));
  for (const now of [0, 250, 500, 3_100]) account.slowed(400, now);
  expect(told).toEqual([400, 400]);
});
