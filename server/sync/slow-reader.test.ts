import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { placeIdea, postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import { MESSAGE_SYNC, SUBPROTOCOL, SYNC_STEP_1, SYNC_STEP_2 } from '#shared/wire/sync.ts';
import { BOARD, browser, deed, held, opened, texts } from '../testing/documents.ts';
import { laidTable, type Table } from '../testing/table.ts';
import { until, type Person } from '../testing/person.ts';
import { readFrame, syncFrame } from './frames.ts';
import { BEHIND_BYTES } from './reader.ts';

test('[SY64] a reader who was behind gets all it lacks, deletions too, and follows from then on', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const slow = await browser(documents, 'slow-participant');
  for (const id of ['a', 'b']) nora.post(id);
  await until(() => expect(texts(slow.doc)).toEqual(['Idee a', 'Idee b']));
  slow.transport.buffered = BEHIND_BYTES + 1;
  slow.heard.frames.length = 0;
  nora.post('c');
  await until(() => expect(nora.heard.saved).toBe(4));
  removeIdea(nora.doc, 'a-aaaaaaaaaa', deed);
  placeIdea(nora.doc, 'b-aaaaaaaaaa', { at: [1, 2] }, deed);
  await until(() => expect(nora.heard.saved).toBe(6));
  expect(slow.heard.frames).toEqual([]);
  slow.transport.buffered = 0;
  await until(() => expect(readBoard(slow.doc)).toEqual(readBoard(nora.doc)));
  nora.post('d');
  slow.post('e');
  await until(() => expect(texts(slow.doc)).toEqual(['Idee b', 'Idee c', 'Idee d', 'Idee e']));
  await until(() => expect([texts(nora.doc), slow.heard.saved]).toEqual([texts(slow.doc), 2]));
});

test('[SY64] what a reader missed is not told before it is on disk', async () => {
  let disk!: ReturnType<typeof held>;
  const { documents } = await opened({ wrap: (store) => (disk = held(store)).wrapped });
  const nora = await browser(documents, 'nora-participant');
  const slow = await browser(documents, 'slow-participant');
  slow.transport.buffered = BEHIND_BYTES + 1;
  nora.post('gesehen');
  await until(() => expect(nora.heard.saved).toBe(2));
  void disk.hold();
  nora.post('noch-nicht');
  slow.transport.buffered = 0;
  await wait(400);
  expect(texts(slow.doc)).toEqual([]);
  disk.release();
  await until(() => expect(texts(slow.doc)).toEqual(['Idee gesehen', 'Idee noch-nicht']));
});

test('[SY64] who asks for the state while being behind gets it later, once', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  nora.post('eins');
  const slow = await browser(documents, 'slow-participant');
  slow.transport.buffered = BEHIND_BYTES + 1;
  slow.heard.frames.length = 0;
  for (let i = 0; i < 5; i++) slow.connection.receive(syncFrame(SYNC_STEP_1, Uint8Array.of(0)));
  await wait(50);
  expect(slow.heard.frames).toEqual([]);
  slow.transport.buffered = 0;
  const answers = () => slow.heard.frames.filter((frame) => frame[0] === MESSAGE_SYNC && frame[1] === SYNC_STEP_2);
  await until(() => expect(answers()).toHaveLength(1));
});

