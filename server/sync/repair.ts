import * as Y from 'yjs';
import { fieldOf, rootOf, type Schema } from '#shared/document/schema.ts';
import { mendMerges } from '#shared/document/merge.ts';
import { ideasIn } from '#shared/document/write.ts';
import type { Place } from '#shared/model/board.ts';
import { forgetPositions } from './positions.ts';
import type { Returned } from './take-back.ts';

export interface Repaired {
  readonly changed: boolean;
  /** Texts that were cut, whole. */
  readonly returned: readonly Returned[];
}

/**
 * Mends what several honest people can bring about together and nobody meant: texts that grew too long under several hands,
 * ideas in a cluster that somebody has just removed, or merged into one that is gone or merged itself. Runs inside the transaction that applied the update, so that both leave
 * the server as one message. Looks only at what changed. What it mends the sender must learn too.
 */
export function repair(transaction: Y.Transaction, schema: Schema): Repaired {
  const before = deletionsIn(transaction);
  const returned: Returned[] = [];
  const removed = new Set<string>();
  const merged = new Set<string>();
  const shorten = (text: Y.Text) => {
    const cut = shortened(text, schema);
    if (cut !== null) returned.push(cut);
  };
  for (const [type, keys] of [...transaction.changed]) {
    if (type._item === null)
      repairRoot(transaction.doc, Y.findRootTypeKey(type), { keys, schema, shorten, removed, merged });
    else if (type instanceof Y.Text) shorten(type);
    else if (type instanceof Y.Map) repairFields(transaction.doc, type, { keys, merged });
  }
  if (removed.size > 0) ideasIn(transaction.doc, removed).forEach((idea) => idea.delete('place'));
  mendMerges(transaction.doc, merged);
  return { changed: deletionsIn(transaction) > before, returned };
}

/** Every repair is a deletion, or overwrites what stood there, which yjs deletes. */
const deletionsIn = ({ deleteSet }: Y.Transaction): number => {
  let count = 0;
  for (const ranges of deleteSet.clients.values()) count += ranges.length;
  return count;
};

interface ChangedRoot {
  readonly keys: ReadonlySet<string | null>;
  readonly schema: Schema;
  readonly shorten: (text: Y.Text) => void;
  /** Gets the ids of clusters that are no longer there: all of them cost one walk over the ideas. */
  readonly removed: Set<string>;
  /** Gets the ids of ideas that were merged or are no longer there; likewise. */
  readonly merged: Set<string>;
}

function repairRoot(doc: Y.Doc, name: string, { keys, schema, shorten, removed, merged }: ChangedRoot): void {
  if (rootOf(schema, name) === null) return;
  const holdsMerged = fieldOf(schema, name, 'under') !== null;
  for (const key of keys) {
    if (key === null) continue;
    const entry = doc.getMap(name).get(key);
    if (entry instanceof Y.Map) repairEntry(doc, entry, shorten);
    else if (name === 'clusters') removed.add(key);
    if (holdsMerged && (!(entry instanceof Y.Map) || entry.has('under'))) merged.add(key);
  }
}

/** Fields of an entry that stood there before. */
function repairFields(doc: Y.Doc, entry: Y.Map<unknown>, { keys, merged }: Pick<ChangedRoot, 'keys' | 'merged'>): void {
  if (keys.has('place')) repairPlace(doc, entry);
  const id = entry._item?.parentSub ?? null;
  if (keys.has('under') && id !== null) merged.add(id);
}

function repairEntry(doc: Y.Doc, entry: Y.Map<unknown>, shorten: (text: Y.Text) => void): void {
  for (const value of entry.values()) if (value instanceof Y.Text) shorten(value);
  if (entry.has('place')) repairPlace(doc, entry);
}

/** An idea in a cluster that is no longer there belongs to the pool. */
function repairPlace(doc: Y.Doc, idea: Y.Map<unknown>): void {
  const place = idea.get('place') as Place | undefined;
  if (place !== undefined && 'in' in place && !doc.getMap('clusters').has(place.in)) idea.delete('place');
}

/** Cuts what stands beyond the field's limit; gives the whole text back to whose entry it is. */
function shortened(text: Y.Text, schema: Schema): Returned | null {
  const { max, entry, key } = placeOf(text, schema);
  if (text.length <= max) return null;
  const whole = text.toString();
  forgetPositions(text);
  text.delete(max, text.length - max);
  forgetPositions(text);
  const author = entry?.get('author') ?? entry?.get('createdBy');
  return typeof author === 'string' ? { participantId: author, key, text: whole, why: 'too-long' } : null;
}

function placeOf(text: Y.Text, schema: Schema): { max: number; entry: Y.Map<unknown> | null; key: string } {
  const field = text._item?.parentSub;
  const entry = text._item?.parent;
  const root = entry instanceof Y.Map ? (entry._item?.parent as Y.AbstractType<unknown> | null | undefined) : null;
  if (field == null || !(entry instanceof Y.Map) || root == null || root._item !== null) {
    return { max: Infinity, entry: null, key: '' };
  }
  const found = fieldOf(schema, Y.findRootTypeKey(root), field);
  return { max: found?.is === 'text' ? found.max : Infinity, entry, key: entry._item?.parentSub ?? '' };
}
