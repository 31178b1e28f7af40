import type * as Y from 'yjs';
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

/** Those of them that a fresh document does not hold, or holds with another text. */
export function lostIdeas(own: readonly OwnIdea[], fresh: Y.Doc): OwnIdea[] {
  const { ideas } = readBoard(fresh);
  return own.filter(({ id, text }) => ideas.get(id)?.text !== text);
}

/** The texts of a document as plain lines, for a file that anybody can open. */
export function plainCopy(doc: Y.Doc): string {
  const { ideas } = readBoard(doc);
  const texts = [...ideas.values()].sort((a, b) => a.createdAt - b.createdAt).map(({ text }) => `- ${text}`);
  return `${texts.join('\n')}\n`;
}
