import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { CLOSE, MESSAGE_QUERY_PRESENCE, SYNC_STEP_1, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { syncFrame } from '../sync/frames.ts';
import { forged, type Id, type Struct } from './forge.ts';
import type { Intruder } from './intruder.ts';
import { Line } from './line.ts';
import { openStage, type Stage } from './stage.ts';

const stage = openStage();

/** Knows next to nothing, so that the answer is everything. */
const aState = Uint8Array.of(1, 7, 0);
/** Bytes that may wait on the server for somebody who reads nothing. */
const WAITING_MAX = 8 * 2 ** 20;
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Resolves when the server has read what was sent before: it ends the line, or answers. */
async function digested({ line }: Intruder): Promise<void> {
  const before = line.frames.length;
  line.send(Uint8Array.of(MESSAGE_QUERY_PRESENCE));
  line.send(syncFrame(SYNC_STEP_1, Y.encodeStateVector(new Y.Doc())));
  await line.sees(() => !line.isOpen || line.frames.length > before);
}

test('[SY84] three megabytes of updates that build on what nobody has', async () => {
  const at = await stage();
  const text = 'x'.repeat(1_000);
  for (let i = 0; i < 3_000; i++) {
    const structs: Struct[] = [{ text, left: [at.mallory.other, 5_000_000 + i] }];
    at.mallory.line.sendUpdate(forged([{ client: at.mallory.client, clock: 2_000_000 - i * 1_000, structs }]));
  }
  expect(await at.mallory.line.closed).toBe(CLOSE.refused);
  await at.aftermath();
});

test('[SY84] three megabytes of it by somebody who never answers the server’s question', async () => {
  const at = await stage();
  const mute = new Line(at.house.url, await at.seat());
  await mute.sees(() => mute.isOpen);
  const update = forged([{ client: 70, clock: 9, structs: times(200, (i) => ({ text: 'x', left: [80, i] as Id })) }]);
  for (let i = 0; i < 2_500; i++) mute.socket.send(syncFrame(SYNC_UPDATE, update));
  await mute.sees(() => mute.socket.bufferedAmount === 0);
  await at.aftermath();
  mute.leave();
});

test('[SY84] five thousand edits without a pause', async () => {
  const at = await stage();
  const { mallory } = at;
  mallory.send([mallory.idea()]);
  for (let i = 0; i < 5_000; i++)
    mallory.send([
      mallory.block({ values: [{ at: [i, i] }], parent: [mallory.client, 0], key: 'place', ...after(mallory, i) }),
    ]);
  await digested(mallory);
  await at.aftermath();
});

/** Each place comes after the one before, as when somebody drags. */
const after = ({ client, clock }: Intruder, i: number): Partial<Struct> =>
  i === 0 ? {} : { left: [client, clock - 1] };

test('[SY84] five thousand questions for the whole board', async () => {
  const at = await stage();
  const ask = syncFrame(SYNC_STEP_1, aState);
  for (let i = 0; i < 5_000; i++) at.mallory.line.send(ask);
  await digested(at.mallory);
  await at.aftermath();
});

test('[SY84] ten thousand questions who is there', async () => {
  const at = await stage();
  for (let i = 0; i < 10_000; i++) at.mallory.line.send(Uint8Array.of(MESSAGE_QUERY_PRESENCE));
  await digested(at.mallory);
  await at.aftermath();
});

test('[SY84] pings by somebody who reads nothing', async () => {
  const at = await stage();
  const { socket } = at.mallory.line;
  const { memory } = await at.house.condition();
  socket.pause();
  const ping = new Uint8Array(125);
  for (let round = 0; round < 60 && socket.readyState === socket.OPEN; round++) {
    for (let i = 0; i < 5_000; i++) socket.ping(ping);
    await at.mallory.line.sees(() => socket.bufferedAmount < 1_000_000 || socket.readyState !== socket.OPEN);
  }
  expect((await at.house.condition()).memory - memory).toBeLessThan(WAITING_MAX);
  await at.aftermath();
});

test('[SY84] asking for everything and reading nothing', async () => {
  const at = await stage();
  const { mallory } = at;
  for (let i = 0; i < 60; i++)
    mallory.send([mallory.block({ type: 'map', parent: 'clusters', key: `cluster-of-mallory-${i}` })]);
  await mallory.line.saved();
  mallory.line.socket.pause();
  const ask = syncFrame(SYNC_STEP_1, aState);
  for (let i = 0; i < 20_000; i++) mallory.line.send(ask);
  await mallory.line.sees(() => mallory.line.socket.bufferedAmount === 0 || !mallory.line.isOpen);
  await at.aftermath();
});

test('[SY84] a hundred lines that come and go', async () => {
  const at = await stage();
  const sitting = await at.seat();
  for (let round = 0; round < 5; round++) {
    const lines = times(20, () => new Line(at.house.url, sitting));
    await Promise.all(lines.map((line) => line.sees(() => line.isOpen)));
    lines.forEach((line) => line.leave());
  }
  await at.aftermath();
});

test.each<[string, (by: Intruder) => Promise<void> | void]>([
  ['values beside each other at one key', crowdedPlaces],
  ['letters beside each other in one text', crowdedText],
  ['letters beside each other in a text that is being deleted', crowdedGone],
  ['entries beside each other at one key', crowdedEntries],
])('[SY84] %s', async (_, attack) => {
  const at = await stage();
  await attack(at.mallory);
  await digested(at.mallory);
  await at.aftermath();
});

/** Half of them under each of two client ids, so that yjs compares each with all others. */
function crowd(by: Intruder, struct: Struct): void {
  by.send([
    by.blockOf(times(4_500, () => struct)),
    { client: by.other, clock: 0, structs: times(4_500, () => struct) },
  ]);
}

function crowdedPlaces(by: Intruder): void {
  by.send([by.idea()]);
  crowd(by, { values: [{ at: [1, 1] }], parent: [by.client, 0], key: 'place' });
}

function crowdedText(by: Intruder): void {
  by.send([by.idea()]);
  crowd(by, { text: 'a', parent: [by.client, 1] });
}

async function crowdedGone(by: Intruder): Promise<void> {
  by.send([by.idea()]);
  await by.line.saved();
  // Several frames that come together are one transaction.
  by.send([by.block({ text: 'a', parent: [by.client, 1] })]);
  by.send([], [{ client: by.client, ranges: [[0, 1]] }]);
  crowd(by, { text: 'a', parent: [by.client, 1] });
}

function crowdedEntries(by: Intruder): void {
  crowd(by, { type: 'map', parent: 'clusters', key: `cluster-of-${by.participantId}` });
}

test('[SY84] thousands of clusters made and removed on a board with many ideas', async () => {
  const at: Stage = await stage();
  const { mallory } = at;
  for (let i = 0; i < 1_500; i += 100) {
    mallory.send(
      inOne(
        mallory,
        times(100, (n) => `idea-of-mallory-${i + n}`),
      ),
    );
  }
  await mallory.line.saved();
  const start = mallory.clock;
  const made = mallory.blockOf(
    times(3_000, (i): Struct => ({ type: 'map', parent: 'clusters', key: `cluster-of-mallory-${i}` })),
  );
  mallory.send([made], [{ client: mallory.client, ranges: [[start, 3_000]] }]);
  await digested(mallory);
  await at.aftermath();
});

test('[SY84] the largest updates there are, without a pause', async () => {
  const at = await stage();
  const { mallory } = at;
  for (let n = 0; n < 5; n++) mallory.send([marks(mallory, n)]);
  await digested(mallory);
  await at.aftermath();
});

/** Sixteen hundred marks, each an entry with two fields. */
function marks(by: Intruder, n: number) {
  const { client, clock, participantId } = by;
  return by.blockOf(
    times(1_600, (i): Struct[] => {
      const entry: Id = [client, clock + 3 * i];
      return [
        { type: 'map', parent: 'marks', key: `marked-by-mallory-${n}-${i}:${participantId}` },
        { values: ['join'], parent: entry, key: 'kind' },
        { values: ['Dabei'], parent: entry, key: 'note' },
      ];
    }).flat(),
  );
}

test('[SY84, SY99] ten lines of one person who ask for everything again and again', async () => {
  const at = await stage();
  const greedy = await Promise.all(times(9, () => at.intruder()));
  const ask = syncFrame(SYNC_STEP_1, aState);
  for (let n = 0; n < 100; n++) for (const { line } of greedy) line.send(ask);
  // Whoever comes with the same seat waits for a few turns of the others, and not for nine hundred answers.
  await at.intruder();
  await at.aftermath();
});

/** One block of many ideas. */
function inOne(by: Intruder, ids: readonly string[]) {
  const blocks = ids.map((id) => by.idea(id));
  const [first] = blocks;
  if (first === undefined) return [];
  return [{ ...first, structs: blocks.flatMap(({ structs }) => structs) }];
}
