import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { COMMENT_TEXT_MAX, MARK_NOTE_MAX } from '#shared/model/limits.ts';
import type { Deeds } from './deeds.ts';
import { exchange, idOf, NORA, seated, ticking, TOBIAS } from './table.fixture.ts';
import { countMarks, type Talk } from './talk.svelte.ts';
import { BoardView } from './view.svelte.ts';

interface Table {
  readonly nora: ReturnType<typeof seated>;
  readonly tobias: ReturnType<typeof seated>;
  readonly talk: Talk;
  readonly idea: string;
}

/** Nora and Tobias at one document, with an idea of Nora's. */
function table(who: Parameters<typeof seated>[0] = {}): Table {
  const clock = ticking();
  const nora = seated(who, new Y.Doc(), clock);
  const tobias = seated({ ...who, participantId: TOBIAS }, nora.doc, clock);
  const { talk } = new BoardView(nora.doc, new Y.Doc());
  return { nora, tobias, talk, idea: idOf(nora.deeds.post('Lastenrad am Werkstor')) };
}

const said = (talk: Talk, ...ideas: string[]) => talk.commentsOn(ideas).map(({ text, author }) => [author, text]);
const marked = (talk: Talk, ...ideas: string[]) => talk.marksOn(ideas).map(({ by, kind, note }) => [by, kind, note]);

test('[CO1] comments stand below their idea, oldest first, with who wrote them', () => {
  const { nora, tobias, talk, idea } = table();
  idOf(nora.deeds.talk.comment(idea, '  Wer fährt? '));
  idOf(tobias.deeds.talk.comment(idea, 'Wir, ab Mai'));
  expect(said(talk, idea)).toEqual([
    [NORA, 'Wer fährt?'],
    [TOBIAS, 'Wir, ab Mai'],
  ]);
});

test('[CO2] a comment that is empty, too long or about nothing is refused and changes nothing', () => {
  const { nora, talk, idea } = table();
  expect(nora.deeds.talk.comment(idea, ' \n ')).toEqual({ refused: 'empty' });
  expect(nora.deeds.talk.comment(idea, 'x'.repeat(COMMENT_TEXT_MAX + 1))).toEqual({ refused: 'too-long' });
  expect(nora.deeds.talk.comment('gone-000000000', 'Hallo')).toEqual({ refused: 'gone' });
  expect(said(talk, idea)).toEqual([]);
});

test('[CO3] one deletes one’s own comments, a moderator any, and nobody else', () => {
  const { nora, tobias, talk, idea } = table();
  const moderator = seated({ role: 'moderator', participantId: 'mod-0000000000' }, nora.doc);
  const [own, other] = [nora, tobias].map(({ deeds }) => idOf(deeds.talk.comment(idea, 'Ja')));
  expect(nora.deeds.talk.removeComment(other!)).toBe('not-yours');
  expect([nora.deeds.talk.removeComment(own!), moderator.deeds.talk.removeComment(other!)]).toEqual([null, null]);
  expect(nora.deeds.talk.removeComment(own!)).toBe('gone');
  expect(said(talk, idea)).toEqual([]);
});

test('[CO4] on an anonymous board only moderators comment, without a name', () => {
  const { nora, talk, idea } = table();
  Object.assign(nora.asking, { anonymous: true });
  expect(nora.deeds.talk.comment(idea, 'Psst')).toEqual({ refused: 'not-yours' });
  const moderator = seated({ role: 'moderator', anonymous: true }, nora.doc);
  idOf(moderator.deeds.talk.comment(idea, 'Wer mag das ausführen?'));
  expect(said(talk, idea)).toEqual([[null, 'Wer mag das ausführen?']]);
});

test('[CO5] comments that come at once from two copies both stay', () => {
  const one = table();
  const other = seated({ participantId: TOBIAS });
  exchange(one.nora.doc, other.doc);
  idOf(one.nora.deeds.talk.comment(one.idea, 'Eins'));
  idOf(other.deeds.talk.comment(one.idea, 'Zwei'));
  exchange(one.nora.doc, other.doc);
  expect(said(one.talk, one.idea)).toHaveLength(2);
});

