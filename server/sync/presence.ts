import { isPresence } from '#shared/wire/presence.ts';
import { PRESENCE_BYTES_MAX } from '#shared/model/limits.ts';
import { Disguise, GONE, type Draw } from './disguise.ts';
import { presenceFrame, readPresence, type PresenceEntry } from './frames.ts';

/** Who points, drags and writes where, as last heard. Nothing of it is stored. Where nobody may be traced it is disguised. */

/** Client ids one connection shows presence under; a browser tab has one, a new one after a refused update. */
export const PRESENCES_MAX = 8;
/** Presence older than this is dropped; living clients renew theirs every 15 s. */
export const PRESENCE_LIFETIME_MS = 30_000;
/**
 * Clock of presence that nobody reaches: twenty a second for fifty days. Readers ignore what is not newer than what they saw,
 * so that a larger one would silence whoever says the next.
 */
const CLOCK_MAX = 100_000_000;
/** Steps that a clock may take at once: somebody who came back after hours of moving the pointer offline. */
const LEAP_MAX = 1_000_000;

interface Known extends PresenceEntry {
  readonly participantId: string;
  /** The connection that told it; the late end of an old one must not end what a new one tells. */
  readonly by: object;
  readonly heardAt: number;
}

/** Whose frame it is, and who uses a client id: null for a new one. */
export interface Teller {
  readonly by: object;
  readonly participantId: string;
  readonly now: number;
  readonly ownerOf: (clientId: number) => string | null;
}

export type Heard =
  | { readonly is: 'heard'; readonly claims: readonly number[] }
  | { readonly is: 'ignored' }
  | { readonly is: 'unreadable' };

export class PresenceBoard {
  /** Null where people show themselves. */
  readonly #disguise: Disguise | null;
  /** By the client id of its browser. */
  readonly #known = new Map<number, Known>();
  /** Client ids whose entry changed since the last frame. */
  readonly #changed = new Set<number>();

  constructor(disguise: Draw | null) {
    this.#disguise = disguise && new Disguise(disguise);
  }

  get hasNews(): boolean {
    return this.#changed.size > 0;
  }

  /**
   * Takes a presence frame of one person. Entries of other people's client ids are passed over: honest y-websocket clients
   * echo what they were told.
   */
  hear(update: Uint8Array, from: Teller): Heard {
    const entries = readPresence(update);
    if (entries === null) return { is: 'unreadable' };
    const claims: number[] = [];
    const own = entries.filter(({ clientId }) => (from.ownerOf(clientId) ?? from.participantId) === from.participantId);
    if (own.length > PRESENCES_MAX) return { is: 'unreadable' };
    for (const entry of own) {
      if (!isAcceptable(entry.state, from.participantId)) continue;
      if (!this.#isNews(entry)) continue;
      if (from.ownerOf(entry.clientId) === null) claims.push(entry.clientId);
      const { participantId, by, now } = from;
      this.#know({ ...entry, participantId, by, heardAt: now }, now);
    }
    return this.#changed.size + claims.length > 0 ? { is: 'heard', claims } : { is: 'ignored' };
  }

  /** Forgets a client id whose connection went away. */
  leave(clientId: number, by: object): void {
    const known = this.#known.get(clientId);
    if (known?.by === by) this.#drop(known, known.heardAt);
  }

  #drop(known: Known, now: number): void {
    if (known.state !== GONE) this.#know({ ...known, clock: known.clock + 1, state: GONE }, now);
  }

  #know(known: Known, now: number): void {
    const { clientId, state } = known;
    this.#known.set(clientId, known);
    if (this.#disguise === null || this.#disguise.takesOn(clientId, state, now)) this.#changed.add(clientId);
  }

  /** Lets go of everybody who was not heard for too long. */
  expire(now: number): void {
    for (const known of [...this.#known.values()]) {
      if (now - known.heardAt > PRESENCE_LIFETIME_MS) this.#drop(known, now);
    }
    for (const clientId of this.#disguise?.renewed(now) ?? []) this.#changed.add(clientId);
  }

  /** What changed since the last call, as a frame for each reader. */
  takeNews(): (reader: string) => Uint8Array | null {
    const entries = [...this.#changed]
      .map((clientId) => this.#known.get(clientId))
      .filter((entry) => entry !== undefined);
    this.#changed.clear();
    const frames = this.#framesOf(entries);
    for (const { clientId, state } of entries) if (state === GONE) this.#forget(clientId);
    return frames;
  }

  /** Everybody who is there, for somebody who has just come; null when nobody is. */
  everybody(reader: string): Uint8Array | null {
    return this.#framesOf([...this.#known.values()].filter(({ state }) => state !== GONE))(reader);
  }

  /** One frame serves all; where people are disguised, nobody must be told of themselves, since they would not know it. */
  #framesOf(entries: readonly Known[]): (reader: string) => Uint8Array | null {
    const shown = entries.map((entry) => ({ owner: entry.participantId, entry: this.#shown(entry) }));
    const frame = (some: typeof shown) => (some.length > 0 ? presenceFrame(some.map(({ entry }) => entry)) : null);
    const shared = frame(shown);
    if (this.#disguise === null) return () => shared;
    return (reader) => {
      const others = shown.filter(({ owner }) => owner !== reader);
      return others.length === shown.length ? shared : frame(others);
    };
  }

  #shown(entry: Known): PresenceEntry {
    return this.#disguise === null ? entry : this.#disguise.of(entry.clientId);
  }

  #forget(clientId: number): void {
    this.#known.delete(clientId);
    this.#disguise?.forget(clientId);
  }

  #isNews({ clientId, clock, state }: PresenceEntry): boolean {
    const known = this.#known.get(clientId);
    if (clock > Math.min(CLOCK_MAX, (known?.clock ?? CLOCK_MAX) + LEAP_MAX)) return false;
    if (known === undefined) return state !== GONE;
    return clock > known.clock || (clock === known.clock && state === GONE && known.state !== GONE);
  }
}

/** 'null' is a goodbye; everything else must be a presence in one's own name. */
function isAcceptable(state: string, participantId: string): boolean {
  if (state === GONE) return true;
  if (state.length > PRESENCE_BYTES_MAX) return false;
  try {
    const presence: unknown = JSON.parse(state);
    return isPresence(presence) && presence.participant === participantId;
  } catch {
    return false;
  }
}
