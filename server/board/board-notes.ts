import { readNotes } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { notebookId, type Documents } from '../sync/documents.ts';
import { isDue } from './carry-notes.ts';
import type { Carrier } from './carrier.ts';

export interface BoardNotesParts {
  readonly boardId: string;
  readonly documents: Documents;
  readonly carrier: Carrier;
  readonly store: Pick<Store, 'documentsOf'>;
}

/** The notebooks of one board, as its room sees them: how many ideas are in them, and how they come onto the board. */
export class BoardNotes {
  readonly #parts: BoardNotesParts;
  /** Ideas that are in a notebook only, by its owner; null where that has to be counted again. */
  readonly #waiting = new Map<string, number | null>();
  #known = false;

  constructor(parts: BoardNotesParts) {
    this.#parts = parts;
  }

  /** Somebody has written in their notebook. */
  changed(owner: string): void {
    this.#waiting.set(owner, null);
  }

  reveal(room: StoredRoom, owners?: readonly string[]): Promise<'saved' | 'no-board'> {
    return this.#parts.carrier.reveal(room, owners);
  }

  /** Participant ids of those who have something to show, in random order. */
  async owners(): Promise<readonly string[]> {
    const { boardId, store, documents, carrier } = this.#parts;
    const due: string[] = [];
    for (const owner of (await store.documentsOf(boardId)).filter(Boolean)) {
      if (await documents.read(notebookId(boardId, owner), isDue)) due.push(owner);
    }
    return carrier.shuffled(due);
  }

  /** Ideas on the board and in notebooks. */
  async count(): Promise<number> {
    const { boardId, store, documents } = this.#parts;
    const names = this.#known ? [] : await store.documentsOf(boardId);
    for (const name of names.filter(Boolean)) if (!this.#waiting.has(name)) this.#waiting.set(name, null);
    this.#known = true;
    let count = (await documents.read(boardId, (doc) => ideasOf(doc).size)) ?? 0;
    for (const [owner, waiting] of this.#waiting) count += waiting ?? (await this.#recount(owner));
    return count;
  }

  async #recount(owner: string): Promise<number> {
    const { boardId, documents } = this.#parts;
    const waiting = (await documents.read(notebookId(boardId, owner), waitingIn)) ?? 0;
    this.#waiting.set(owner, waiting);
    return waiting;
  }
}

type Notes = Parameters<typeof readNotes>[0];

const waitingIn = (notebook: Notes): number =>
  readNotes(notebook).filter(({ text, carried, dropped }) => carried === undefined && !dropped && text.trim() !== '')
    .length;
