import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BOARD } from '#shared/document/schema.ts';
import { ideasOf } from '#shared/document/read.ts';
import { postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import { deed, newIdea } from '../testing/documents.ts';
import { repair } from './repair.ts';
import { Replica } from './replica.ts';

const LONG = 4_000;
const idea = newIdea('eins', 'nora-participant');

/** What somebody writes offline, as an update for each time; each time at the beginning of the text. */
function written(times: number): readonly Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  postIdea(doc, idea, deed);
  for (let n = 1; n < times; n++) textAt(doc, 'ideas', idea.id)?.insert(0, String(n).repeat(LONG));
  return updates;
}

/** The updates in goes of so many each; gives the text after each go, and how large it was to tell. */
function taken(goes: readonly number[]) {
  const updates = [...written(goes.reduce((sum, count) => sum + count, 0))];
  const replica = new Replica([], BOARD);
  return goes.map((count) => {
    const told = replica.transact((transaction) => {
      for (const update of updates.splice(0, count)) Y.applyUpdate(replica.doc, update);
      repair(transaction, BOARD);
    }, 'members');
    const text = String(ideasOf(replica.doc).get(idea.id)?.get('text'));
    return { length: text.length, begins: text[0], isShort: (told?.length ?? 0) < LONG };
  });
}

test.each([[[1, 1, 1, 1]], [[2, 1, 1]], [[1, 2, 1]], [[3, 1]], [[4]]])(
  '[SY13] a text that comes too long in goes of %j is cut each time, behind what was written last',
  (goes) => {
    const results = taken(goes);
    expect(results.at(-1)).toEqual({ length: IDEA_TEXT_MAX, begins: '3', isShort: true });
    expect(results.filter(({ isShort, length }) => !isShort || length > IDEA_TEXT_MAX)).toEqual([]);
  },
);

test('[SY13] also where the server itself wrote in it before', () => {
  const replica = new Replica([], BOARD);
  const [first, second] = written(2) as [Uint8Array, Uint8Array];
  replica.transact(() => Y.applyUpdate(replica.doc, first), 'members');
  replica.transact(() => {
    const text = textAt(replica.doc, 'ideas', idea.id) as Y.Text;
    rewriteText(replica.doc, text, `${text.toString()} ${'s'.repeat(200)}!`, deed);
    rewriteText(replica.doc, text, `${text.toString()}!`, deed);
  }, 'server');
  replica.transact((transaction) => {
    Y.applyUpdate(replica.doc, second);
    repair(transaction, BOARD);
  }, 'members');
  expect(textAt(replica.doc, 'ideas', idea.id)?.toString()).toBe('1'.repeat(IDEA_TEXT_MAX));
});
