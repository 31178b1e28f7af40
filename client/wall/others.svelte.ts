/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets here are replaced whole, never changed */
import type { Point } from '#shared/model/board.ts';
import type { Other } from '../board/presence.svelte.ts';
import type { SectorLook } from '../board/people.ts';
import type { Hand, Lifts } from './lifts.svelte.ts';

export interface Cursor {
  readonly clientId: number;
  readonly at: Point;
  readonly name: string;
  readonly look: SectorLook | null;
}

/** Other people on this wall: their cursors, what they carry, and where they write. Looked at once a frame at most. */
export class Others {
  #cursors: readonly Cursor[] = $state.raw([]);
  #writers: ReadonlyMap<string, readonly Hand[]> = $state.raw(new Map());
  readonly #lifts: Lifts;
  #frame = 0;

  constructor(lifts: Lifts) {
    this.#lifts = lifts;
  }

  get cursors(): readonly Cursor[] {
    return this.#cursors;
  }

  /** Who is writing in this idea or cluster title. */
  writersOf(id: string): readonly Hand[] {
    return this.#writers.get(id) ?? [];
  }

  follow(others: readonly Other[]): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#show(others));
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #show(others: readonly Other[]): void {
    const cursors: Cursor[] = [];
    const drags = new Map<string, Hand & { readonly at: Point }>();
    const writers = new Map<string, Hand[]>();
    for (const { clientId, presence, name: fullName, sectorLook: look } of others) {
      const name = firstName(fullName);
      const { cursor, drag, editing } = presence;
      if (drag) drags.set(drag.id, { name, look, at: drag.at });
      else if (cursor && editing === undefined) cursors.push({ clientId, at: cursor, name, look });
      if (editing !== undefined) writers.set(editing, [...(writers.get(editing) ?? []), { name, look }]);
    }
    this.#cursors = cursors;
    this.#lifts.followOthers(drags);
    if (!sameWriters(writers, this.#writers)) this.#writers = writers;
  }
}

/** How people call each other at a table; a title is no name. */
const firstName = (name: string): string => name.split(/\s+/u).find((word) => !word.endsWith('.')) ?? name;

const sameWriters = (a: ReadonlyMap<string, readonly Hand[]>, b: ReadonlyMap<string, readonly Hand[]>): boolean =>
  a.size === b.size && [...a].every(([id, hands]) => namesOf(hands) === namesOf(b.get(id) ?? []));

const namesOf = (hands: readonly Hand[]): string => hands.map((hand) => hand.name).join('\n');
