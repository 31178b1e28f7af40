import type * as Y from 'yjs';
import { noteReturned, notesOf, readNotes, type Note } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { BOARD_IDEAS_MAX } from '#shared/model/limits.ts';

/** Notes become ideas of the board, and later corrections follow them. Done again, it does nothing more. */

export interface Notebook {
  readonly owner: string;
  readonly sector: string;
  readonly doc: Y.Doc;
}

export interface Carrying {
  readonly anonymous: boolean;
  /** Ideas may be written on the board now, in the open. */
  readonly writing: boolean;
  /** The silence ends: what is in the notebooks goes to the board whatever comes next. */
  readonly reveals: boolean;
  readonly now: number;
  /** In any order: nothing about it tells whose is which. */
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

const ORIGIN = { is: 'carry' } as const;

/** Carries what is due from the notebooks to the board. Runs inside a transaction of each of them. */
export function carryNotes(board: Y.Doc, notebooks: readonly Notebook[], how: Carrying): void {
  const notes = notebooks.flatMap((notebook) => readNotes(notebook.doc).map((note) => ({ notebook, note })));
  for (const { notebook, note } of how.shuffled(notes)) carryNote(board, notebook, { note, how });
}

/** True when `carryNotes` may have something to do with this notebook. */
export const isDue = (notebook: Y.Doc): boolean =>
  readNotes(notebook).some(({ text, carried, dropped }) => dropped || carried !== text);

interface Due {
  readonly note: Note;
  readonly how: Carrying;
}

function carryNote(board: Y.Doc, notebook: Notebook, { note, how }: Due): void {
  const { text, carried, dropped } = note;
  if (dropped) drop(board, notebook, { note, how });
  else if (text.trim() === '' || text === carried) return;
  else if (carried === undefined) post(board, notebook, { note, how });
  else if (how.writing) correct(board, notebook, { note, how });
}

function drop(board: Y.Doc, { doc }: Notebook, { note, how }: Due): void {
  if (note.carried !== undefined) {
    if (!how.writing) return;
    removeIdea(board, note.id, ORIGIN);
  }
  notesOf(doc).delete(note.id);
}

function post(board: Y.Doc, { owner, sector, doc }: Notebook, { note, how }: Due): void {
  const ideas = ideasOf(board);
  // Ids are drawn by browsers; one that stands already is somebody else's.
  if (!(how.writing || how.reveals) || ideas.has(note.id) || ideas.size >= BOARD_IDEAS_MAX) return;
  const author = how.anonymous ? null : owner;
  // All of one age, so that they lie in the order of their random ids, and nothing tells who wrote first.
  postIdea(board, { id: note.id, text: note.text, author, sector, createdAt: how.now }, ORIGIN);
  mark(doc, note);
}

/** A note that was written on after its idea went to the board. */
function correct(board: Y.Doc, { doc }: Notebook, { note, how }: Due): void {
  const standing = textAt(board, 'ideas', note.id);
  const { id: key, text } = note;
  if (standing !== null) {
    const isUntouched = how.anonymous || standing.toString() === note.carried;
    if (isUntouched) rewriteText(board, standing, text, ORIGIN);
    else if (standing.toString() !== text) noteReturned(doc, { key, text, why: 'changed-meanwhile', at: how.now });
  }
  mark(doc, note);
}

const mark = (doc: Y.Doc, { id, text }: Note): void => void notesOf(doc).get(id)?.set('carried', text);
