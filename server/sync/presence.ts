import { isPresence } from '#shared/wire/presence.ts';
import { PRESENCE_BYTES_MAX } from '#shared/model/limits.ts';
import { presenceFrame, readPresence, type PresenceEntry } from './frames.ts';

/** Who points, drags and writes where, as last heard. Nothing of it is stored. */

/** Client ids one connection shows presence under; a browser tab has one, a new one after a refused update. */
export const PRESENCES_MAX = 8;
/** Presence older than this is dropped; living clients renew theirs every 15 s. */
export const PRESENCE_LIFETIME_MS = 30_000;

/** Every frame of presence counts one up, so honest clocks stay far below; larger ones are no numbers for every reader. */
const CLOCK_MAX = 2 ** 32;

const GONE = 'null';

interface Known extends PresenceEntry {
  readonly participantId: string;
  readonly heardAt: number;
}

export type Heard =
  | { readonly is: 'heard'; readonly claims: readonly number[] }
  | { readonly is: 'ignored' }
  | { readonly is: 'unreadable' };

export class PresenceBoard {
  readonly #known = new Map<number, Known>();
  /** Client ids whose entry changed since the last frame. */
  readonly #changed = new Set<number>();

  get hasNews(): boolean {
    return this.#changed.size > 0;
  }

  /**
   * Takes a presence frame of one person. Entries of other people's client ids are passed over: honest y-websocket clients
   * echo what they were told. `ownerOf` says who uses a client id, null for a new one.
   */
  hear(
    update: Uint8Array,
    from: { participantId: string; now: number; ownerOf: (clientId: number) => string | null },
  ): Heard {
    const entries = readPresence(update);
    if (entries === null) return { is: 'unreadable' };
    const claims: number[] = [];
    const own = entries.filter(({ clientId }) => (from.ownerOf(clientId) ?? from.participantId) === from.participantId);
    if (own.length > PRESENCES_MAX) return { is: 'unreadable' };
    for (const entry of own) {
      if (entry.clock > CLOCK_MAX || !isAcceptable(entry.state, from.participantId)) continue;
      if (!this.#isNews(entry)) continue;
      if (from.ownerOf(entry.clientId) === null) claims.push(entry.clientId);
      this.#known.set(entry.clientId, { ...entry, participantId: from.participantId, heardAt: from.now });
      this.#changed.add(entry.clientId);
    }
    return this.#changed.size > 0 ? { is: 'heard', claims } : { is: 'ignored' };
  }

  /** Forgets a client id whose connection went away. */
  leave(clientId: number): void {
    const known = this.#known.get(clientId);
    if (known === undefined || known.state === GONE) return;
    this.#known.set(clientId, { ...known, clock: known.clock + 1, state: GONE });
    this.#changed.add(clientId);
  }

  /** Lets go of everybody who was not heard for too long. */
  expire(now: number): void {
    for (const [clientId, { heardAt }] of this.#known) if (now - heardAt > PRESENCE_LIFETIME_MS) this.leave(clientId);
  }

  /** What changed since the last call, as one frame. */
  takeNews(): Uint8Array {
    const entries = [...this.#changed]
      .map((clientId) => this.#known.get(clientId))
      .filter((entry) => entry !== undefined);
    this.#changed.clear();
    for (const { clientId, state } of entries) if (state === GONE) this.#known.delete(clientId);
    return presenceFrame(entries);
  }

  /** Everybody who is there, as one frame for somebody who has just come; null when nobody is. */
  everybody(): Uint8Array | null {
    const entries = [...this.#known.values()].filter(({ state }) => state !== GONE);
    return entries.length > 0 ? presenceFrame(entries) : null;
  }

  #isNews({ clientId, clock, state }: PresenceEntry): boolean {
    const known = this.#known.get(clientId);
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
