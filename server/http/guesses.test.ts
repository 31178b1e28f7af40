import { describe, expect, test } from 'vitest';
import { isRefusal } from '../board/refusal.ts';
import { Guesses } from './guesses.ts';

/** Guesses in a world where waits end when the test says so. */
function heldGuesses() {
  const clock = { now: 0 };
  const waits: (() => void)[] = [];
  const wait = () => new Promise<void>((resolve) => waits.push(resolve));
  const guesses = new Guesses({ now: () => clock.now, wait });
  const miss = (address = 'a') => guesses.lookup(address, async () => null);
  const hit = (address = 'a') => guesses.lookup(address, async () => 'board' as const);
  const exhaust = async () => {
    for (let tries = 0; tries < 30; tries++) await miss();
  };
  return { clock, waits, miss, hit, exhaust };
}

/** Lets everything run that waits for nothing but promises. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('guessing codes', () => {
  test('[BO11] thirty wrong codes from one address cost nothing, the next one waits', async () => {
    const { waits, miss, exhaust } = heldGuesses();
    await exhaust();
    expect(waits).toHaveLength(0);
    void miss();
    await settle();
    expect(waits).toHaveLength(1);
  });

  test('[BO12] right codes never use anything up, and get in even where somebody guesses', async () => {
    const { waits, hit, exhaust } = heldGuesses();
    for (let person = 0; person < 400; person++) expect(await hit()).toBe('board');
    await exhaust();
    const late = hit();
    await settle();
    waits[0]?.();
    expect(await late).toBe('board');
  });

  test('lookups of a slowed address go one after the other', async () => {
    const { waits, hit, exhaust } = heldGuesses();
    await exhaust();
    const [first] = [hit(), hit()];
    await settle();
    expect(waits).toHaveLength(1);
    waits[0]?.();
    await first;
    await settle();
    expect(waits).toHaveLength(2);
  });

  test('[BO13] when too many wait, the next is told when to come back', async () => {
    const { hit, exhaust } = heldGuesses();
    await exhaust();
    for (let waiting = 0; waiting < 60; waiting++) void hit();
    const refused = await hit();
    expect(refused !== null && typeof refused === 'object' && isRefusal(refused) && refused).toMatchObject({
      refused: 'too-many-tries',
      retryAfter: 30,
    });
  });

  test('misses are forgiven with time', async () => {
    const { clock, waits, miss, exhaust } = heldGuesses();
    await exhaust();
    clock.now = 60_000;
    for (let tries = 0; tries < 6; tries++) await miss();
    expect(waits).toHaveLength(0);
  });

  test('other addresses are not slowed; a whole IPv6 network counts as one', async () => {
    const { waits, miss } = heldGuesses();
    for (let tries = 0; tries < 30; tries++) await miss(`2001:db8:1:2::${tries.toString(16)}`);
    await miss('2001:db8:1:3::1');
    await miss('192.0.2.7');
    expect(waits).toHaveLength(0);
    void miss('2001:db8:1:2:ffff::1');
    await settle();
    expect(waits).toHaveLength(1);
  });
});
