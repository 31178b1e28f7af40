import fc from 'fast-check';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { BOARD } from '#shared/document/schema.ts';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, postIdea, removeIdea } from '#shared/document/write.ts';
import { Claims } from '../sync/claims.ts';
import { judge } from '../sync/gate.ts';
import { repair } from '../sync/repair.ts';
import { deed } from '../testing/documents.ts';
import { forged, type Block, type Content, type Deletion, type Id, type Struct } from './forge.ts';
import { illegalities } from './legal.ts';
import { seed } from './seed.ts';
import { BoardLaw } from '../sync/law.ts';
import { FREE_WALL } from '../testing/documents.ts';

/** Boards to attack; TAFELRUNDE_FUZZ multiplies them. */
const RUNS = 150 * Number(process.env['TAFELRUNDE_FUZZ'] ?? 1);
/** Moments on one board, each with some updates that come together. */
const MOMENTS = 25;

const NORA = 'nora-participant';
const MALLORY = 'mallory-participant';
const [NORAS, MALLORYS, ANOTHER] = [100, 200, 201];
const IDEA = 'idea-of-nora-aaa';
const OWN = ['idea-of-mallory', 'idea-of-mallory-2'];
const CLUSTER = 'cluster-of-nora';
const SEATS = new Set([NORA, MALLORY]);

/** A board as the server keeps it, which takes updates as `LiveDocument` does, and a replica that is told what comes of them. */
function table() {
  const doc = new Y.Doc();
  const replica = new Y.Doc();
  for (const root of Object.keys(BOARD)) for (const each of [doc, replica]) each.getMap(root);
  doc.on('update', (update: Uint8Array) => Y.applyUpdate(replica, update));
  const nora = new Y.Doc();
  nora.clientID = NORAS;
  const author = { author: NORA, sector: 'creative', createdAt: 1 };
  postIdea(nora, { id: IDEA, text: 'Ladesäulen', ...author }, deed);
  createCluster(nora, { id: CLUSTER, title: 'Laden', at: [0, 0], createdBy: NORA, createdAt: 1 }, deed);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(nora));
  const law = new BoardLaw(FREE_WALL, () => 0);
  const claims = new Claims([[NORAS, NORA]]);
  const writer = { participantId: MALLORY, role: 'participant' } as const;
  const tally = { letIn: 0 };
  const take = (updates: readonly Uint8Array[]) =>
    doc.transact((transaction) => {
      for (const update of updates) {
        const judgement = judge(update, doc, { writer, ownership: claims, law });
        if (judgement.is === 'refused') continue;
        judgement.newClients.forEach((client) => claims.claim(client, MALLORY));
        Y.applyUpdate(doc, update);
        tally.letIn++;
      }
      repair(transaction, BOARD);
    });
  return { doc, replica, take, tally };
}

type Draw = fc.GeneratorValue;
const nat = (draw: Draw, max: number): number => draw(fc.nat, { max });
const oneOf = <T>(draw: Draw, among: readonly T[]): T => among[nat(draw, among.length - 1)] as T;

/** Any place of any struct there is, or a little beyond. */
function anId(draw: Draw, doc: Y.Doc): Id {
  const client = oneOf(draw, [...doc.store.clients.keys(), MALLORYS]);
  return [client, nat(draw, Y.getState(doc.store, client) + 3)];
}

/** The item of a type: an entry, or a text. */
function aType(draw: Draw, doc: Y.Doc): Id {
  const types = [...doc.store.clients.values()]
    .flat()
    .filter((struct): struct is Y.Item => struct instanceof Y.Item && struct.content instanceof Y.ContentType);
  const item = types[nat(draw, Math.max(0, types.length - 1))];
  return item === undefined ? anId(draw, doc) : [item.id.client, item.id.clock];
}

const KEYS = ['text', 'author', 'place', 'under', 'title', 'at', 'hidden', 'createdAt', ...OWN, IDEA, CLUSTER];
const VALUES = [MALLORY, NORA, IDEA, ...OWN, { at: [1, 2] }, { in: CLUSTER, rank: 'a0' }, [3, 4], true, 1, null];

