import type { Presence } from '#shared/wire/presence.ts';
import type { PresenceEntry } from './frames.ts';

/** Milliseconds after which others are told again of somebody who rests: they drop whom they hear nothing of for 30 s. */
const TELL_AGAIN_MS = 10_000;

export const GONE = 'null';

/** Draws a client id. */
export type Draw = () => number;

interface Shown extends PresenceEntry {
  readonly toldAt: number;
}

/**
 * How somebody is shown where nobody may be traced: under a client id drawn for the purpose, since the true one stands in what
 * they write; with nothing but what moves; and told anew only when that changes, or in a rhythm of the server's own. A browser
 * speaks up whenever its person writes, and counts how often it did.
 */
export class Disguise {
  readonly #draw: Draw;
  /** By the true client id. */
  readonly #shown = new Map<number, Shown>();

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** Takes on what a browser has said; false when others would see no difference. */
  takesOn(clientId: number, said: string, now: number): boolean {
    const state = said === GONE ? GONE : withoutIdentity(said);
    if (this.#shown.get(clientId)?.state === state) return false;
    this.#show(clientId, state, now);
    return true;
  }

  /** What others are told. */
  of(clientId: number): PresenceEntry {
    return this.#shown.get(clientId) ?? { clientId: this.#draw(), clock: 0, state: GONE };
  }

  /** Those of whom others have to be told again. */
  renewed(now: number): readonly number[] {
    const due = [...this.#shown].filter(([, { state, toldAt }]) => state !== GONE && now - toldAt >= TELL_AGAIN_MS);
    for (const [clientId, { state }] of due) this.#show(clientId, state, now);
    return due.map(([clientId]) => clientId);
  }

  forget(clientId: number): void {
    this.#shown.delete(clientId);
  }

  #show(trueId: number, state: string, now: number): void {
    const before = this.#shown.get(trueId);
    const { clientId, clock } = before ?? { clientId: this.#draw(), clock: 0 };
    this.#shown.set(trueId, { clientId, clock: clock + 1, state, toldAt: now });
  }
}

/** Only what moves: whose it is, and in which text somebody writes, would tell who wrote it. */
function withoutIdentity(state: string): string {
  const { cursor, drag } = JSON.parse(state) as Presence;
  return JSON.stringify({ cursor, drag });
}
