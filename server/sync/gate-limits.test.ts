import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { ideasOf } from '#shared/document/read.ts';
import {
  createCluster,
  moveCluster,
  placeIdea,
  postIdea,
  removeCluster,
  removeIdea,
  rewriteText,
  textAt,
} from '#shared/document/write.ts';
import { Claims } from './claims.ts';
import { FREE_WALL } from '../testing/documents.ts';
import { judge } from './gate.ts';
import { BoardLaw } from './law.ts';

const NORA = 'nora-participant';
const TOBIAS = 'tobias-participant';
const IDEA = 'idea-aaaaaaaaaa';
const CLUSTER = 'cluster-aaaaaaa';
const deed = { is: 'deed', by: NORA } as const;
const idea = { id: IDEA, text: 'Ladesäulen', author: NORA, sector: 'creative', createdAt: 1 };
const cluster = { id: CLUSTER, title: 'Laden', at: [0, 0] as const, createdBy: NORA, createdAt: 1 };

/** A board with Nora's idea and cluster, and a copy of it whose undoing keeps what was deleted, as in the client. */
function table() {
  const board = new Y.Doc();
  const nora = new Y.Doc();
  postIdea(nora, idea, deed);
  createCluster(nora, cluster, deed);
  Y.applyUpdate(board, Y.encodeStateAsUpdate(nora));
  const claims = new Claims([[nora.clientID, NORA]]);
  const copy = () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board));
    const roots = [ideasOf(doc), doc.getMap('clusters')];
    return { doc, undo: new Y.UndoManager(roots, { trackedOrigins: new Set([deed]), captureTimeout: 0 }) };
  };
  const judged = (update: Uint8Array, participantId = NORA, role: 'participant' | 'moderator' = 'participant') =>
    judge(update, board, { writer: { participantId, role }, ownership: claims, law: new BoardLaw(FREE_WALL, () => 0) });
  const offered = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(board));
  const send = (doc: Y.Doc, participantId: string) => {
    const judgement = judged(offered(doc), participantId);
    if (judgement.is === 'fine') Y.applyUpdate(board, offered(doc));
    return judgement;
  };
  return { board, copy, judged, offered, send };
}

test.each([1, 2, 3, 7])('[SY1] a card dragged %i times while offline is let in', (times) => {
  for (const keeping of [true, false]) {
    const { copy, judged, offered } = table();
    const { doc, undo } = copy();
    if (!keeping) undo.destroy();
    for (let i = 0; i < times; i++) {
      placeIdea(doc, IDEA, { at: [i, i] }, deed);
      moveCluster(doc, CLUSTER, [i, i], deed);
    }
    expect(judged(offered(doc))).toMatchObject({ is: 'fine' });
  }
});

test('[SY1] a text rewritten again and again while offline is let in, also when undoing keeps what was deleted', () => {
  const { copy, judged, offered } = table();
  const { doc } = copy();
  for (const text of ['q'.repeat(150), 'r'.repeat(150), 's'.repeat(20)]) {
    rewriteText(doc, textAt(doc, 'ideas', IDEA) as Y.Text, text, deed);
  }
  expect(judged(offered(doc))).toMatchObject({ is: 'fine' });
});

test('[SY1] undoing the removal of what others made is let in', () => {
  const { board, copy, judged, offered, send } = table();
  const tobias = copy();
  removeCluster(tobias.doc, CLUSTER, deed);
  expect(send(tobias.doc, TOBIAS)).toMatchObject({ is: 'fine' });
  tobias.undo.undo();
  expect(send(tobias.doc, TOBIAS)).toMatchObject({ is: 'fine' });
  expect(board.getMap('clusters').size).toBe(1);
  const moderator = copy();
  removeIdea(moderator.doc, IDEA, deed);
  moderator.undo.undo();
  expect(judged(offered(moderator.doc), 'moderator-one', 'moderator')).toMatchObject({ is: 'fine' });
});

