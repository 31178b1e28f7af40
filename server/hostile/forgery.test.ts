import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { clustersOf, ideasOf } from '#shared/document/read.ts';
import { createCluster } from '#shared/document/write.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import { until } from '../testing/person.ts';
import type { Deletion } from './forge.ts';
import { clockOf, idOf } from './intruder.ts';
import { openStage, type Stage } from './stage.ts';
import { MARK } from './witness.ts';

const stage = openStage();

const FAR = 2 ** 40;

const theText = ({ nora, treasure }: Stage) => idOf(nora.doc, ['ideas', treasure, 'text']);
const theIdea = ({ nora, treasure }: Stage) => idOf(nora.doc, ['ideas', treasure]);
const allOf = ({ nora: { doc } }: Stage, client: number): Deletion => ({ client, ranges: [[0, clockOf(doc, client)]] });

test.each<[string, (at: Stage) => void]>([
  ['writing into another’s idea', (at) => at.mallory.send([at.mallory.block({ text: MARK, parent: theText(at) })])],
  [
    'writing between the letters of another’s idea',
    (at) => {
      const [client, clock] = theText(at);
      const beside = { left: [client, clock + 1], right: [client, clock + 2] } as const;
      at.mallory.send([at.mallory.block({ text: MARK, ...beside })]);
    },
  ],
  [
    'making oneself the author',
    (at) => {
      const author = idOf(at.nora.doc, ['ideas', at.treasure, 'author']);
      at.mallory.send([at.mallory.block({ values: [at.mallory.participantId], left: author })]);
    },
  ],
  [
    'taking another’s author away',
    (at) => {
      const [client, clock] = idOf(at.nora.doc, ['ideas', at.treasure, 'author']);
      at.mallory.send([], [{ client, ranges: [[clock, 1]] }]);
    },
  ],
  [
    'hiding another’s idea',
    (at) => at.mallory.send([at.mallory.block({ values: [true], parent: theIdea(at), key: 'hidden' })]),
  ],
  [
    'an idea in another’s name',
    (at) => at.mallory.send([at.mallory.idea(at.mallory.own, { author: { values: [at.nora.participantId] } })]),
  ],
  [
    'an idea in another’s name, behind one’s own',
    (at) =>
      at.mallory.send([
        at.mallory.idea(at.mallory.own, { author: { values: [at.mallory.participantId, at.nora.participantId] } }),
      ]),
  ],
  ['an idea in the place of another’s', (at) => at.mallory.send([at.mallory.idea(at.treasure)])],
  [
    'an idea after another’s, at the same key',
    (at) => at.mallory.send([at.mallory.block({ type: 'map', left: theIdea(at) })]),
  ],
  ['deleting another’s idea', (at) => at.mallory.send([], [{ client: theIdea(at)[0], ranges: [[theIdea(at)[1], 1]] }])],
  ['deleting all that somebody wrote', (at) => at.mallory.send([], [allOf(at, at.nora.doc.clientID)])],
  [
    'deleting everything there is',
    (at) =>
      at.mallory.send(
        [],
        [...Y.decodeStateVector(Y.encodeStateVector(at.nora.doc)).keys()].map((id) => allOf(at, id)),
      ),
  ],
  [
    'deleting another’s idea letter by letter, backwards, and twice',
    (at) => {
      const [client, clock] = theText(at);
      at.mallory.send([], [{ client, ranges: [3, 2, 1, 1].map((n) => [clock + n, 1]) }]);
    },
  ],
  [
    'another’s client id and next clock',
    (at) => {
      const client = at.nora.doc.clientID;
      const clock = clockOf(at.nora.doc, client);
      at.mallory.send([{ client, clock, structs: [{ text: MARK, parent: theText(at) }] }]);
    },
  ],
  [
    'a struct of 2^40 that is gone, in another’s name',
    (at) => {
      const client = at.nora.doc.clientID;
      at.mallory.send([{ client, clock: clockOf(at.nora.doc, client), structs: [{ gone: FAR }] }]);
    },
  ],
  ['a struct of 2^40 that is gone, in one’s own name', (at) => at.mallory.send([at.mallory.block({ gone: FAR })])],
  ['a clock of 2^40', (at) => at.mallory.send([{ client: at.mallory.client, clock: FAR, structs: [{ gone: 1 }] }])],
  [
    'a struct that is known, but depends on what nobody has',
    (at) => {
      const known = { values: ['creative'], left: [at.nora.doc.clientID, FAR] } as const;
      at.mallory.send([{ client: at.nora.doc.clientID, clock: 0, structs: [known] }]);
    },
  ],
  [
    'two blocks of one client id, the second of which is empty',
    (at) => {
      const own = at.mallory.idea();
      const more = {
        client: at.mallory.other,
        clock: 0,
        structs: [{ text: 'x', parent: [at.mallory.client, 1] as const }],
      };
      at.mallory.send([own, { ...own, structs: [] }, more]);
    },
  ],
])('[SY80] %s is refused', async (_, attack) => {
  const at = await stage();
  attack(at);
  expect([CLOSE.refused, CLOSE.tooMuch]).toContain(await at.mallory.line.closed);
  await at.aftermath();
});

