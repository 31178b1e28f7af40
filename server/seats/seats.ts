import type { Store, StoredSeat } from '../store/store.ts';
import type { World } from '../world.ts';
import { isToken, newToken, tokenHash } from './token.ts';

/** Milliseconds for which a seat is remembered: a joiner shows the token several times within seconds. */
const REMEMBER_MS = 10_000;
/** Seats remembered at most: twice the largest round that comes at once on a busy machine. */
const REMEMBERED_MAX = 4_000;

export type FoundSeat =
  { readonly is: 'seated'; readonly seat: StoredSeat } | { readonly is: 'unknown' } | { readonly is: 'expired' };

interface Remembered {
  readonly seat: Promise<StoredSeat | null>;
  readonly until: number;
}

/** Who shows which token. Remembers seats for a few seconds, so that two hundred people who come at once are cheap. */
export class Seats {
  readonly #store: Pick<Store, 'seatByTokenHash'>;
  readonly #world: Pick<World, 'now' | 'fillRandom'>;
  /** By token hash, oldest first. */
  readonly #remembered = new Map<string, Remembered>();

  constructor(store: Pick<Store, 'seatByTokenHash'>, world: Pick<World, 'now' | 'fillRandom'>) {
    this.#store = store;
    this.#world = world;
  }

  /** A new token and what is stored of it. */
  newToken(): { readonly token: string; readonly tokenHash: string } {
    const token = newToken(this.#world.fillRandom);
    return { token, tokenHash: tokenHash(token) };
  }

  async find(token: string): Promise<FoundSeat> {
    const seat = isToken(token) ? await this.#seatBy(tokenHash(token)) : null;
    if (seat === null) return { is: 'unknown' };
    return seat.expiresAt > this.#world.now() ? { is: 'seated', seat } : { is: 'expired' };
  }

  /** These seats have changed, or are gone; whoever shows their token is looked up anew. */
  async forget(which: (seat: StoredSeat) => boolean): Promise<void> {
    for (const [hash, { seat }] of [...this.#remembered]) {
      const known = await seat.catch(() => null);
      if (known !== null && which(known)) this.#remembered.delete(hash);
    }
  }

  #seatBy(hash: string): Promise<StoredSeat | null> {
    const known = this.#remembered.get(hash);
    if (known && known.until > this.#world.now()) return known.seat;
    const seat = this.#store.seatByTokenHash(hash);
    this.#remember(hash, seat);
    return seat;
  }

  /** Only seats are worth remembering: a flood of made-up tokens must not push them out. */
  #remember(hash: string, seat: Promise<StoredSeat | null>): void {
    const entry = { seat, until: this.#world.now() + REMEMBER_MS };
    this.#remembered.delete(hash);
    this.#remembered.set(hash, entry);
    const drop = () => this.#remembered.get(hash) === entry && this.#remembered.delete(hash);
    seat.then((found) => found ?? drop(), drop);
    if (this.#remembered.size > REMEMBERED_MAX) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const hash of this.#remembered.keys()) {
      this.#remembered.delete(hash);
      return;
    }
  }
}
