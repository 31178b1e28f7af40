import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import { sortBoard } from '#shared/model/board.ts';
import { BOARD_IDEAS_MAX, IDEA_TEXT_MAX } from '#shared/model/limits.ts';
import type { Asking } from '#shared/rules/may.ts';
import { Deeds, type Made } from './deeds.ts';
import { Notebook } from './notebook.svelte.ts';

const MOMENT = { step: 'cluster', silent: false, locked: false, anonymous: false, most: null } as const;

const NORA = 'nora-00000000000';
const TOBIAS = 'tobias-000000000';

interface Seated {
  readonly deeds: Deeds;
  readonly doc: Y.Doc;
  readonly asking: Asking;
  readonly notebook: Notebook;
}

function seated(who: Partial<Asking> = {}, doc = new Y.Doc()): Seated {
  const asking: Asking = { role: 'participant', participantId: NORA, ...MOMENT, ...who };
  const notebook = new Notebook(new Y.Doc(), { is: 'deed', by: NORA });
  const deeds = new Deeds(doc, {
    me: { participantId: asking.participantId, sector: 'creative' },
    asking: () => asking,
    notebook,
    fillRandom: (bytes) => crypto.getRandomValues(bytes),
    now: () => 1_700_000_000_000,
  });
  return { deeds, doc, asking, notebook };
}

const idOf = (made: Made): string => {
  if ('refused' in made) throw new Error(`refused: ${made.refused}`);
  return made.id;
};
const board = (doc: Y.Doc): ReturnType<typeof readBoard> => readBoard(doc);

test('[LI1] a posted idea is in the pool, trimmed, with its author and sector', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.post('  Ticket = Kulturpass '));
  expect(board(doc).ideas.get(id)).toEqual({
    id,
    text: 'Ticket = Kulturpass',
    author: NORA,
    sector: 'creative',
    createdAt: 1_700_000_000_000,
  });
});

test('[LI2] what is empty, too long or too much is refused with its reason and changes nothing', () => {
  const { deeds, doc } = seated();
  expect(deeds.post('   ')).toEqual({ refused: 'empty' });
  expect(deeds.post('x'.repeat(IDEA_TEXT_MAX + 1))).toEqual({ refused: 'too-long' });
  expect(board(doc).ideas.size).toBe(0);
  const filler = { text: 'x', author: TOBIAS, sector: 'other', createdAt: 0 };
  for (let at = 0; at < BOARD_IDEAS_MAX; at++) {
    postIdea(doc, { ...filler, id: `idea-${at}-00000000` }, { is: 'import' });
  }
  expect(deeds.post('one more')).toEqual({ refused: 'board-full' });
});

test('[LI2] the client asks the same rules as the server', () => {
  expect(seated({ step: 'close' }).deeds.post('too late')).toEqual({ refused: 'not-in-this-step' });
  expect(seated({ locked: true }).deeds.post('locked')).toEqual({ refused: 'locked' });
  expect(seated({ role: 'screen' }).deeds.post('screen')).toEqual({ refused: 'screen-only-shows' });
  expect(seated({ step: 'collect' }).deeds.createCluster([0, 0])).toEqual({ refused: 'not-in-this-step' });
  expect('id' in seated({ role: 'moderator', step: 'close', locked: true }).deeds.post('moderators may')).toBe(true);
});

test('[LI3] only the author and moderators change or delete an idea', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.post('Mein Satz'));
  const tobias = seated({ participantId: TOBIAS }, doc).deeds;
  expect(tobias.edit(id, 'Sein Satz')).toBe('not-yours');
  expect(tobias.remove(id)).toBe('not-yours');
  expect(deeds.edit(id, 'Mein anderer Satz')).toBe(null);
  expect(board(doc).ideas.get(id)?.text).toBe('Mein anderer Satz');
  expect(seated({ participantId: TOBIAS, role: 'moderator' }, doc).deeds.remove(id)).toBe(null);
  expect(deeds.edit(id, 'zu spät')).toBe('gone');
});

test('[LI4] dropping one idea on another makes one cluster of both, in one transaction', () => {
  const { deeds, doc } = seated();
  const [a, b] = [idOf(deeds.post('A')), idOf(deeds.post('B'))];
  let updates = 0;
  doc.on('update', () => updates++);
  const cluster = idOf(deeds.clusterOfBoth(a, b, [40, 60]));
  expect(updates).toBe(1);
  expect(board(doc).clusters.get(cluster)?.at).toEqual([40, 60]);
  expect(
    sortBoard(board(doc))
      .clustered.get(cluster)
      ?.map(({ id }) => id),
  ).toEqual([b, a]);
});

test('[LI4] dropping on an idea in a cluster joins that cluster', () => {
  const { deeds, doc } = seated();
  const [a, b, c] = [idOf(deeds.post('A')), idOf(deeds.post('B')), idOf(deeds.post('C'))];
  const cluster = idOf(deeds.clusterOfBoth(a, b, [0, 0]));
  expect(deeds.clusterOfBoth(c, a, [0, 0])).toEqual({ id: cluster });
  expect(sortBoard(board(doc)).clustered.get(cluster)).toHaveLength(3);
  expect(board(doc).clusters.size).toBe(1);
});

