import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { notesOf } from '#shared/document/notebook.ts';
import { postIdea, removeIdea } from '#shared/document/write.ts';
import { Notebook } from '../board/notebook.svelte.ts';
import { NORA } from '../board/table.fixture.ts';
import { BoardView } from '../board/view.svelte.ts';
import { Finding } from './finding.svelte.ts';

const IMPORT = { is: 'import' } as const;
const TEXTS = ['Park', 'Bank', 'Parkbank'];
const idOf = (text: string): string => text.toLowerCase().padEnd(12, '-');

function atTheWall(): { doc: Y.Doc; notes: Y.Doc; finding: Finding } {
  const [doc, notes] = [new Y.Doc(), new Y.Doc()];
  for (const [createdAt, text] of TEXTS.entries()) {
    postIdea(doc, { id: idOf(text), text, author: null, sector: 'other', createdAt }, IMPORT);
  }
  const notebook = new Notebook(notes, { is: 'deed', by: NORA });
  const me = { participantId: NORA, role: 'participant', sector: 'other' } as const;
  return { doc, notes, finding: new Finding({ view: new BoardView(doc, notes), me, notebook }) };
}

test('[FI4] the match one stands at is numbered, and forgotten with the words or when it goes', () => {
  const { doc, finding } = atTheWall();
  finding.look({ words: 'park' });
  expect([finding.found?.length, finding.number]).toEqual([2, 0]);
  finding.go(-1);
  expect([finding.at, finding.number]).toEqual([idOf('Parkbank'), 2]);
  removeIdea(doc, idOf('Parkbank'), IMPORT);
  expect([finding.at, finding.number, finding.found?.length]).toEqual([null, 0, 1]);
  finding.go(1);
  finding.look({ words: 'bank' });
  expect(finding.number).toBe(0);
});

test('[FI5] while something is looked for the rest steps back, and everything is there again after it', () => {
  const { finding } = atTheWall();
  const shown = () => TEXTS.filter((text) => finding.shows(idOf(text)));
  finding.open();
  expect(shown()).toEqual(TEXTS);
  finding.look({ words: 'bank' });
  expect(shown()).toEqual(['Bank', 'Parkbank']);
  finding.showAmong([idOf('Park')]);
  expect(shown()).toEqual(['Park']);
  finding.close();
  expect([shown(), finding.found]).toEqual([TEXTS, null]);
});

test('[FI2] on an anonymous board one’s own ideas are those in one’s notebook', () => {
  const { notes, finding } = atTheWall();
  const note = new Y.Map<unknown>([
    ['text', new Y.Text('Bank')],
    ['carried', 'Bank'],
    ['createdAt', 1],
  ]);
  notesOf(notes).set(idOf('Bank'), note);
  finding.look({ mine: true });
  expect(finding.found).toEqual([idOf('Bank')]);
});
