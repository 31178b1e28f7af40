import type { Socket } from 'node:net';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { WebSocket } from 'ws';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { placeIdea, postIdea } from '#shared/document/write.ts';
import { MESSAGE_PRESENCE, SUBPROTOCOL, SYNC_STEP_1, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { FRAMES_BY_PERSON } from '../pace/rates.ts';
import { BOARD, browser, deed, newIdea, opened, silent } from '../testing/documents.ts';
import { knock, until, type Person } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';
import { CONNECTIONS_PER_SEAT_MAX } from './account.ts';
import { Connection, type Transport } from './connection.ts';
import { syncFrame } from './frames.ts';

const ID = 'idea-of-the-guest';
/** What waits for the wire and for a bucket that fills by itself, on a machine as slow as it likes. */
const patient = { timeout: 25_000, interval: 20 };

function post(person: Person, id = ID): void {
  const idea = { id, text: 'Leihräder', author: person.participantId, sector: 'creative', createdAt: 1 };
  postIdea(person.doc, idea, deed);
}

/** Drags the idea through so many places, each a frame of its own. */
function drag({ doc }: Person, times: number): void {
  for (let x = 1; x <= times; x++) placeIdea(doc, ID, { at: [x, 0] }, deed);
}

const placeIn = (doc: Y.Doc) => ideasOf(doc).get(ID)?.get('place');

test('[SY61, RO31] who writes faster than anybody can is read later, in order and whole, and told in every tab', async () => {
  const table = await laidTable();
  const { board } = await table.create({ agenda: 'freie-wand' });
  const seat = await table.join(board.code);
  const guest = await table.sit(seat);
  const nora = await table.sit(await table.join(board.code));
  const secondTab = knock(table.url, guest.boardId, { token: seat.token });
  await new Promise((resolve) => secondTab.on('room', resolve));
  const told = { first: [] as number[], second: [] as number[], nora: [] as number[] };
  guest.live.on('slowed', (ms) => told.first.push(ms));
  secondTab.on('slowed', (ms) => told.second.push(ms));
  nora.live.on('slowed', (ms) => told.nora.push(ms));
  post(guest);
  const places: unknown[] = [];
  ideasOf(nora.doc).observeDeep(() => places.push(placeIn(nora.doc)));
  drag(guest, FRAMES_BY_PERSON.atOnce + 300);
  await vi.waitFor(() => expect(placeIn(nora.doc)).toEqual({ at: [FRAMES_BY_PERSON.atOnce + 300, 0] }), patient);
  await guest.saved();
  const xs = (places as ({ at: [number, number] } | undefined)[]).map((place) => place?.at[0] ?? 0);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  await until(() => expect(told.second.length).toBeGreaterThan(0));
  expect(told.first[0]).toBeGreaterThan(0);
  expect(told.nora).toEqual([]);
  expect([guest.provider.wsconnected, readBoard(guest.doc)]).toEqual([true, readBoard(nora.doc)]);
});

test('[SY61] while somebody is slowed others go on', async () => {
  const table = await laidTable();
  const { board } = await table.create({ agenda: 'freie-wand' });
  const guest = await table.sit(await table.join(board.code));
  const nora = await table.sit(await table.join(board.code));
  const slowed = new Promise((resolve) => guest.live.on('slowed', resolve));
  post(guest);
  drag(guest, 20_000);
  await slowed;
  post(nora, 'idea-of-nora-aaa');
  await nora.saved();
  expect(placeIn(nora.doc)).not.toEqual({ at: [20_000, 0] });
  expect(guest.provider.wsconnected).toBe(true);
});

test('[SY60] sixty people who come at once from one address, and write, are not slowed', async () => {
  const table = await laidTable();
  const { board } = await table.create({ agenda: 'freie-wand' });
  const seats = await Promise.all(Array.from({ length: 60 }, () => table.join(board.code)));
  const people: Person[] = [];
  for (let i = 0; i < 60; i += 12)
    people.push(...(await Promise.all(seats.slice(i, i + 12).map((seat) => table.sit(seat)))));
  const told: number[] = [];
  for (const [index, person] of people.entries()) {
    person.live.on('slowed', (ms) => told.push(ms));
    for (let i = 0; i < 5; i++) post(person, `idea-${index}-${i}-aaaaaa`);
  }
  await Promise.all(people.map((person) => vi.waitFor(() => expect(ideasOf(person.doc).size).toBe(300), patient)));
  expect(told).toEqual([]);
});

test('[SY60] an afternoon offline comes in as one frame, at once', async () => {
  const { documents } = await opened();
  const offline = new Y.Doc();
  for (let i = 0; i < 300; i++) {
    postIdea(offline, newIdea(`offline-${i}`, 'nora-participant'), deed);
    for (let x = 0; x < 5; x++) placeIdea(offline, `offline-${i}-aaaaaaaaaa`, { at: [x, i] }, deed);
  }
  const nora = await browser(documents, 'nora-participant', offline);
  expect(nora.connection.isWaiting).toBe(false);
  expect(await documents.read(BOARD, (doc) => ideasOf(doc).size)).toBe(300);
});

test('[SY62] the limit is one over all connections of a person to a board', async () => {
  const { documents } = await opened();
  const first = await browser(documents, 'nora-participant');
  const second = await browser(documents, 'nora-participant');
  const tobias = await browser(documents, 'tobias-participant');
  const spent = { frames: FRAMES_BY_PERSON.atOnce + 3 * FRAMES_BY_PERSON.perSecond, bytes: 0 };
  await documents.using(BOARD, (document) => document?.accounts.of('nora-participant').spend(spent, performance.now()));
  first.post('eins');
  second.post('zwei');
  tobias.post('drei');
  expect([first, second, tobias].map(({ connection }) => connection.isWaiting)).toEqual([true, true, false]);
  await vi.waitFor(() => expect(ideasOf(tobias.doc).size).toBe(3), patient);
});

test('[SY62] asking for the whole board again and again costs more than writing', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  for (let i = 0; i < 20; i++) nora.connection.receive(syncFrame(SYNC_STEP_1, Uint8Array.of(0)));
  expect(nora.connection.isWaiting).toBe(true);
});

