import { BYTES_BY_PERSON, EXCESS_BY_PERSON, FRAMES_BY_PERSON } from '../pace/rates.ts';
import { TokenBucket } from '../pace/token-bucket.ts';
import { Turns } from './turns.ts';

/** Connections of one person to one board: many tabs, and the dead ones that a flapping line leaves behind for a while. */
export const CONNECTIONS_PER_SEAT_MAX = 40;
/** Milliseconds between two times that somebody is told of being slowed. */
const TELL_PAUSE_MS = 3_000;

/** Somebody is slowed, for so many milliseconds. */
export type Slowed = (participantId: string, ms: number) => void;

/** What one person may send to one board, over all connections together. Times are milliseconds of `performance.now()`. */
export class Account {
  /** Of connections, while this person is over the limit. */
  readonly turns = new Turns(this);
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #excess: TokenBucket;
  readonly #tell: (ms: number) => void;
  #toldAt = -Infinity;
  #connections = 0;

  constructor(now: number, tell: (ms: number) => void) {
    this.#frames = new TokenBucket(FRAMES_BY_PERSON, now);
    this.#bytes = new TokenBucket(BYTES_BY_PERSON, now);
    this.#excess = new TokenBucket(EXCESS_BY_PERSON, now);
    this.#tell = tell;
  }

  /** False when this person has too many connections already. */
  enter(): boolean {
    return ++this.#connections <= CONNECTIONS_PER_SEAT_MAX;
  }

  leave(): void {
    this.#connections--;
  }

  spend(cost: { readonly frames: number; readonly bytes: number }, now: number): void {
    this.#frames.spend(cost.frames, now);
    this.#bytes.spend(cost.bytes, now);
  }

  /** Milliseconds for which nothing more should be taken; 0: go on. */
  owedFor(now: number): number {
    return Math.max(this.#frames.owedFor(now), this.#bytes.owedFor(now));
  }

  /** Notes entries that a full board had no room for. False when they are more than chance can explain. */
  exceed(entries: number, now: number): boolean {
    this.#excess.spend(entries, now);
    return this.#excess.owedFor(now) === 0;
  }

  slowed(ms: number, now: number): void {
    if (now - this.#toldAt < TELL_PAUSE_MS) return;
    this.#toldAt = now;
    this.#tell(ms);
  }
}

/** The accounts of one board's people; they stay as long as the board is in memory, so that coming again gives nothing new. */
export class Accounts {
  readonly #byPerson = new Map<string, Account>();
  readonly #slowed: Slowed;

  constructor(slowed: Slowed) {
    this.#slowed = slowed;
  }

  of(participantId: string): Account {
    let account = this.#byPerson.get(participantId);
    if (account === undefined) {
      account = new Account(performance.now(), (ms) => this.#slowed(participantId, ms));
      this.#byPerson.set(participantId, account);
    }
    return account;
  }
}
