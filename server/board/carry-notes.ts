import type * as Y from 'yjs';
import { noteReturned, notesOf, readNotes, type Note } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { BOARD_IDEAS_MAX } from '#shared/model/limits.ts';
import { mayHaveMore } from '#shared/rules/may.ts';

/** Notes become ideas of the board, and later corrections follow them. Done again, it does nothing more. */

export interface Notebook {
  readonly owner: string;
  readonly sector: string;
  readonly doc: Y.Doc;
  /** Sectors of those in whose name the owner may write, by participant id: stand-ins, for moderators. */
  readonly standIns: ReadonlyMap<string, string>;
}

export interface Carrying {
  readonly anonymous: boolean;
  /** Ideas may be written on the board now, in the open. */
  readonly writing: boolean;
  /** The silence ends: what is in the notebooks goes to the board whatever comes next. */
  readonly reveals: boolean;
  readonly now: number;
  /** Ideas that one author may have on the board; null: as many as they like. */
  readonly most: number | null;
  /** In any order: nothing about it tells whose is which. */
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

const ORIGIN = { is: 'carry' } as const;

/** Carries what is due from the notebooks to the board. Runs inside a transaction of each of them. */
export function carryNotes(board: Y.Doc, notebooks: readonly Notebook[], how: Carrying): void {
  const notes = notebooks.flatMap((notebook) => readNotes(notebook.doc).map((note) => ({ notebook, note })));
  const within = how.most === null || !goesUp(how) ? notes : withinBudget(board, notes, how);
  for (const { notebook, note } of how.shuffled(within)) carryNote(board, notebook, { note, how });
}

interface Noted {
  readonly notebook: Notebook;
  readonly note: Note;
}

/** Gives what is too many back to who wrote it, the last ones of each author; gives the others. */
function withinBudget(board: Y.Doc, notes: readonly Noted[], how: Carrying): readonly Noted[] {
  const counts = new Map<string, number>();
  const count = (author: string) => counts.set(author, (counts.get(author) ?? 0) + 1);
  // Where the board knows no authors, the notebooks know what has gone up.
  if (how.anonymous) notes.filter(({ note }) => staysUp(note, how)).forEach((noted) => count(authorOf(noted).author));
  else for (const idea of ideasOf(board).values()) count(String(idea.get('author')));
  return notes.filter((noted) => {
    const { note, notebook } = noted;
    if (note.carried !== undefined || note.dropped || note.text.trim() === '') return true;
    const { author } = authorOf(noted);
    const why = mayHaveMore(how, counts.get(author) ?? 0);
    if (why !== null) giveBack(notebook.doc, note, { why, at: how.now });
    else count(author);
    return why === null;
  });
}

/** What is dropped goes only when ideas may be written; until then it may yet stay. */
const staysUp = ({ carried, dropped }: Note, { writing }: Carrying): boolean =>
  carried !== undefined && !(dropped && writing);

function giveBack(doc: Y.Doc, { id: key, text }: Note, how: { readonly why: string; readonly at: number }): void {
  noteReturned(doc, { key, text, ...how });
  notesOf(doc).delete(key);
}

/** Whose idea a note is: that of the stand-in for whom a moderator wrote it, else the owner's. */
function authorOf({ notebook, note }: Noted): { readonly author: string; readonly sector: string } {
  const sector = note.for === undefined ? undefined : notebook.standIns.get(note.for);
  if (note.for === undefined || sector === undefined) return { author: notebook.owner, sector: notebook.sector };
  return { author: note.for, sector };
}

const goesUp = ({ writing, reveals }: Carrying): boolean => writing || reveals;

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

function post(board: Y.Doc, notebook: Notebook, { note, how }: Due): void {
  const ideas = ideasOf(board);
  // Ids are drawn by browsers; one that stands already is somebody else's.
  if (!goesUp(how) || ideas.has(note.id) || ideas.size >= BOARD_IDEAS_MAX) return;
  const { author, sector } = authorOf({ notebook, note });
  // All of one age, so that they lie in the order of their random ids, and nothing tells who wrote first.
  const { id, text } = note;
  postIdea(board, { id, text, author: how.anonymous ? null : author, sector, createdAt: how.now }, ORIGIN);
  mark(notebook.doc, note);
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