test('[LI4] the ideas of a removed cluster go back to the pool', () => {
  const { deeds, doc } = seated();
  const [a, b] = [idOf(deeds.post('A')), idOf(deeds.post('B'))];
  const cluster = idOf(deeds.clusterOfBoth(a, b, [0, 0]));
  expect(deeds.removeCluster(cluster)).toBe(null);
  expect(sortBoard(board(doc)).pool).toHaveLength(2);
});

test('[LI5] undo takes back one deed after the other, one typing as a whole, and never those of others', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.post('Idee'));
  deeds.edit(id, 'Ideen');
  deeds.edit(id, 'Ideen!');
  const tobias = seated({ participantId: TOBIAS }, doc).deeds;
  const his = idOf(tobias.post('von Tobias'));
  expect(deeds.undo()).toBe(null);
  expect(board(doc).ideas.get(id)?.text).toBe('Idee');
  expect(deeds.undo()).toBe(null);
  expect([...board(doc).ideas.keys()]).toEqual([his]);
  expect(deeds.undo()).toBe('gone');
  expect(deeds.redo()).toBe(null);
  expect(board(doc).ideas.get(id)?.text).toBe('Idee');
});

test('[LI5] what may not be done may not be undone', () => {
  const { deeds, doc, asking } = seated();
  const id = idOf(deeds.post('Idee'));
  Object.assign(asking, { locked: true });
  expect(deeds.undo()).toBe('locked');
  expect(board(doc).ideas.has(id)).toBe(true);
});

test('[LI6] ideas moved to the end of a cluster stay in that order, also when two people do it at once', () => {
  const { deeds, doc } = seated();
  const ids = ['A', 'B', 'C', 'D'].map((text) => idOf(deeds.post(text)));
  const cluster = idOf(deeds.createCluster([0, 0], 'Mobil'));
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const tobias = seated({ participantId: TOBIAS }, other).deeds;
  deeds.placeLast(ids[0] ?? '', cluster);
  deeds.placeLast(ids[1] ?? '', cluster);
  tobias.placeLast(ids[2] ?? '', cluster);
  tobias.placeLast(ids[3] ?? '', cluster);
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  const order = (it: Y.Doc): string[] =>
    sortBoard(board(it))
      .clustered.get(cluster)
      ?.map(({ text }) => text) ?? [];
  expect(order(doc)).toHaveLength(4);
  expect(order(doc)).toEqual(order(other));
  expect(order(doc).indexOf('A')).toBeLessThan(order(doc).indexOf('B'));
});

test('[LI2] what the step takes per person is counted before the button is pressed, for each author by themselves', () => {
  const { deeds, doc } = seated({ step: 'collect', most: 2, role: 'moderator' });
  const standIn = { participantId: TOBIAS, sector: 'industry' };
  expect(deeds.left()).toBe(2);
  for (const text of ['one', 'two']) deeds.post(text);
  expect(deeds.post('three')).toEqual({ refused: 'enough' });
  expect([deeds.left(), deeds.left(standIn)]).toEqual([0, 2]);
  const id = idOf(deeds.post('hers', undefined, standIn));
  expect(board(doc).ideas.get(id)).toMatchObject({ author: TOBIAS, sector: 'industry' });
  deeds.undo();
  expect(deeds.left(standIn)).toBe(2);
});

test('[LI2] in silence the notebook counts, and says whose a note is', () => {
  const { deeds, notebook } = seated({ step: 'collect', silent: true, most: 1, role: 'moderator' });
  const standIn = { participantId: TOBIAS, sector: 'industry' };
  deeds.post('mine');
  expect(deeds.post('more')).toEqual({ refused: 'enough' });
  deeds.post('hers', undefined, standIn);
  expect(deeds.post('hers too', undefined, standIn)).toEqual({ refused: 'enough' });
  expect(notebook.waiting.map(({ text, for: whose }) => [text, whose])).toEqual([
    ['mine', undefined],
    ['hers', TOBIAS],
  ]);
});

test('[RO53] what somebody did as a moderator they do not take back as a participant', () => {
  const { deeds } = seated({ role: 'moderator' });
  deeds.hide(idOf(deeds.post('Ticket = Kulturpass')), true);
  deeds.undoing.forget();
  expect([deeds.undoing.canUndo, deeds.undo()]).toEqual([false, 'gone']);
});

test('[BO62] only moderators take an idea off the wall, and put it back where it was', () => {
  const { deeds, doc } = seated({ role: 'moderator' });
  const id = idOf(deeds.post('Parkplatz wird Bühne', { at: [1, 2] }));
  const guest = seated({}, doc).deeds;
  expect(guest.hide(id, true)).toBe('not-yours');
  expect(deeds.hide(id, true)).toBe(null);
  expect(board(doc).ideas.get(id)).toMatchObject({ hidden: true, place: { at: [1, 2] } });
  expect(guest.hide(id, false)).toBe('not-yours');
  expect(deeds.hide(id, false)).toBe(null);
  expect(board(doc).ideas.get(id)).toMatchObject({ place: { at: [1, 2] } });
  expect(board(doc).ideas.get(id)).not.toHaveProperty('hidden');
});
