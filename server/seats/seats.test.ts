import { describe, expect, test } from 'vitest';
import type { StoredSeat } from '../store/store.ts';
import { realWorld } from '../world.ts';
import { Seats } from './seats.ts';
import { bearerToken, newToken, tokenHash } from './token.ts';

const TOKEN = newToken(realWorld.fillRandom);

/** Seats over a store that knows one, at a time that the test sets. */
function office(seat: Partial<StoredSeat> = {}) {
  const known: StoredSeat = {
    participantId: 'person-000001',
    boardId: 'board-0000001',
    role: 'participant',
    sector: 'other',
    tokenHash: tokenHash(TOKEN),
    createdAt: 0,
    expiresAt: 1_000_000,
    ...seat,
  };
  const clock = { now: 0, lookups: 0 };
  let there = true;
  const seatByTokenHash = async (hash: string) => {
    clock.lookups += 1;
    return there && hash === known.tokenHash ? known : null;
  };
  const seats = new Seats({ seatByTokenHash }, { ...realWorld, now: () => clock.now });
  return { seats, clock, known, remove: () => (there = false) };
}

describe('seats', () => {
  test('[SE1] a token has at least 128 bits, and only its hash is stored', () => {
    const { seats } = office();
    const { token, tokenHash: stored } = seats.newToken();
    expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    expect(stored).toBe(tokenHash(token));
    expect(stored).not.toContain(token);
  });

  test('[SE2] a known token finds its seat, any other is unknown', async () => {
    const { seats, known } = office();
    expect(await seats.find(TOKEN)).toEqual({ is: 'seated', seat: known });
    expect(await seats.find(newToken(realWorld.fillRandom))).toEqual({ is: 'unknown' });
    expect(await seats.find("' OR 1=1 --")).toEqual({ is: 'unknown' });
  });

  test('[SE3] a seat expires, also while it is remembered', async () => {
    const { seats, clock } = office({ expiresAt: 5_000 });
    await seats.find(TOKEN);
    clock.now = 5_000;
    expect(await seats.find(TOKEN)).toEqual({ is: 'expired' });
  });

  test('many lookups at once ask the store once', async () => {
    const { seats, clock } = office();
    await Promise.all(Array.from({ length: 200 }, () => seats.find(TOKEN)));
    expect(clock.lookups).toBe(1);
  });

  test('a seat is remembered for seconds only', async () => {
    const { seats, clock } = office();
    await seats.find(TOKEN);
    clock.now = 60_000;
    await seats.find(TOKEN);
    expect(clock.lookups).toBe(2);
  });

  test('[SE4] when a board is deleted its tokens open nothing, at once', async () => {
    const { seats, known, remove } = office();
    await seats.find(TOKEN);
    remove();
    await seats.forget(({ boardId }) => boardId === known.boardId);
    expect(await seats.find(TOKEN)).toEqual({ is: 'unknown' });
  });

  test('what cannot be a token is never looked up', async () => {
    const { seats, clock } = office();
    for (const token of ['', 'short', 'x'.repeat(500), 'ä'.repeat(32)]) await seats.find(token);
    expect(clock.lookups).toBe(0);
  });

  test('a bearer token is read whatever the case of the scheme', () => {
    expect(bearerToken('bearer abc')).toBe('abc');
    expect(bearerToken('Basic abc')).toBeNull();
    expect(bearerToken(undefined)).toBeNull();
  });
});
