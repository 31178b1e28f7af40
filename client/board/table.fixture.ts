import * as Y from 'yjs';
import type { Asking } from '#shared/rules/may.ts';
import { Deeds, type Made } from './deeds.ts';
import { Notebook } from './notebook.svelte.ts';

/** People at a document, for the tests of their deeds. */

export const NORA = 'nora-00000000000';
export const TOBIAS = 'tobias-000000000';

const MOMENT = { step: 'open', silent: false, locked: false, anonymous: false, most: null } as const;

/** A clock that goes on by a millisecond with every look at it. */
export const ticking = (): (() => number) => {
  let now = 1_700_000_000_000;
  return () => ++now;
};

/** Somebody at a document of their own, or at the one given. What is asked of `asking` may change. */
export function seated(
  who: Partial<Asking> = {},
  doc = new Y.Doc(),
  now = ticking(),
): { deeds: Deeds; doc: Y.Doc; asking: Asking } {
  const asking: Asking = { role: 'participant', participantId: NORA, ...MOMENT, ...who };
  const deeds = new Deeds(doc, {
    me: { participantId: asking.participantId, sector: 'creative' },
    asking: () => asking,
    notebook: new Notebook(new Y.Doc(), { is: 'deed', by: asking.participantId }),
    fillRandom: (bytes) => crypto.getRandomValues(bytes),
    now,
  });
  return { deeds, doc, asking };
}

export function idOf(made: Made): string {
  if ('refused' in made) throw new Error(`refused: ${made.refused}`);
  return made.id;
}

/** Both documents learn what the other has. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
}
