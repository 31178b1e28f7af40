import { refuse, type Refusal } from '../board/refusal.ts';
import type { World } from '../world.ts';
import { Remembered } from './remembered.ts';
import { TokenBucket, type Rate } from './token-bucket.ts';

/** People or addresses remembered per rate; when there are more, those that were quiet longest start anew. */
const REMEMBERED_MAX = 20_000;

/** One rate, for each person or each address by itself. */
export class Allowances {
  readonly #rate: Rate;
  readonly #world: Pick<World, 'now'>;
  readonly #buckets = new Remembered<TokenBucket>(REMEMBERED_MAX);

  constructor(rate: Rate, world: Pick<World, 'now'>) {
    this.#rate = rate;
    this.#world = world;
  }

  /** Null when it may be done now; else when to come back. */
  ask(who: string): Refusal | null {
    const now = this.#world.now();
    const wait = this.#buckets.of(who, () => new TokenBucket(this.#rate, now)).take(now);
    return wait === 0 ? null : refuse('too-fast', { retryAfter: Math.ceil(wait / 1_000) });
  }
}
