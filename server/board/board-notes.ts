import type * as Y from 'yjs';
import { readNotes } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { unlessDamaged } from '../store/fault.ts';
import type { StoredRoom } from '../store/store.ts';
import { notebookId, type Documents } from '../sync/documents.ts';
import type { Carrier } from './carrier.ts';

export interface BoardNotesParts {
  readonly boardId: string;
  readonly documents: Documents;
  readonly carrier: Carrier;
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
    const { boardId, carrier } = this.#parts;
    return carrier.shuffled(await carrier.dueAmong(boardId, await carrier.ownersOf(boardId)));
  }

  /** Ideas on the board and in notebooks. */
  async count(): Promise<number> {
    const { boardId, carrier, documents } = this.#parts;
    const owners = this.#known ? [] : await carrier.ownersOf(boardId);
    for (const owner of owners) if (!this.#waiting.has(owner)) this.#waiting.set(owner, null);
    this.#known = true;
    let count = (await documents.read(boardId, (doc) => ideasOf(doc).size)) ?? 0;
    for (const [owner, waiting] of this.#waiting) count += waiting ?? (await this.#recount(owner));
    return count;
  }

  async #recount(owner: string): Promise<number> {
    const { boardId, documents } = this.#parts;
    const read = documents.read(notebookId(boardId, owner), waitingIn);
    const waiting = (await unlessDamaged(read, () => null)) ?? 0;
    this.#waiting.set(owner, waiting);
    return waiting;
  }
}

const waitingIn = (notebook: Y.Doc): number =>
  readNotes(notebook).filter(({ text, carried, dropped }) => carried === undefined && !dropped && text.trim() !== '')
    .length;