test('[SY80] one clock with two contents means the first', async () => {
  const at = await stage();
  const { mallory } = at;
  const idea = mallory.idea();
  mallory.send([idea]);
  const clock = mallory.clock;
  mallory.send([{ client: mallory.client, clock, structs: [{ text: 'erst', parent: [mallory.client, 1] }] }]);
  mallory.send([{ client: mallory.client, clock, structs: [{ text: MARK.slice(2), parent: [mallory.client, 1] }] }]);
  await mallory.line.saved();
  const shown = () => ideasOf(at.tobias.doc).get(mallory.own)?.get('text');
  await until(() => expect(String(shown())).toBe('erst'));
  await at.aftermath();
});

test('[SY80] what continues a struct stands where that struct stands', async () => {
  const at = await stage();
  const { mallory } = at;
  // Its last struct is gone for good once the idea is deleted.
  mallory.send([mallory.idea()]);
  mallory.send([], [{ client: mallory.client, ranges: [[0, 1]] }]);
  const cluster = 'cluster-of-tobias';
  createCluster(
    at.tobias.doc,
    { id: cluster, title: 'Laden', at: [0, 0], createdBy: null, createdAt: 1 },
    { is: 'deed', by: 'x' },
  );
  await until(() => expect(clustersOf(mallory.doc).has(cluster)).toBe(true));
  const parent = idOf(mallory.doc, ['clusters', cluster, 'title']);
  mallory.send([{ client: mallory.client, clock: mallory.clock - 1, structs: [{ text: 'xy', parent }] }]);
  expect(await mallory.line.closed).toBe(CLOSE.refused);
  await at.aftermath();
});

test('[SY80] between what is deleted at the same moment and another’s text there is no way in', async () => {
  const at = await stage();
  const { mallory } = at;
  mallory.send([mallory.idea()]);
  mallory.send([mallory.block({ text: 'abc', parent: [mallory.client, 1] })]);
  await mallory.line.saved();
  const [client, clock] = theText(at);
  // Several frames that come together are one transaction.
  mallory.send([mallory.block({ text: 'd', left: [mallory.client, mallory.clock - 1] })]);
  mallory.send([], [{ client: mallory.client, ranges: [[0, 1]] }]);
  mallory.send([mallory.block({ text: MARK, left: [client, clock + 1], right: [mallory.client, 5] })]);
  expect(await mallory.line.closed).toBe(CLOSE.refused);
  await at.aftermath();
});

test('[SY80] what the server wrote stays the server’s', async () => {
  const at = await stage();
  const { boardId, house, moderator, mallory, nora } = at;
  const known = new Set(nora.doc.store.clients.keys());
  const imported = await house.deeds.call(`/api/boards/${boardId}/import`, {
    method: 'POST',
    token: moderator.token,
    headers: { 'content-type': 'text/csv' },
    body: 'Idee\nAus der Ablage\n',
  });
  expect(imported.status).toBe(200);
  const news = () => [...mallory.doc.store.clients.keys()].find((client) => !known.has(client));
  await until(() => expect(news()).toBeDefined());
  const server = news() ?? 0;
  mallory.show({ clientId: server, clock: 1, state: JSON.stringify({ participant: mallory.participantId }) });
  mallory.send([{ client: server, clock: clockOf(mallory.doc, server), structs: [{ gone: 1 }] }]);
  expect(await mallory.line.closed).toBe(CLOSE.refused);
  await at.aftermath();
});
