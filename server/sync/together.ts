import type * as Y from 'yjs';
import type { JournalEntry, Store, StoredRoom } from '../store/store.ts';
import type { LiveDocument } from './document.ts';

export interface Together<T> {
  readonly store: Pick<Store, 'commitAll'>;
  /** Gets the documents in the order given. */
  readonly write: (docs: readonly Y.Doc[]) => T;
  readonly room?: StoredRoom | undefined;
}

/** Writes in several documents; what changed is one transaction of the store. Resolves when it is on disk. */
export async function commitTogether<T>(
  documents: readonly LiveDocument[],
  { store, write, room }: Together<T>,
): Promise<T> {
  // Nothing may happen between the last look and the writing.
  while (documents.some((document) => !document.isFree))
    await Promise.all(documents.map((document) => document.free()));
  const { result, updates } = produceAll(documents, write);
  if (updates.length === 0 && room === undefined) return result;
  const entries: JournalEntry[] = [];
  const collected = Promise.withResolvers<Awaited<ReturnType<Store['commitAll']>>>();
  for (const { document, update } of updates) {
    document.append(update, (entry) => {
      entries.push(entry);
      return collected.promise;
    });
  }
  // Every document has named its sequence number by now, so this takes its place among their commits.
  store.commitAll(entries, room).then(collected.resolve, collected.reject);
  const done = await collected.promise;
  if (done !== 'committed') throw new Error(`commit: ${done}`);
  return result;
}

interface Produced {
  readonly document: LiveDocument;
  readonly update: Uint8Array;
}

/** Each document's transaction runs inside that of the one before. */
function produceAll<T>(
  documents: readonly LiveDocument[],
  write: (docs: readonly Y.Doc[]) => T,
): { readonly result: T; readonly updates: readonly Produced[] } {
  const updates: Produced[] = [];
  const docs: Y.Doc[] = [];
  const within = (index: number): T => {
    const document = documents[index];
    if (document === undefined) return write(docs);
    const { result, update } = document.produce((doc) => {
      docs.push(doc);
      return within(index + 1);
    });
    if (update !== null) updates.push({ document, update });
    return result;
  };
  return { result: within(0), updates };
}
