import { refuse, type Refusal } from '../board/refusal.ts';
import { neighbourhood } from '../pace/neighbourhood.ts';
import { Remembered } from '../pace/remembered.ts';
import type { World } from '../world.ts';

/** Wrong codes an address may try before it is slowed: a class room of laptops behind one router mistypes about this often. */
const MISSES_AT_ONCE = 30;
/** Milliseconds after which one more miss is forgiven. */
const FORGIVE_ONE_MS = 10_000;
/**
 * Milliseconds that a lookup takes once an address has missed too often, one after the other: forty laptops still get in
 * within 20 s, while a guesser needs more than four years for half of the 2^28 codes.
 */
const SLOWED_MS = 500;
/** Lookups of one address that may wait at the same time. */
const WAITING_MAX = 60;
/** Lookups of one address under way at once: a full board sits down together. A burst of misses is owed for afterwards. */
const LOOKING_MAX = 600;
/** Addresses remembered. When there are more, the ones that were quiet longest are forgiven. */
const ADDRESSES_MAX = 20_000;

interface Account {
  /** Misses still allowed, as of `at`. */
  tokens: number;
  at: number;
  /** Lookups under way. */
  looking: number;
  waiting: number;
  queue: Promise<void>;
}

/**
 * Slows the guessing of codes (or keys) per address. Right ones cost nothing, so others behind the same router still get in;
 * they only wait their turn while somebody there is guessing. The wait comes before the answer and is the same for right
 * and wrong codes, so that nobody learns anything by not waiting for it.
 */
export class Guesses {
  readonly #world: Pick<World, 'now' | 'wait'>;
  readonly #accounts = new Remembered<Account>(ADDRESSES_MAX);

  constructor(world: Pick<World, 'now' | 'wait'>) {
    this.#world = world;
  }

  /** Runs the lookup, which gives null for a miss, as soon as the address may. */
  async lookup<T>(address: string | undefined, look: () => Promise<T | null>): Promise<T | Refusal | null> {
    const account = this.#account(neighbourhood(address ?? ''));
    if (account.tokens < 1 || account.looking >= LOOKING_MAX) {
      if (account.waiting >= WAITING_MAX) return refuse('too-many-tries', { retryAfter: retryAfter(account) });
      await this.#turn(account);
    }
    account.looking += 1;
    try {
      const found = await look();
      if (found === null) account.tokens = Math.max(-LOOKING_MAX, account.tokens - 1);
      return found;
    } finally {
      account.looking -= 1;
    }
  }

  async #turn(account: Account): Promise<void> {
    account.waiting += 1;
    account.queue = account.queue.then(() => this.#world.wait(SLOWED_MS));
    await account.queue;
    account.waiting -= 1;
  }

  #account(address: string): Account {
    const now = this.#world.now();
    const account = this.#accounts.of(address, () => newAccount(now));
    account.tokens = Math.min(MISSES_AT_ONCE, account.tokens + (now - account.at) / FORGIVE_ONE_MS);
    account.at = now;
    return account;
  }
}

const newAccount = (now: number): Account => ({
  tokens: MISSES_AT_ONCE,
  at: now,
  looking: 0,
  waiting: 0,
  queue: Promise.resolve(),
});

const retryAfter = (account: Account): number => Math.ceil((account.waiting * SLOWED_MS) / 1000);
