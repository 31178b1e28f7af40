import * as Y from 'yjs';
import { isRootName, ROOTS, type Root } from '#shared/document/schema.ts';
import { ideasIn } from '#shared/document/write.ts';
import type { Place } from '#shared/model/board.ts';

/**
 * Mends what several honest people can bring about together and nobody meant: texts that grew too long under several hands,
 * ideas in a cluster that somebody has just removed. Runs inside the transaction that applied the update, so that both leave
 * the server as one message. Looks only at what changed. True when something was mended, which the sender must learn too.
 */
export function repair(transaction: Y.Transaction): boolean {
  const before = deletionsIn(transaction);
  const removed = new Set<string>();
  for (const [type, keys] of [...transaction.changed]) {
    const item = type._item;
    if (item === null) repairRoot(transaction.doc, { name: Y.findRootTypeKey(type), keys, removed });
    else if (type instanceof Y.Text) shorten(type);
    else if (type instanceof Y.Map && keys.has('place')) repairPlace(transaction.doc, type);
  }
  if (removed.size > 0) ideasIn(transaction.doc, removed).forEach((idea) => idea.delete('place'));
  return deletionsIn(transaction) > before;
}

/** Every repair is a deletion. */
const deletionsIn = ({ deleteSet }: Y.Transaction): number => {
  let count = 0;
  for (const ranges of deleteSet.clients.values()) count += ranges.length;
  return count;
};

interface Changed {
  readonly name: string;
  readonly keys: ReadonlySet<string | null>;
  /** Gets the ids of clusters that are no longer there: all of them cost one walk over the ideas. */
  readonly removed: Set<string>;
}

function repairRoot(doc: Y.Doc, { name, keys, removed }: Changed): void {
  if (!isRootName(name)) return;
  for (const key of keys) {
    const entry = key === null ? undefined : doc.getMap(name).get(key);
    if (entry instanceof Y.Map) repairEntry(doc, entry);
    else if (name === 'clusters' && key !== null) removed.add(key);
  }
}

function repairEntry(doc: Y.Doc, entry: Y.Map<unknown>): void {
  for (const value of entry.values()) if (value instanceof Y.Text) shorten(value);
  if (entry.has('place')) repairPlace(doc, entry);
}

/** An idea in a cluster that is no longer there belongs to the pool. */
function repairPlace(doc: Y.Doc, idea: Y.Map<unknown>): void {
  const place = idea.get('place') as Place | undefined;
  if (place !== undefined && 'in' in place && !doc.getMap('clusters').has(place.in)) idea.delete('place');
}

/** Cuts what stands beyond the field's limit. */
function shorten(text: Y.Text): void {
  const max = maxOf(text);
  if (text.length > max) text.delete(max, text.length - max);
}

function maxOf(text: Y.Text): number {
  const field = text._item?.parentSub;
  const entry = text._item?.parent as Y.AbstractType<unknown> | null | undefined;
  const root = entry?._item?.parent as Y.AbstractType<unknown> | null | undefined;
  if (field == null || root == null || root._item !== null) return Infinity;
  const name = Y.findRootTypeKey(root);
  const fields: Root['fields'] = isRootName(name) ? ROOTS[name].fields : {};
  const found = fields[field];
  return found?.is === 'text' ? found.max : Infinity;
}
