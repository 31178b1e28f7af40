import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { noteReturned, notesOf } from '#shared/document/notebook.ts';
import { readBoard } from '#shared/document/read.ts';
import { postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import type { Asking } from '#shared/rules/may.ts';
import { Deeds, type Made } from './deeds.ts';
import { Notebook } from './notebook.svelte.ts';
import { BoardView } from './view.svelte.ts';

const NORA = 'nora-00000000000';
const CARRY = { is: 'carry' } as const;

/** Somebody with a board, a notebook and a view of both. */
function seated(who: Partial<Asking> = {}) {
  const asking: Asking = {
    ...{ role: 'participant', participantId: NORA },
    ...{ step: 'collect', silent: false, locked: false, anonymous: false, most: null },
    ...who,
  };
  const doc = new Y.Doc();
  const notebook = new Notebook(new Y.Doc(), { is: 'deed', by: NORA });
  const deeds = new Deeds(doc, {
    me: { participantId: NORA, sector: 'creative' },
    asking: () => asking,
    notebook,
    fillRandom: (bytes) => crypto.getRandomValues(bytes),
    now: () => 1_700_000_000_000,
  });
  return { asking, doc, notebook, deeds, view: new BoardView(doc, notebook.doc) };
}

const idOf = (made: Made): string => {
  if ('refused' in made) throw new Error(`refused: ${made.refused}`);
  return made.id;
};

/** What the server does: brings a note to the board as it stands. */
function carry(board: Y.Doc, notebook: Y.Doc, id: string): void {
  const text = textAt(notebook, 'ideas', id)?.toString() ?? '';
  const standing = textAt(board, 'ideas', id);
  if (standing) rewriteText(board, standing, text, CARRY);
  else postIdea(board, { id, text, author: null, sector: 'creative', createdAt: 1 }, CARRY);
  notesOf(notebook).get(id)?.set('carried', text);
}

const ideas = (doc: Y.Doc) => readBoard(doc).ideas;
const waiting = ({ notebook }: { notebook: Notebook }) => notebook.waiting.map(({ text }) => text);

test('[NB22] in silence and on anonymous boards ideas go into the notebook, elsewhere on the board', () => {
  for (const moment of [{ silent: true }, { anonymous: true }, { anonymous: true, role: 'moderator' }] as const) {
    const nora = seated(moment);
    idOf(nora.deeds.post(' Lastenräder '));
    expect([waiting(nora), ideas(nora.doc).size]).toEqual([['Lastenräder'], 0]);
  }
  const open = seated();
  idOf(open.deeds.post('Lastenräder'));
  expect([waiting(open), ideas(open.doc).size]).toEqual([[], 1]);
});

test('[NB22] what may not be posted goes into no notebook either', () => {
  const nora = seated({ silent: true });
  expect(nora.deeds.post(' ')).toEqual({ refused: 'empty' });
  expect(nora.deeds.post('x'.repeat(IDEA_TEXT_MAX + 1))).toEqual({ refused: 'too-long' });
  expect(seated({ silent: true, locked: true }).deeds.post('Zu')).toEqual({ refused: 'locked' });
  expect(waiting(nora)).toEqual([]);
});

test('[NB23] notes are edited and deleted by the same deeds as ideas until they are on the board', () => {
  const nora = seated({ silent: true });
  const [id, other] = [idOf(nora.deeds.post('Lastenr')), idOf(nora.deeds.post('Solardächer'))];
  expect(nora.deeds.edit(id, 'Lastenräder')).toBe(null);
  expect(nora.deeds.edit(id, '')).toBe('empty');
  expect(nora.deeds.remove(other)).toBe(null);
  expect(waiting(nora)).toEqual(['Lastenräder']);
  carry(nora.doc, nora.notebook.doc, id);
  expect(waiting(nora)).toEqual([]);
  expect(nora.deeds.edit(other, 'weg')).toBe('gone');
});

test('[NB24] texts that came back are listed with the reason until they are thrown away', () => {
  const { notebook } = seated();
  noteReturned(notebook.doc, { key: 'one-0000000000', text: 'Zu früh', why: 'in-silence', at: 1 });
  expect(notebook.returned).toMatchObject([{ text: 'Zu früh', why: 'in-silence' }]);
  notebook.forget('one-0000000000');
  expect(notebook.returned).toEqual([]);
});

test('[AN20] on an anonymous board authors change and delete their own ideas by the notebook, and no others', () => {
  const nora = seated({ anonymous: true, step: 'cluster' });
  const id = idOf(nora.deeds.post('Lastenr'));
  carry(nora.doc, nora.notebook.doc, id);
  postIdea(nora.doc, { id: 'theirs-0000000', text: 'x', author: null, sector: 'other', createdAt: 1 }, CARRY);
  expect([nora.deeds.mayChange(id), nora.deeds.mayChange('theirs-0000000')]).toEqual([null, 'not-yours']);
  expect(nora.deeds.edit(id, 'Lastenräder')).toBe(null);
  expect(ideas(nora.doc).get(id)?.text).toBe('Lastenr');
  expect(nora.notebook.of(id)?.text).toBe('Lastenräder');
  expect(nora.deeds.remove(id)).toBe(null);
  expect(ideas(nora.doc).has(id)).toBe(true);
  expect(notesOf(nora.notebook.doc).get(id)?.get('dropped')).toBe(true);
});

test('[AN20] when the step is over, own ideas on an anonymous board stay as they are', () => {
  const nora = seated({ anonymous: true });
  const id = idOf(nora.deeds.post('Lastenräder'));
  carry(nora.doc, nora.notebook.doc, id);
  Object.assign(nora.asking, { step: 'close' });
  expect(nora.deeds.edit(id, 'Anders')).toBe('not-in-this-step');
  expect(nora.deeds.remove(id)).toBe('not-in-this-step');
  expect(nora.notebook.of(id)?.text).toBe('Lastenräder');
});

test('[AN21] whoever made a cluster is not noted on an anonymous board', () => {
  const nora = seated({ anonymous: true, step: 'cluster' });
  const id = idOf(nora.deeds.createCluster([0, 0], 'Rad'));
  expect(readBoard(nora.doc).clusters.get(id)?.createdBy).toBe(null);
});

test('[AN22] own corrections are seen at once, before the server has carried them to the board', () => {
  const nora = seated({ anonymous: true, step: 'cluster' });
  const id = idOf(nora.deeds.post('Lastenr'));
  carry(nora.doc, nora.notebook.doc, id);
  const before = nora.view.version;
  nora.deeds.edit(id, 'Lastenräder');
  expect(nora.view.ideas.get(id)?.text).toBe('Lastenräder');
  expect(nora.view.version).toBeGreaterThan(before);
  carry(nora.doc, nora.notebook.doc, id);
  expect(nora.view.ideas.get(id)?.text).toBe('Lastenräder');
  nora.deeds.remove(id);
  expect(nora.view.ideas.has(id)).toBe(false);
  removeIdea(nora.doc, id, CARRY);
  notesOf(nora.notebook.doc).delete(id);
  expect(nora.view.ideas.has(id)).toBe(false);
});
