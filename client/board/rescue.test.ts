import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { postIdea } from '#shared/document/write.ts';
import { lostIdeas, ownIdeas, plainCopy } from './rescue.ts';

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
  expect(lostIdeas(own, docWith(kept, theirs))).toEqual([{ id: mine.id, text: mine.text }]);
  expect(lostIdeas(own, docWith({ ...kept, text: 'Steht an…' }, mine))).toEqual([{ id: kept.id, text: kept.text }]);
});

test('[CL9] a copy for a file has every text in the order of writing', () => {
  expect(plainCopy(docWith(mine, theirs))).toBe('- Mein Satz\n- Von anderen\n');
});