test('[CO6] what was said of merged ideas is read together', () => {
  const { nora, tobias, talk, idea } = table();
  const second = idOf(nora.deeds.post('Rad statt Werkbus'));
  idOf(nora.deeds.talk.comment(second, 'Erst das'));
  idOf(nora.deeds.talk.comment(idea, 'Dann das'));
  for (const on of [idea, second]) expect(tobias.deeds.talk.mark(on, { kind: 'join' })).toBeNull();
  expect(said(talk, idea, second).map(([, text]) => text)).toEqual(['Erst das', 'Dann das']);
  expect(countMarks(talk.marksOn([idea, second]))).toEqual([{ kind: 'join', count: 1 }]);
});

test('[MK1] each person has one mark on an idea: another kind takes its place, and it is taken back', () => {
  const { nora, tobias, talk, idea } = table();
  expect(nora.deeds.talk.mark(idea, { kind: 'need' })).toBeNull();
  expect(nora.deeds.talk.mark(idea, { kind: 'offer', note: ' Werkstatt ' })).toBeNull();
  expect(tobias.deeds.talk.mark(idea, { kind: 'join' })).toBeNull();
  expect(marked(talk, idea)).toEqual([
    [TOBIAS, 'join', undefined],
    [NORA, 'offer', 'Werkstatt'],
  ]);
  expect(nora.deeds.talk.unmark(idea)).toBeNull();
  expect(countMarks(talk.marksOn([idea]))).toEqual([{ kind: 'join', count: 1 }]);
});

test('[MK2] a note may be changed and emptied, and is refused when it is too long', () => {
  const { nora, talk, idea } = table();
  expect(nora.deeds.talk.mark(idea, { kind: 'offer', note: 'x'.repeat(MARK_NOTE_MAX + 1) })).toBe('too-long');
  for (const note of ['Werkstatt', 'Halle', '']) expect(nora.deeds.talk.mark(idea, { kind: 'offer', note })).toBeNull();
  expect(marked(talk, idea)).toEqual([[NORA, 'offer', undefined]]);
});

/** Whether each can be done, in the order of the list. */
const tried = (deeds: Deeds, idea: string) => [
  deeds.talk.comment(idea, 'Noch etwas'),
  deeds.talk.mark(idea, { kind: 'join' }),
  deeds.talk.unmark(idea),
  deeds.undo(),
];

test('[CO7] who may not talk in this step neither comments nor marks, nor takes back what they said', () => {
  const { nora, talk, idea } = table();
  idOf(nora.deeds.talk.comment(idea, 'Ja'));
  Object.assign(nora.asking, { step: 'close' });
  const why = 'not-in-this-step';
  expect(tried(nora.deeds, idea)).toEqual([{ refused: why }, why, why, why]);
  expect(said(talk, idea)).toHaveLength(1);
});

test('[CO8] undo takes back one’s own comments and marks one by one, and brings back what one deleted', () => {
  const { nora, tobias, talk, idea } = table();
  const id = idOf(nora.deeds.talk.comment(idea, 'Ja'));
  idOf(tobias.deeds.talk.comment(idea, 'Nein'));
  nora.deeds.talk.mark(idea, { kind: 'join' });
  nora.deeds.talk.mark(idea, { kind: 'need' });
  nora.deeds.talk.removeComment(id);
  nora.deeds.undo();
  expect(said(talk, idea).map(([, text]) => text)).toEqual(['Ja', 'Nein']);
  nora.deeds.undo();
  expect(marked(talk, idea)).toEqual([[NORA, 'join', undefined]]);
  for (let times = 0; times < 2; times++) nora.deeds.undo();
  expect([said(talk, idea).map(([, text]) => text), marked(talk, idea)]).toEqual([['Nein'], []]);
  for (let times = 0; times < 4; times++) nora.deeds.redo();
  expect(marked(talk, idea)).toEqual([[NORA, 'need', undefined]]);
});

test('[CO8] comments are taken back while people vote, when ideas are not', () => {
  const { nora, talk, idea } = table();
  Object.assign(nora.asking, { step: 'vote' });
  idOf(nora.deeds.talk.comment(idea, 'Ja'));
  expect([nora.deeds.undo(), nora.deeds.undo()]).toEqual([null, 'not-in-this-step']);
  expect(said(talk, idea)).toEqual([]);
});
