import type * as Y from 'yjs';
import {
  dropNote,
  forgetReturned,
  notesOf,
  readNote,
  readNotes,
  readReturned,
  returnedOf,
  writeNote,
  type Note,
  type ReturnedText,
} from '#shared/document/notebook.ts';
import { rewriteText, textAt, type Origin } from '#shared/document/write.ts';

/** One's own notebook: ideas that nobody else sees yet, and texts that the board did not take. */
export class Notebook {
  readonly doc: Y.Doc;
  readonly #origin: Origin;
  #version = $state(0);
  readonly #notes: readonly Note[] = $derived.by(() => this.#read(readNotes));
  readonly #waiting = $derived(this.#notes.filter(({ carried, dropped }) => carried === undefined && !dropped));
  readonly #carried = $derived(this.#notes.filter(({ carried, dropped }) => carried !== undefined && !dropped));
  readonly #returned: readonly ReturnedText[] = $derived.by(() => this.#read(readReturned));

  constructor(doc: Y.Doc, origin: Origin) {
    this.doc = doc;
    this.#origin = origin;
    for (const root of [notesOf(doc), returnedOf(doc)]) root.observeDeep(this.#changed);
  }

  /** What is not on the board yet, oldest first. */
  get waiting(): readonly Note[] {
    return this.#waiting;
  }

  /** What stands on the board, oldest first. */
  get carried(): readonly Note[] {
    return this.#carried;
  }

  /** What came back from the board, newest last. */
  get returned(): readonly ReturnedText[] {
    return this.#returned;
  }

  /** The note with this id, also when it stands on the board; null when there is none, as after a deletion. */
  of(id: string): Note | null {
    void this.#version;
    const entry = notesOf(this.doc).get(id);
    const note = entry && readNote(id, entry);
    return note === undefined || note.dropped ? null : note;
  }

  write(note: Pick<Note, 'id' | 'text' | 'createdAt' | 'for'>): void {
    writeNote(this.doc, note, this.#origin);
  }

  rewrite(id: string, next: string): void {
    const text = textAt(this.doc, 'ideas', id);
    if (text) rewriteText(this.doc, text, next, this.#origin);
  }

  drop(id: string): void {
    dropNote(this.doc, id, this.#origin);
  }

  /** Throws away a text that came back. */
  forget(key: string): void {
    forgetReturned(this.doc, key, this.#origin);
  }

  stop(): void {
    for (const root of [notesOf(this.doc), returnedOf(this.doc)]) root.unobserveDeep(this.#changed);
  }

  readonly #changed = (): void => {
    this.#version += 1;
  };

  #read<T>(from: (doc: Y.Doc) => T): T {
    void this.#version;
    return from(this.doc);
  }
}
