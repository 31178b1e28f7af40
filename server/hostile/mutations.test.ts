import fc from 'fast-check';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { SYNC_UPDATE } from '#shared/wire/sync.ts';
import { Connection } from '../sync/connection.ts';
import type { Documents } from '../sync/documents.ts';
import { syncFrame } from '../sync/frames.ts';
import { until } from '../testing/person.ts';
import { BOARD, browser, deed, opened, silent } from '../testing/documents.ts';
import { illegalities } from './legal.ts';
import { seed } from './seed.ts';

const MUTATIONS = 10_000;
/** Mutations that come at once, each on a line of its own. */
const AT_ONCE = 100;
/** Nobody may use more than 2,000 client ids. */
/** So many that none of them sends more than one person may. */
const PEOPLE = Array.from({ length: 40 }, (_, i) => `mallory-participant-${i}`);
const NORA = 'nora-participant';
const CLUSTER = 'cluster-of-everybody';

/** What an honest client would send now: one deed on a copy of the board. */
function aDeed(board: Uint8Array, by: string, kind: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, board);
  const before = Y.encodeStateVector(doc);
  const ideas = [...readBoard(doc).ideas.values()].filter(({ author }) => author === by);
  const own = ideas.at(-1)?.id;
  const text = own === undefined ? null : textAt(doc, 'ideas', own);
  // A large board would only make it slower.
  if (own === undefined || text === null || (kind === 0 && ideas.length < 5)) {
    const id = `idea-${doc.clientID}-of-${by}`;
    postIdea(doc, { id, text: 'Schattenplätze', author: by, sector: 'industry', createdAt: 1 }, deed);
  } else if (kind === 1) rewriteText(doc, text, `${text.toString().slice(0, 5)} für alle`, deed);
  else if (kind === 2) placeIdea(doc, own, { in: CLUSTER, rank: 'a0' }, deed);
  else removeIdea(doc, own, deed);
  return Y.encodeStateAsUpdate(doc, before);
}

const aMutation = fc.record({
  by: fc.constantFrom(...PEOPLE),
  kind: fc.nat(3),
  how: fc.constantFrom('flip', 'set', 'cut', 'drop', 'double', 'swap' as const),
  at: fc.nat(999),
  more: fc.nat(255),
});
type Mutation = typeof aMutation extends fc.Arbitrary<infer T> ? T : never;

function mutated(bytes: Uint8Array, { how, at, more }: Mutation): Uint8Array {
  const place = Math.floor((at / 1_000) * bytes.length);
  const changed = [...bytes];
  const few = (more % 7) + 1;
  switch (how) {
    case 'flip':
      changed[place] = (changed[place] ?? 0) ^ (1 << (more & 7));
      break;
    case 'set':
      changed[place] = more;
      break;
    case 'cut':
      changed.length = place;
      break;
    case 'drop':
      changed.splice(place, few);
      break;
    case 'double':
      changed.splice(place, 0, ...changed.slice(place, place + few));
      break;
    case 'swap':
      changed.push(...changed.splice(place, few));
  }
  return Uint8Array.from(changed);
}

/** Somebody who says one thing and is never seen again; resolves with whether the line ended. */
async function sayOnce(documents: Documents, participantId: string, frame: Uint8Array): Promise<void> {
  const transport = { buffered: 0, send: () => undefined, close: () => undefined };
  await documents.using(BOARD, (document) => {
    if (document === null) throw new Error('no such board');
    const seat = { participantId, role: 'participant' as const };
    new Connection(transport, { seat, document, log: silent }).receive(frame);
  });
}

test('[SY85] of 10,000 mutations of valid updates none breaks the board or changes what its sender could not', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA);
  nora.post('schatz');
  createCluster(nora.doc, { id: CLUSTER, title: 'Parks', at: [0, 0], createdBy: NORA, createdAt: 1 }, deed);
  await until(() => expect(nora.heard.saved).toBe(3));
  const treasure = readBoard(nora.doc).ideas.get('schatz-aaaaaaaaaa');
  const seats = new Set([NORA, ...PEOPLE]);
  const mutations = fc.sample(aMutation, { seed: seed(), numRuns: MUTATIONS });
  while (mutations.length > 0) {
    const board = await documents.read(BOARD, (doc) => Y.encodeStateAsUpdate(doc));
    for (const mutation of mutations.splice(0, AT_ONCE)) {
      const update = mutated(aDeed(board ?? new Uint8Array(), mutation.by, mutation.kind), mutation);
      await sayOnce(documents, mutation.by, syncFrame(SYNC_UPDATE, update));
    }
    await documents.read(BOARD, () => undefined);
    expect(illegalities(nora.doc, seats)).toEqual([]);
    expect([nora.heard.closed, readBoard(nora.doc).ideas.get('schatz-aaaaaaaaaa')]).toEqual(['', treasure]);
  }
  const late = await browser(documents, 'late-participant');
  await until(() => expect(readBoard(late.doc)).toEqual(readBoard(nora.doc)));
  expect((await documents.stats()).updates).toBeGreaterThan(100);
});
