import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

const RATE = { atOnce: 3, perSecond: 2 };

test('so many go at once, then as many as come back', () => {
  const bucket = new TokenBucket(RATE, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
  expect(bucket.take(0)).toBe(500);
  expect(bucket.take(250)).toBe(250);
  expect(bucket.take(500)).toBe(0);
  expect(bucket.take(500)).toBe(500);
});

test('what was spent beyond is owed, and more than there may be at once never gathers', () => {
  const bucket = new TokenBucket(RATE, 0);
  bucket.spend(13, 0);
  expect(bucket.owedFor(0)).toBe(5_000);
  expect(bucket.owedFor(4_000)).toBe(1_000);
  expect(bucket.owedFor(5_000)).toBe(0);
  bucket.spend(3, 1_000_000);
  expect(bucket.take(1_000_000)).toBe(500);
});

test('a clock that is set back takes nothing away and gives nothing', () => {
  const bucket = new TokenBucket(RATE, 10_000);
  bucket.spend(3, 10_000);
  expect(bucket.take(0)).toBe(500);
  expect(bucket.take(500)).toBe(0);
});