test('[SY63] more than can be held of one who does not stop ends the connection', async () => {
  const { documents } = await opened();
  const nora = await browser(documents, 'nora-participant');
  const update = syncFrame(SYNC_UPDATE, Y.encodeStateAsUpdate(new Y.Doc()));
  for (let i = 0; i < 200_000 && nora.heard.closed === ''; i++) nora.connection.receive(update);
  expect(nora.heard.closed).toBe('tooMuch');
  const again = await browser(documents, 'tobias-participant');
  again.post('weiter');
  await until(() => expect(again.heard.saved).toBe(2));
});

test('[SY63] more connections than one person needs are told to come back later', async () => {
  const { documents } = await opened();
  const closed: string[] = [];
  const transport = (): Transport => ({ buffered: 0, send: () => undefined, close: (code) => closed.push(code) });
  const seat = { participantId: 'nora-participant', role: 'participant' } as const;
  const come = () =>
    documents.using(
      BOARD,
      (document) => new Connection(transport(), { seat, document: document as never, log: silent }),
    );
  const [first] = [await come()];
  for (let i = 1; i < CONNECTIONS_PER_SEAT_MAX; i++) await come();
  expect(closed).toEqual([]);
  await come();
  expect(closed).toEqual(['later']);
  first.gone();
  await come();
  expect(closed).toEqual(['later']);
});

test('[SY63] over a real line: a flood is held back at its sender, and others notice nothing', async () => {
  const table = await laidTable();
  const { board } = await table.create({ agenda: 'freie-wand' });
  const nora = await table.sit(await table.join(board.code));
  const { boardId, token } = await table.join(board.code);
  const lines: Socket[] = [];
  table.app.httpServer.on('connection', (line: Socket) => lines.push(line));
  const socket = new WebSocket(`${table.url.replace('http', 'ws')}/sync/${boardId}`, [SUBPROTOCOL, token]);
  onTestFinished(() => socket.terminate());
  let closed = 0;
  socket.on('close', (code) => (closed = code));
  await new Promise((resolve) => socket.once('open', resolve));
  const live = knock(table.url, boardId, { token });
  await new Promise((resolve) => live.once('room', resolve));
  const slowed = new Promise((resolve) => live.once('slowed', resolve));
  for (let i = 0; i < FLOOD_FRAMES; i++) socket.send(largePresence());
  await slowed;
  post(nora, 'idea-of-nora-aaa');
  await nora.saved();
  const read = lines[0]?.bytesRead ?? Infinity;
  expect(read).toBeLessThan(0.9 * FLOOD_FRAMES * LARGE);
  expect(socket.bufferedAmount).toBeGreaterThan(0);
  expect([closed, nora.provider.wsconnected]).toEqual([0, true]);
});

/** Bytes of a frame that costs a sixteenth of them; this many cost half as much again as one may send at once. */
const LARGE = 1_000_000;
const FLOOD_FRAMES = 100;

const largePresence = (): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_PRESENCE);
    encoding.writeVarUint8Array(encoder, new Uint8Array(LARGE));
  });
