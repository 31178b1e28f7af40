import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { canKeep } from './can-keep.ts';

/** Milliseconds until a browser whose storage does not answer counts as one that keeps nothing. */
const PATIENCE_MS = 3_000;

/** Per person, because two people may use one browser and nobody sends what another wrote. */
export const keptAs = (boardId: string, participantId: string): string => `tafelrunde:${boardId}:${participantId}`;

/** The copy of one's notebook lies beside that of the board. */
export const notebookKeptAs = (boardId: string, participantId: string): string =>
  `${keptAs(boardId, participantId)}:notebook`;

/** What this browser keeps of a board: nothing where it is `blocked` (private window, settings), no more where it is `full`. */
export type Keeping = 'all' | 'blocked' | 'full';

/** The copy of a document in this browser. */
export interface Kept {
  /** The generation of the board that the copy was last in sync with; null for a new copy. */
  readonly generation: number | null;
  /** The copy is in sync with this generation. */
  synced(generation: number): void;
  stop(): Promise<void>;
}

const GENERATION = 'generation';

/**
 * Keeps the document in this browser, and loads what it already had. Resolves when that is done: null when the browser
 * lets us keep nothing (private window, blocked or broken storage). `lost` hears of that, and when it stops keeping later.
 */
export async function keepHere(doc: Y.Doc, name: string, lost: (why: Keeping) => void): Promise<Kept | null> {
  const persistence = await loaded(doc, name);
  if (persistence === null) {
    lost('blocked');
    return null;
  }
  whenItFails(persistence, (why) => {
    // What it has is good; but its next write would fail in the middle of somebody's sentence.
    void persistence.destroy();
    lost(why);
  });
  const generation: unknown = await persistence.get(GENERATION);
  return {
    generation: typeof generation === 'number' ? generation : null,
    synced: (current) => void persistence.set(GENERATION, current),
    stop: () => persistence.destroy(),
  };
}

/** With what the browser already had of the document; null when it has no storage for us. */
async function loaded(doc: Y.Doc, name: string): Promise<IndexeddbPersistence | null> {
  if (!(await canKeep(name))) return null;
  const persistence = new IndexeddbPersistence(name, doc);
  const here = persistence.whenSynced.then(() => true);
  const gaveUp = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  if (await Promise.race([here, gaveUp])) return persistence;
  void persistence.destroy();
  return null;
}

/** A write that fails aborts its transaction; a browser whose storage is cleared meanwhile closes the database. */
function whenItFails({ db }: IndexeddbPersistence, tell: (why: Keeping) => void): void {
  db?.addEventListener('abort', ({ target }) => {
    const isFull = target instanceof IDBTransaction && target.error?.name === 'QuotaExceededError';
    tell(isFull ? 'full' : 'blocked');
  });
  db?.addEventListener('close', () => tell('blocked'));
}

/** Removes the copy of this browser. Another tab that still has it open delays that, but not us. */
export async function dropHere(name: string): Promise<void> {
  const delayed = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
  try {
    await Promise.race([clearDocument(name), delayed]);
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
}
