import * as Y from 'yjs';
import type { Action } from '../model/board.ts';
import { actionsOf, readAction } from './read.ts';
import { entryOf, type Origin } from './write.ts';

/** Every write to the actions of a board document, each one transaction. */

export function createAction(doc: Y.Doc, action: Action, origin: Origin): void {
  const { id, what, accepted, ...rest } = action;
  const fields = { ...rest, ...(accepted.length > 0 ? { accepted } : {}), what: new Y.Text(what) };
  doc.transact(() => actionsOf(doc).set(id, entryOf(fields)), origin);
}

/** What people choose of an action; `undefined` takes a field away. */
export type ActionChange = Partial<Pick<Action, 'who' | 'due' | 'on'>>;

export function changeAction(doc: Y.Doc, { id, ...change }: ActionChange & { id: string }, origin: Origin): void {
  doc.transact(() => {
    const entry = actionsOf(doc).get(id);
    if (!entry) return;
    for (const [field, value] of Object.entries(change)) {
      if (value !== undefined) entry.set(field, value);
      else if (entry.has(field)) entry.delete(field);
    }
  }, origin);
}

/** Puts one person's word into the list, or takes it out; everybody else's stays. */
export function sayWord(doc: Y.Doc, word: { id: string; by: string; accepts: boolean }, origin: Origin): void {
  doc.transact(() => {
    const entry = actionsOf(doc).get(word.id);
    if (!entry) return;
    const { accepted } = readAction(word.id, entry);
    const others = accepted.filter((id) => id !== word.by);
    entry.set('accepted', word.accepts ? [...others, word.by] : others);
  }, origin);
}

export function removeAction(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => actionsOf(doc).delete(id), origin);
}