const contents: readonly ((draw: Draw) => Content)[] = [
  (draw) => ({ text: 'x'.repeat(1 + nat(draw, 3)) }),
  (draw) => ({ text: 'y'.repeat(1 + nat(draw, 3)) }),
  (draw) => ({ values: Array.from({ length: 1 + nat(draw, 1) }, () => oneOf(draw, VALUES)) }),
  (draw) => ({ values: [oneOf(draw, VALUES)] }),
  (draw) => ({ type: oneOf(draw, ['map', 'text', 'text', 'map', 'array'] as const) }),
  (draw) => ({ deleted: 1 + nat(draw, 2) }),
  (draw) => ({ gone: 1 + nat(draw, 2) }),
  () => ({ format: ['bold', true] }),
];

function aStruct(draw: Draw, doc: Y.Doc): Struct {
  const content = oneOf(draw, contents)(draw);
  const near = (id: Id): Id => [id[0], Math.max(0, id[1] + 1 - nat(draw, 2))];
  switch (nat(draw, 4)) {
    case 0:
      return { ...content, parent: oneOf(draw, ['ideas', 'clusters']), key: oneOf(draw, KEYS) };
    case 1:
      return { ...content, parent: aType(draw, doc), key: oneOf(draw, KEYS) };
    case 2:
      return { ...content, parent: aType(draw, doc) };
    case 3:
      return { ...content, left: anId(draw, doc) };
    default: {
      const left = anId(draw, doc);
      return { ...content, left, right: nat(draw, 1) === 0 ? near(left) : anId(draw, doc) };
    }
  }
}

function aBlock(draw: Draw, doc: Y.Doc, client: number): Block {
  const structs = Array.from({ length: 1 + nat(draw, 2) }, () => aStruct(draw, doc));
  return { client, clock: Math.max(0, Y.getState(doc.store, client) - nat(draw, 2)), structs };
}

function aForgery(draw: Draw, doc: Y.Doc): Uint8Array {
  const clients = [[MALLORYS], [MALLORYS, ANOTHER], [NORAS], [MALLORYS, MALLORYS]];
  const blocks = oneOf(draw, clients).map((client) => aBlock(draw, doc, client));
  const deletions: Deletion[] = Array.from({ length: nat(draw, 1) }, () => {
    const [client, clock] = anId(draw, doc);
    return { client, ranges: [[clock, 1 + nat(draw, 3)]] };
  });
  return forged(nat(draw, 3) === 0 ? [] : blocks, deletions);
}

/** A deed that is all right, so that there is always something of Mallory's to build on. */
function aDeed(draw: Draw, doc: Y.Doc): Uint8Array {
  const own = new Y.Doc();
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc));
  own.clientID = MALLORYS;
  const before = Y.encodeStateVector(own);
  const id = oneOf(draw, OWN);
  if (readBoard(own).ideas.get(id)?.author === MALLORY) removeIdea(own, id, deed);
  else postIdea(own, { id, text: 'abcdef', author: MALLORY, sector: 'other', createdAt: 1 }, deed);
  return Y.encodeStateAsUpdate(own, before);
}

test('[SY85] no made-up structure gets in that breaks the board or changes what its sender could not', () => {
  let letIn = 0;
  const property = fc.property(fc.gen(), (draw) => {
    const at = table();
    const { doc, replica } = at;
    const treasure = readBoard(doc).ideas.get(IDEA);
    for (let moment = 0; moment < MOMENTS; moment++) {
      const updates = Array.from({ length: 1 + nat(draw, 2) }, () =>
        nat(draw, 2) === 0 ? aDeed(draw, doc) : aForgery(draw, doc),
      );
      at.take(updates);
      expect(illegalities(doc, SEATS)).toEqual([]);
      expect({ ...readBoard(doc).ideas.get(IDEA), place: undefined }).toEqual({ ...treasure, place: undefined });
    }
    letIn += at.tally.letIn;
    expect(readBoard(replica)).toEqual(readBoard(doc));
    expect(Y.encodeStateVector(replica)).toEqual(Y.encodeStateVector(doc));
  });
  fc.assert(property, { seed: seed(), numRuns: RUNS });
  // Else nothing was tried.
  expect(letIn).toBeGreaterThan(RUNS);
});
