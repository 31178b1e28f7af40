import { setTimeout as wait } from 'node:timers/promises';
import { Author } from '../author.ts';
import { Client } from '../client.ts';
import { settle } from '../load.ts';
import { randomFrom } from '../random.ts';
import { openTable } from '../seats.ts';
import type { Measure } from '../servers/harness.ts';
import { against, atMost, type Figures, type Scenario, type Setting } from './scenario.ts';

const BOARDS = 300;
const WARM_UP_BOARDS = 30;
const IDEAS = 60;
/** So long nobody does anything before a board counts as idle. */
const IDLE_MS = 30_000;
/** A server may keep a board for a while after the last one left. */
const LEFT_MS = 45_000;

const HEAP = 'heap and buffers per board (KiB)';
const RESIDENT = 'resident per board (KiB)';

/** Boards that were written on and now lie there with one quiet client, and then with nobody. */
async function runIdle(setting: Setting): Promise<Figures> {
  const { server } = setting;
  const warm = await openBoards(setting, WARM_UP_BOARDS);
  const before = await server.measure({ collect: true });
  const clients = await openBoards(setting, BOARDS);
  await wait(IDLE_MS);
  const idle = await server.measure({ collect: true });
  for (const client of clients) client.close();
  await wait(LEFT_MS);
  const left = await server.measure({ collect: true });
  for (const client of warm) client.close();
  return {
    [HEAP]: perBoard(before, idle, 'heap'),
    [RESIDENT]: perBoard(before, idle, 'resident'),
    'everybody left: heap and buffers per board (KiB)': perBoard(before, left, 'heap'),
    'everybody left: resident per board (KiB)': perBoard(before, left, 'resident'),
  };
}

const perBoard = (before: Measure, after: Measure, figure: 'heap' | 'resident'): number =>
  (after[figure] - before[figure]) / BOARDS / 1_024;

/** One after the other, so that no burst leaves its traces in the resident memory. */
async function openBoards(setting: Setting, count: number): Promise<Client[]> {
  const clients: Client[] = [];
  for (let board = 0; board < count; board++) clients.push(await openBoard(setting, board));
  await settle(clients);
  return clients;
}

async function openBoard({ server, texts, seed }: Setting, board: number): Promise<Client> {
  const seat = await (await openTable(server)).seat();
  const client = new Client(seat);
  await client.synced;
  const author = new Author({ participantId: seat.participantId, texts, random: randomFrom(seed + board), of: 1 });
  for (let idea = 0; idea < IDEAS; idea++) client.send(author.post(texts[(board + idea) % texts.length]).update);
  return client;
}

export const idle: Scenario = {
  key: 'idle',
  title: `${BOARDS} idle boards of ${IDEAS} ideas, one quiet client on each`,
  run: runIdle,
  roundsMax: 1,
  targets: [
    atMost(0.5, HEAP, 'idle: at most half the heap and buffers per board of the bare server'),
    atMost(0.5, RESIDENT, 'idle: at most half the resident memory per board of the bare server'),
    against('hocuspocus', atMost(0.5, HEAP, 'idle: at most half the heap and buffers per board of Hocuspocus')),
    against('hocuspocus', atMost(0.5, RESIDENT, 'idle: at most half the resident memory per board of Hocuspocus')),
  ],
};
