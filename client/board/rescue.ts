import type * as Y from 'yjs';
import { readNotes, readReturned } from '#shared/document/notebook.ts';
import { readBoard } from '#shared/document/read.ts';

/** An idea as its author wrote it, apart from any document. */
export interface OwnIdea {
  readonly id: string;
  readonly text: string;
}

/** What this person wrote, as it stands in the document of this browser. */
export const ownIdeas = (doc: Y.Doc, participantId: string): OwnIdea[] =>
  [...readBoard(doc).ideas.values()]
    .filter(({ author, text }) => author === participantId && text.trim() !== '')
    .map(({ id, text }) => ({ id, text }));

/** What this person has written in the notebook and what is not on the board yet. */
export const ownNotes = (notebook: Y.Doc): OwnIdea[] =>
  readNotes(notebook)
    .filter(({ text, carried, dropped }) => !dropped && carried !== text && text.trim() !== '')
    .map(({ id, text }) => ({ id, text }));

/** Those of them that neither fresh document holds with that text. */
export function lostIdeas(own: readonly OwnIdea[], fresh: Y.Doc, notebook: Y.Doc): OwnIdea[] {
  const { ideas } = readBoard(fresh);
  const notes = new Map(readNotes(notebook).map((note) => [note.id, note]));
  return own.filter(({ id, text }) => ideas.get(id)?.text !== text && notes.get(id)?.text !== text);
}

/** The texts of a board and what its reader has noted besides as plain lines, for a file that anybody can open. */
export function plainCopy(doc: Y.Doc, notebook: Y.Doc): string {
  const ideas = [...readBoard(doc).ideas.values()].sort((a, b) => a.createdAt - b.createdAt);
  const texts = [...ideas, ...ownNotes(notebook), ...readReturned(notebook)].map(({ text }) => `- ${text}`);
  return `${texts.join('\n')}\n`;
}