test('[SY2] a value hidden behind another one is asked for too', () => {
  const { judged } = table();
  const forged = new Y.Doc();
  const fields = new Y.Map<unknown>([['author', NORA]]);
  ideasOf(forged).set('idea-bbbbbbbbbb', fields);
  fields.set('author', TOBIAS);
  // As yjs would join them if the first were kept for undoing.
  const update = Y.encodeStateAsUpdate(forged);
  expect(judged(update)).toEqual({ is: 'refused', reason: 'not-allowed' });
});

/** An update of hand-made characters in Nora's idea, by new client ids: `[client, ...origin clocks or null]`. */
function characters(
  board: Y.Doc,
  blocks: { client: number; left: (number | null)[] }[],
  deleteLast = false,
): Uint8Array {
  const text = textAt(board, 'ideas', IDEA)?._item as Y.Item;
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, blocks.length);
    for (const { client, left } of blocks) {
      for (const value of [left.length, client, 0]) encoding.writeVarUint(encoder, value);
      for (const origin of left) {
        encoding.writeUint8(encoder, origin === null ? 4 : 4 | 0x80);
        if (origin === null)
          for (const value of [0, text.id.client, text.id.clock]) encoding.writeVarUint(encoder, value);
        else for (const value of [client, origin]) encoding.writeVarUint(encoder, value);
        encoding.writeVarString(encoder, 'a');
      }
    }
    const [first] = blocks;
    encoding.writeVarUint(encoder, deleteLast ? 1 : 0);
    if (deleteLast && first)
      for (const value of [first.client, 1, first.left.length - 1, 1]) encoding.writeVarUint(encoder, value);
  });
}

test('[SY43] a struct of no length is refused', () => {
  const { board, judged } = table();
  const text = textAt(board, 'ideas', IDEA)?._item as Y.Item;
  const update = encoding.encode((encoder) => {
    for (const value of [1, 1, 77, 0]) encoding.writeVarUint(encoder, value);
    encoding.writeUint8(encoder, 1);
    for (const value of [0, text.id.client, text.id.clock, 0, 0]) encoding.writeVarUint(encoder, value);
  });
  expect(judged(update)).toEqual({ is: 'refused', reason: 'not-in-schema' });
});

test('[SY43] a long chain of neighbours is neither followed nor fatal', () => {
  const { board, judged } = table();
  const chain = Array.from({ length: 1_000 }, (_, i) => (i === 0 ? null : i - 1));
  expect(judged(characters(board, [{ client: 77, left: chain }], true))).toMatchObject({ is: 'fine' });
  const longer = Array.from({ length: 12_000 }, (_, i) => (i === 0 ? null : i - 1));
  expect(judged(characters(board, [{ client: 77, left: longer }], true))).toEqual({
    is: 'refused',
    reason: 'too-long',
  });
});

test('[SY43] an update that makes more entries than a board has ideas is refused', () => {
  const { copy, judged, offered } = table();
  const { doc, undo } = copy();
  undo.destroy();
  const make = (count: number) =>
    doc.transact(() => {
      for (let i = 0; i < count; i++) doc.getMap('marks').set(`${IDEA}-${i}:${NORA}`, new Y.Map());
    });
  make(3_000);
  expect(judged(offered(doc))).toMatchObject({ is: 'fine' });
  make(3_001);
  expect(judged(offered(doc))).toEqual({ is: 'refused', reason: 'too-long' });
});

test('[SY43] more items at one spot than anybody types are refused', () => {
  const { board, judged } = table();
  const crowd = [77, 78].map((client) => ({ client, left: Array.from({ length: 1_000 }, () => null) }));
  expect(judged(characters(board, crowd))).toEqual({ is: 'refused', reason: 'too-long' });
});

test('[SY43] an update of hundreds of client ids is refused, and so is an id that yjs would not draw', () => {
  const { board, judged } = table();
  const many = Array.from({ length: 300 }, (_, i) => ({ client: 1_000 + i, left: [null] }));
  expect(judged(characters(board, many))).toEqual({ is: 'refused', reason: 'too-many-clients' });
  expect(judged(characters(board, [{ client: 2 ** 40, left: [null] }]))).toEqual({
    is: 'refused',
    reason: 'not-in-schema',
  });
});
