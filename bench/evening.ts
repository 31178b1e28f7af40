import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { writeNote } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { openVote } from '#shared/model/vote.ts';
import type { RoomSnapshot } from '#shared/model/room.ts';
import type { BoardCreated, Joined } from '#shared/wire/http.ts';
import type { Acknowledgement, Command } from '#shared/wire/live.ts';
import { MESSAGE_SAVED, SUBPROTOCOL } from '#shared/wire/sync.ts';
import { ServerProcess } from './servers/process.ts';
import { percentiles } from './statistics.ts';
import { loadTexts } from './texts.ts';

/**
 * The moments of an evening when everybody does the same at once: 60 people come within ten seconds, 300 ideas are revealed,
 * 60 ballots are cast within five seconds, and the result comes. See README.md in this folder.
 */

const PEOPLE = 60;
const ARRIVE_MS = 10_000;
const IDEAS_EACH = 5;
const VOTE_MS = 5_000;
const DOTS = 5;
const COLLECT = 0;
const CLUSTER = 1;
const VOTE = 2;
/** Milliseconds after which something that has not happened counts as missing. */
const PATIENCE_MS = 30_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
process.setMaxListeners(0);

interface Guest {
  readonly seat: Pick<Joined, 'participantId' | 'token'>;
  readonly boardId: string;
  readonly doc: Y.Doc;
  readonly notebook: Y.Doc;
  readonly room: () => RoomSnapshot;
  readonly ask: (command: Command) => Promise<Acknowledgement>;
  readonly until: (what: (guest: Guest) => boolean) => Promise<number>;
}

async function post<T>(port: number, path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A copy of a document that syncs; resolves when it has come. */
async function openDocument(port: number, name: string, token: string): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, name, doc, {
    disableBc: true,
    protocols: [SUBPROTOCOL, token],
    WebSocketPolyfill: WebSocket as never,
  });
  provider.messageHandlers[MESSAGE_SAVED] = () => undefined;
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  return doc;
}

async function sitDown(port: number, boardId: string, seat: Guest['seat']): Promise<Guest> {
  const live = io(`http://127.0.0.1:${port}`, {
    ...{ query: { board: boardId }, auth: { token: seat.token }, transports: ['websocket'], forceNew: true },
  });
  let room: RoomSnapshot | null = null;
  live.on('room', (snapshot: RoomSnapshot) => (room = snapshot));
  const [doc, notebook] = await Promise.all([
    openDocument(port, boardId, seat.token),
    openDocument(port, `${boardId}.${seat.participantId}`, seat.token),
    new Promise<void>((resolve, reject) => live.once('room', () => resolve()).once('connect_error', reject)),
  ]);
  const guest: Guest = {
    ...{ seat, boardId, doc, notebook },
    room: () => room as unknown as RoomSnapshot,
    ask: (command) => live.timeout(PATIENCE_MS).emitWithAck('command', command) as Promise<Acknowledgement>,
    until: (what) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('something did not come')), PATIENCE_MS);
        const look = () => {
          if (!what(guest)) return;
          clearTimeout(late);
          doc.off('update', look);
          live.off('room', look);
          resolve(performance.now());
        };
        doc.on('update', look);
        live.on('room', look);
        look();
      }),
  };
  return guest;
}

/** Does something for each, at moments spread evenly over a while. */
const spread = <T, R>(items: readonly T[], ms: number, act: (item: T, index: number) => Promise<R>): Promise<R[]> =>
  Promise.all(
    items.map(async (item, index) => {
      await wait((index * ms) / items.length);
      return act(item, index);
    }),
  );

async function ordered(moderator: Guest, command: Command): Promise<void> {
  const answer = await moderator.ask(command);
  if (!answer.ok) throw new Error(`${command.is}: ${answer.problem.title}`);
}

/** What a moderator orders, and how one sees that it has come. */
interface Moment {
  readonly command: Command;
  readonly has: (guest: Guest) => boolean;
}

