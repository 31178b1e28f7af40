import type * as Y from 'yjs';
import { markKey, type Comment, type Mark } from '../model/talk.ts';
import { commentsOf, marksOf } from './read.ts';
import { entryOf, type Origin } from './write.ts';

/** Every write to the comments and marks of a board document, each one transaction. */

export function addComment(doc: Y.Doc, { id, ...fields }: Comment, origin: Origin): void {
  doc.transact(() => commentsOf(doc).set(id, entryOf(fields)), origin);
}

export function removeComment(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => commentsOf(doc).delete(id), origin);
}

/** Sets a mark, or changes the one that is there. An empty note is none. */
export function setMark(doc: Y.Doc, mark: Mark, origin: Origin): void {
  const note = mark.note || undefined;
  doc.transact(() => {
    const entry = marksOf(doc).get(markKey(mark));
    if (!entry) {
      marksOf(doc).set(markKey(mark), entryOf({ kind: mark.kind, note }));
      return;
    }
    if (entry.get('kind') !== mark.kind) entry.set('kind', mark.kind);
    if (note === undefined) entry.delete('note');
    else if (entry.get('note') !== note) entry.set('note', note);
  }, origin);
}

export function removeMark(doc: Y.Doc, mark: Pick<Mark, 'on' | 'by'>, origin: Origin): void {
  doc.transact(() => marksOf(doc).delete(markKey(mark)), origin);
}
