import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { ideasOf } from '#shared/document/read.ts';
import { createCluster, moveCluster, placeIdea, postIdea, textAt } from '#shared/document/write.ts';
import { forged, type Block, type Deletion, type Id, type Struct } from '../hostile/forge.ts';
import { Claims } from './claims.ts';
import { judge, type Judgement } from './gate.ts';
import { BoardLaw } from './law.ts';
import { FREE_WALL } from '../testing/documents.ts';

/** Updates that no yjs ever made, each of which once got in or took the server's document down. */

const NORA = 'nora-participant';
const MALLORY = 'mallory-participant';
const [NORAS, MALLORYS, ANOTHER] = [100, 200, 201];
const [IDEA, OWN, CLUSTER] = ['idea-of-nora-aaa', 'idea-of-mallory', 'cluster-of-nora'];
const deed = { is: 'deed', by: NORA } as const;

/** A board with an idea of each, and a cluster. */
function table() {
  const board = new Y.Doc();
  const write = (client: number, author: string, id: string) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    postIdea(doc, { id, text: 'abcdef', author, sector: 'creative', createdAt: 1 }, deed);
    if (author === NORA)
      createCluster(doc, { id: CLUSTER, title: '', at: [0, 0], createdBy: null, createdAt: 1 }, deed);
    Y.applyUpdate(board, Y.encodeStateAsUpdate(doc));
  };
  write(NORAS, NORA, IDEA);
  write(MALLORYS, MALLORY, OWN);
  const ownership = new Claims([
    [NORAS, NORA],
    [MALLORYS, MALLORY],
  ]);
  const judged = (update: Uint8Array): Judgement =>
    judge(update, board, {
      writer: { participantId: MALLORY, role: 'participant' },
      ownership,
      law: new BoardLaw(FREE_WALL, () => 0),
    });
  const clock = () => Y.getState(board.store, MALLORYS);
  const send = (blocks: Block[], deletions?: Deletion[]) => judged(forged(blocks, deletions));
  return { board, clock, judged, send };
}

const idOf = (item: Y.Item | undefined | null): Id => [item?.id.client ?? 0, item?.id.clock ?? 0];
const textOf = (board: Y.Doc, id: string): Id => idOf(textAt(board, 'ideas', id)?._item);
const times = (count: number, struct: Struct): Struct[] => Array.from({ length: count }, () => struct);
const refused = (reason: string) => ({ is: 'refused', reason });

test('[SY2] between what is deleted in this very transaction and another’s letters there is no way in', () => {
  const { board, clock, send } = table();
  const [letters, own] = [textOf(board, IDEA), textOf(board, OWN)];
  board.transact(() => {
    ideasOf(board).delete(OWN);
    const between: Struct = { text: 'x', left: [letters[0], letters[1] + 1], right: [own[0], own[1] + 1] };
    expect(send([{ client: MALLORYS, clock: clock(), structs: [between] }])).toEqual(refused('not-in-schema'));
  });
});

test('[SY4] a struct that is known already must not depend on what nobody has', () => {
  const { send } = table();
  const known: Struct = { values: ['x'], left: [NORAS, 999] };
  expect(send([{ client: NORAS, clock: 0, structs: [known] }])).toEqual(refused('gap'));
});

test('[SY4] what continues a struct stands where that struct stands', () => {
  const { board, clock, send } = table();
  const title = idOf(textAt(board, 'clusters', CLUSTER)?._item);
  const more = (parent: Id) => send([{ client: MALLORYS, clock: clock() - 1, structs: [{ text: 'fx', parent }] }]);
  expect(more(title)).toEqual(refused('not-in-schema'));
  ideasOf(board).delete(OWN);
  expect(more(title)).toEqual(refused('not-in-schema'));
});

test('[SY6] two blocks of one client id are refused, an empty one too', () => {
  const { board, clock, send } = table();
  const block: Block = { client: MALLORYS, clock: clock(), structs: [{ text: 'x', parent: textOf(board, OWN) }] };
  expect(send([block, { ...block, structs: [] }])).toEqual(refused('unreadable'));
});

test.each<[string, Struct, string]>([
  ['places of a card', { values: [{ at: [1, 1] }], key: 'place' }, OWN],
  ['letters of a text', { text: 'a' }, 'text'],
])('[SY43] more %s beside each other than anybody brings about are refused', (_, struct, where) => {
  const { board, clock, send } = table();
  const parent = where === OWN ? idOf(board.getMap('ideas')._map.get(OWN)) : textOf(board, OWN);
  const crowd = times(1_000, { ...struct, parent });
  const blocks = [
    { client: MALLORYS, clock: clock(), structs: crowd },
    { client: ANOTHER, clock: 0, structs: crowd },
  ];
  expect(send(blocks)).toEqual(refused('too-long'));
  board.transact(() => {
    ideasOf(board).delete(OWN);
    expect(send(blocks)).toEqual(refused('too-long'));
  });
});

test('[SY43] an update of more structs than a board has is not read to its end', () => {
  const endless = forged([{ client: ANOTHER, clock: 0, structs: times(100_000, { gone: 1 }) }]);
  expect(table().judged(endless.slice(0, -9))).toEqual(refused('too-long'));
});

test('[SY1] thousands of moves of one card, made by several pages while others moved it too, are let in', () => {
  const { board, judged } = table();
  const pages = [1, 2, 3].map(() => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board));
    return doc;
  });
  for (let i = 0; i < 2_000; i++) placeIdea(board, OWN, { at: [i, i] }, deed);
  for (const doc of pages) {
    for (let i = 0; i < 800; i++) {
      placeIdea(doc, OWN, { at: [i, i] }, deed);
      moveCluster(doc, CLUSTER, [i, i], deed);
    }
  }
  const update = Y.mergeUpdates(pages.map((doc) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(board))));
  expect(judged(update)).toMatchObject({ is: 'fine' });
});
