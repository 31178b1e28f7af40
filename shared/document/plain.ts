import * as Y from 'yjs';
import type { PlainDocument, PlainEntry } from '../model/version.ts';
import { BOARD } from './schema.ts';

/** The whole board document as plain values, as the schema names them; costs a walk over everything. */
export function plainOf(doc: Y.Doc): PlainDocument {
  return new Map(Object.keys(BOARD).map((root) => [root, plainRoot(doc.getMap(root))]));
}

function plainRoot(root: Y.Map<unknown>): ReadonlyMap<string, PlainEntry> {
  const entries = new Map<string, PlainEntry>();
  root.forEach((entry, id) => {
    if (entry instanceof Y.Map) entries.set(id, plainEntry(entry));
  });
  return entries;
}

export function plainEntry(entry: Y.Map<unknown>): PlainEntry {
  const fields: Record<string, unknown> = {};
  entry.forEach((value, field) => (fields[field] = value instanceof Y.Text ? value.toString() : value));
  return fields;
}

/** As JSON values: maps become lists, so that no id is ever mistaken for what every object has. */
export const toLists = (plain: PlainDocument): readonly unknown[] =>
  [...plain].map(([root, entries]) => [root, [...entries]]);

export const fromLists = (lists: readonly (readonly [string, readonly (readonly [string, PlainEntry])[]])[]) =>
  new Map(lists.map(([root, entries]) => [root, new Map(entries)])) satisfies PlainDocument;