/** Milliseconds until everybody has it, for each; the moderator, who orders it, is the first of them. */
async function afterOrder(everybody: readonly Guest[], { command, has }: Moment): Promise<number[]> {
  const from = performance.now();
  const times = Promise.all(everybody.map((guest) => guest.until(has)));
  await ordered(everybody[0] as Guest, command);
  return (await times).map((at) => at - from);
}

function report(what: string, values: readonly number[]): void {
  const figures = Object.entries({ ...percentiles('', values), max: Math.max(...values) });
  print(`${what.padEnd(58)}${figures.map(([name, ms]) => `${name.trim()} ${ms.toFixed(0)} ms`).join('   ')}`);
}

async function evening(port: number, texts: readonly string[]): Promise<void> {
  const created = await post<BoardCreated>(port, '/api/boards', { title: 'Ein Abend', agenda: 'stammtisch' });
  const { id: boardId, code } = created.board;
  const moderator = await sitDown(port, boardId, created.moderator);

  const sectors = ['industry', 'creative', 'other'];
  const came = await spread(Array.from({ length: PEOPLE }), ARRIVE_MS, async (_, index) => {
    const from = performance.now();
    const joined = await post<Joined>(port, `/api/boards/${code}/join`, { sector: sectors[index % sectors.length] });
    const guest = await sitDown(port, boardId, joined);
    return { guest, ms: performance.now() - from };
  });
  report(
    '60 people come within 10 s: until each has the table',
    came.map(({ ms }) => ms),
  );
  const guests = came.map(({ guest }) => guest);
  const everybody = [moderator, ...guests];

  guests.forEach(({ notebook, seat }, index) => {
    for (let nth = 0; nth < IDEAS_EACH; nth++) {
      const id = `idea-${String(index).padStart(3, '0')}-${nth}-0123456`;
      const text = texts[(index * IDEAS_EACH + nth) % texts.length] ?? '';
      writeNote(notebook, { id, text, createdAt: Date.now() }, { is: 'deed', by: seat.participantId });
    }
  });
  await wait(3_000);
  const all = PEOPLE * IDEAS_EACH;
  const isRevealed = ({ doc, room }: Guest) => ideasOf(doc).size === all && room().current > COLLECT;
  report(
    '300 ideas are revealed: until each has all of them',
    await afterOrder(everybody, { command: { is: 'go-to-step', step: CLUSTER }, has: isRevealed }),
  );

  await ordered(moderator, { is: 'go-to-step', step: VOTE });
  await Promise.all(everybody.map((guest) => guest.until(({ room }) => openVote(room().votes) !== null)));
  const vote = openVote(moderator.room().votes)?.id ?? '';
  const targets = [...ideasOf(moderator.doc).keys()];
  const acknowledged = await spread(guests, VOTE_MS, async (guest, index) => {
    const from = performance.now();
    const own = Array.from({ length: DOTS }, (_, nth) => targets[(index * 7 + nth * 13) % targets.length] ?? '');
    await ordered(guest, { is: 'cast', vote, ballot: Object.fromEntries(own.map((target) => [target, 1])) });
    return performance.now() - from;
  });
  report('60 ballots within 5 s: until each is counted', acknowledged);

  const hasResult = ({ room }: Guest) => room().votes.some((it) => it.is === 'closed');
  report(
    'the vote is closed: until each has the result',
    await afterOrder(everybody, { command: { is: 'close-vote', vote }, has: hasResult }),
  );
  const result = moderator.room().votes.find((it) => it.is === 'closed');
  const dots = result?.is === 'closed' ? result.tally.rows.reduce((sum, row) => sum + row.dots, 0) : 0;
  print(`voters ${result?.is === 'closed' ? result.tally.voters : 0} of ${PEOPLE}, dots ${dots} of ${PEOPLE * DOTS}`);
}

const { texts, from } = loadTexts(process.env);
print(`Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), texts: ${from}`);
print('all of them from one address, the driver on the same machine');
const server = await ServerProcess.start('ours');
try {
  await evening(server.port, texts);
} finally {
  await server.stop();
}
process.exit(0);
