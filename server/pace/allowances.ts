import { refuse, type Refusal } from '../board/refusal.ts';
import type { World } from '../world.ts';
import { TokenBucket, type Rate } from './token-bucket.ts';

/** People or addresses remembered per rate; when there are more, those that were quiet longest start anew. */
const REMEMBERED_MAX = 20_000;

/** One rate, for each person or each address by itself. */
export class Allowances {
  readonly #rate: Rate;
  readonly #world: Pick<World, 'now'>;
  /** By who it is, the one that came last at the end. */
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate, world: Pick<World, 'now'>) {
    this.#rate = rate;
    this.#world = world;
  }

  /** Null when it may be done now; else when to come back. */
  ask(who: string): Refusal | null {
    const wait = this.#bucket(who).take(this.#world.now());
    return wait === 0 ? null : refuse('too-fast', { retryAfter: Math.ceil(wait / 1_000) });
  }

  #bucket(who: string): TokenBucket {
    const bucket = this.#buckets.get(who) ?? new TokenBucket(this.#rate, this.#world.now());
    this.#buckets.delete(who);
    this.#buckets.set(who, bucket);
    if (this.#buckets.size > REMEMBERED_MAX) this.#forgetQuietest();
    return bucket;
  }

  #forgetQuietest(): void {
    for (const who of this.#buckets.keys()) {
      this.#buckets.delete(who);
      return;
    }
  }
}
