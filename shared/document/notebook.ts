import * as Y from 'yjs';
import { NOTEBOOK_RETURNED_MAX } from '../model/limits.ts';
import type { Origin } from './write.ts';

/** A participant's notebook: ideas that nobody else sees, and texts that came back from the board. */

type Entry = Y.Map<unknown>;

/** One idea in a notebook. */
export interface Note {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The text with which it stands on the board; absent while it does not. */
  readonly carried?: string;
  /** Its author wants it off the board. */
  readonly dropped: boolean;
  /** The stand-in for whom a moderator wrote it down. */
  readonly for?: string;
}

/** A text that the board did not take. */
export interface ReturnedText {
  /** The id of what it was meant for. */
  readonly key: string;
  readonly text: string;
  /** A reason of `shared/rules`. */
  readonly why: string;
  readonly at: number;
}

export const notesOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('ideas');
export const returnedOf = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('returned');

export function readNote(id: string, entry: Entry): Note {
  const [text, createdAt, carried] = [entry.get('text'), entry.get('createdAt'), entry.get('carried')];
  const whose = entry.get('for');
  return {
    id,
    text: text instanceof Y.Text ? text.toString() : '',
    createdAt: typeof createdAt === 'number' ? createdAt : 0,
    ...(typeof carried === 'string' ? { carried } : {}),
    dropped: entry.get('dropped') === true,
    ...(typeof whose === 'string' ? { for: whose } : {}),
  };
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Oldest first. */
export const readNotes = (doc: Y.Doc): Note[] =>
  [...notesOf(doc)].map(([id, entry]) => readNote(id, entry)).sort((a, b) => a.createdAt - b.createdAt);

/** Newest last. */
export const readReturned = (doc: Y.Doc): ReturnedText[] =>
  [...returnedOf(doc)]
    .map(([key, entry]) => ({
      key,
      text: stringOf(entry.get('text')),
      why: stringOf(entry.get('why')),
      at: Number(entry.get('at') ?? 0),
    }))
    .sort((a, b) => a.at - b.at);

export function writeNote(doc: Y.Doc, note: Pick<Note, 'id' | 'text' | 'createdAt' | 'for'>, origin: Origin): void {
  const entry = new Y.Map<unknown>([
    ['text', new Y.Text(note.text)],
    ['createdAt', note.createdAt],
  ]);
  if (note.for !== undefined) entry.set('for', note.for);
  doc.transact(() => notesOf(doc).set(note.id, entry), origin);
}

/** Takes a note away; one that stands on the board is marked, and the server takes it from there too. */
export function dropNote(doc: Y.Doc, id: string, origin: Origin): void {
  doc.transact(() => {
    const entry = notesOf(doc).get(id);
    if (entry?.has('carried')) entry.set('dropped', true);
    else notesOf(doc).delete(id);
  }, origin);
}

export function forgetReturned(doc: Y.Doc, key: string, origin: Origin): void {
  doc.transact(() => returnedOf(doc).delete(key), origin);
}

/** Notes a text that the board did not take. Again for the same entry, it replaces what was noted before. */
export function noteReturned(doc: Y.Doc, { key, text, why, at }: ReturnedText): void {
  const fields = { text, why, at };
  const origin: Origin = { is: 'repair' };
  doc.transact(() => {
    returnedOf(doc).set(key, new Y.Map(Object.entries(fields)));
    const [oldest] = returnedOf(doc).size > NOTEBOOK_RETURNED_MAX ? readReturned(doc) : [];
    if (oldest !== undefined) returnedOf(doc).delete(oldest.key);
  }, origin);
}
