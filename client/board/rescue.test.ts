import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { notesOf, writeNote } from '#shared/document/notebook.ts';
import { postIdea } from '#shared/document/write.ts';
import { lostIdeas, ownIdeas, ownNotes, plainCopy } from './rescue.ts';

const NORA = 'nora-00000000000';

function docWith(...ideas: { id: string; text: string; author: string | null }[]): Y.Doc {
  const doc = new Y.Doc();
  ideas.forEach((idea, at) => postIdea(doc, { ...idea, sector: 'other', createdAt: at }, { is: 'import' }));
  return doc;
}

const mine = { id: 'mine-0000000000', text: 'Mein Satz', author: NORA };
const kept = { id: 'kept-0000000000', text: 'Steht schon', author: NORA };
const theirs = { id: 'theirs-00000000', text: 'Von anderen', author: 'tobias-000000000' };

test('[CL9] one’s own texts that the fresh document lacks or has otherwise are lost, all others are not', () => {
  const own = ownIdeas(docWith(mine, kept, theirs), NORA);
  expect(own.map(({ id }) => id)).toEqual([mine.id, kept.id]);
  expect(lostIdeas(own, docWith(kept, theirs), new Y.Doc())).toEqual([{ id: mine.id, text: mine.text }]);
  expect(lostIdeas(own, docWith({ ...kept, text: 'Steht an…' }, mine), new Y.Doc())).toEqual([
    { id: kept.id, text: kept.text },
  ]);
});

test('[CL9] a copy for a file has every text in the order of writing', () => {
  const notebook = new Y.Doc();
  writeNote(notebook, { ...kept, createdAt: 1 }, { is: 'deed', by: NORA });
  expect(plainCopy(docWith(mine, theirs), notebook)).toBe('- Mein Satz\n- Von anderen\n- Steht schon\n');
});

test('[NB20] notes that a fresh notebook lacks are lost, those it holds and those on the board are not', () => {
  const origin = { is: 'deed', by: NORA } as const;
  const [notebook, fresh] = [new Y.Doc(), new Y.Doc()];
  for (const { id, text } of [mine, kept, theirs]) writeNote(notebook, { id, text, createdAt: 1 }, origin);
  notesOf(notebook).get(theirs.id)?.set('carried', theirs.text);
  writeNote(fresh, { ...kept, createdAt: 1 }, origin);
  const own = ownNotes(notebook);
  expect(own.map(({ id }) => id)).toEqual([mine.id, kept.id]);
  expect(lostIdeas(own, docWith(), fresh)).toEqual([{ id: mine.id, text: mine.text }]);
  expect(lostIdeas(own, docWith(mine), fresh)).toEqual([]);
});
