import type * as Y from 'yjs';
import { ideasOf } from '#shared/document/read.ts';
import type { Note } from '#shared/document/notebook.ts';
import { writesInto, type Asking } from '#shared/rules/may.ts';

export interface Written {
  readonly doc: Y.Doc;
  readonly notebook: { readonly waiting: readonly Note[]; readonly carried: readonly Note[] };
  readonly asking: Asking;
}

/** Ideas that count for one author against the limit of the step: those on the board, and those that will go there. */
export function countFor(author: string, { doc, notebook, asking }: Written): number {
  const own = (notes: readonly Note[]): number =>
    notes.filter((note) => (note.for ?? asking.participantId) === author && note.text.trim() !== '').length;
  const waiting = writesInto(asking) === 'notebook' ? own(notebook.waiting) : 0;
  if (asking.anonymous) return waiting + own(notebook.carried);
  return waiting + [...ideasOf(doc).values()].filter((idea) => idea.get('author') === author).length;
}