test('[SY64] whoever falls behind whenever, all see the same in the end', async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const draw = drawing(seed);
  const { documents } = await opened();
  const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => browser(documents, `${name}-participant`)));
  for (let step = 0; step < 150; step++) {
    const who = people[draw(people.length)];
    if (who === undefined) continue;
    const ids = [...ideasOf(who.doc).keys()];
    const own = ids.filter((id) => ideasOf(who.doc).get(id)?.get('author') === who.connection.participantId);
    const [any, mine] = [ids[draw(ids.length)], own[draw(own.length)]];
    const deeds = [
      () => who.post(`idee-${step}`),
      () => any !== undefined && placeIdea(who.doc, any, { at: [step, 0] }, deed),
      () => mine !== undefined && removeIdea(who.doc, mine, deed),
      () => mine !== undefined && rewriteText(who.doc, textAt(who.doc, 'ideas', mine) as Y.Text, `neu ${step}`, deed),
      () => (who.transport.buffered = BEHIND_BYTES + 1),
      () => (who.transport.buffered = 0),
    ];
    deeds[draw(deeds.length)]?.();
    if (draw(3) === 0) await wait(draw(60));
  }
  for (const { transport } of people) transport.buffered = 0;
  await vi.waitFor(async () => {
    const truth = await documents.read(BOARD, readBoard);
    for (const { doc, heard } of people) expect([seed, heard.closed, readBoard(doc)]).toEqual([seed, '', truth]);
  }, 10_000);
});

/** Whole numbers below a bound, the same for the same seed (a linear congruential generator, Numerical Recipes). */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A raw WebSocket client that reads only when it is told to. */
async function pausedReader(table: Table, seat: { boardId: string; token: string }) {
  const socket = new WebSocket(`${table.url.replace('http', 'ws')}/sync/${seat.boardId}`, [SUBPROTOCOL, seat.token]);
  onTestFinished(() => socket.terminate());
  const doc = new Y.Doc();
  const got = { bytes: 0, closed: 0 };
  socket.on('message', (data: Buffer) => {
    got.bytes += data.length;
    const frame = readFrame(data);
    if (frame.is === 'update') Y.applyUpdate(doc, frame.update);
    if (frame.is === 'sync-step-1') socket.send(syncFrame(SYNC_STEP_2, Uint8Array.of(0, 0)));
  });
  socket.on('close', (code) => (got.closed = code));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(syncFrame(SYNC_STEP_1, Uint8Array.of(0)));
  await until(() => expect(got.bytes).toBeGreaterThan(0));
  return { socket, doc, got };
}

const IDEAS = 250;
const ids = (who: Person): string[] =>
  Array.from({ length: IDEAS }, (_, i) => `${who.participantId.slice(0, 8)}-idea-${i}`);

function postAll(who: Person): void {
  const idea = { text: '€'.repeat(280), author: who.participantId, sector: 'creative', createdAt: 1 };
  who.doc.transact(() => ids(who).forEach((id) => postIdea(who.doc, { ...idea, id }, deed)));
}

function rewriteAll(who: Person, sign: string): void {
  who.doc.transact(() => {
    for (const id of ids(who)) rewriteText(who.doc, textAt(who.doc, 'ideas', id) as Y.Text, sign.repeat(280), deed);
  });
}

test('[SY64] over a real line: who does not read is skipped, costs little, and has everything once it reads again', async () => {
  const table = await laidTable();
  const { board } = await table.create({ agenda: 'freie-wand' });
  const writers: Person[] = [];
  for (let i = 0; i < 6; i++) writers.push(await table.sit(await table.join(board.code)));
  const slow = await pausedReader(table, await table.join(board.code));
  slow.socket.pause();
  let news = 0;
  writers[0]?.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === writers[0]?.provider) news += update.length;
  });
  writers.forEach(postAll);
  for (const sign of ['₤', '₦', '₩', '₪', '₫', '₭', '₮', '₱', '₲', '₴', '₵', '₸']) {
    for (const writer of writers) rewriteAll(writer, sign);
    await Promise.all(writers.map((writer) => writer.saved()));
  }
  await until(() => expect(readBoard(writers[1]?.doc as Y.Doc)).toEqual(readBoard(writers[0]?.doc as Y.Doc)));
  slow.socket.resume();
  await until(() => expect(ideasOf(slow.doc).size).toBe(6 * IDEAS));
  await until(() => expect(readBoard(slow.doc)).toEqual(readBoard(writers[0]?.doc as Y.Doc)));
  expect(slow.got.closed).toBe(0);
  expect(slow.got.bytes).toBeLessThan(news);
});
