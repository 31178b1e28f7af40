import type * as Y from 'yjs';
import { ideasOf } from './read.ts';
import type { Origin } from './write.ts';

/** Merging says only under which idea another one lies: text, author and place stay, so that taking apart restores all. */

/** Ids of the ideas that were merged into this one. */
export const idsUnder = (doc: Y.Doc, head: string): string[] =>
  [...ideasOf(doc)].filter(([, entry]) => entry.get('under') === head).map(([id]) => id);

/** Puts an idea under another, and along with it whatever lies under it: stacks are one level deep. */
export function putUnder(doc: Y.Doc, { id, head }: { id: string; head: string }, origin: Origin): void {
  doc.transact(() => {
    for (const each of [...idsUnder(doc, id), id]) ideasOf(doc).get(each)?.set('under', head);
  }, origin);
}

/** Lets ideas stand for themselves again, where they were before. */
export function takeOut(doc: Y.Doc, ids: readonly string[], origin: Origin): void {
  doc.transact(() => {
    for (const id of ids) {
      const idea = ideasOf(doc).get(id);
      if (idea?.has('under')) idea.delete('under');
    }
  }, origin);
}
