import { setTimeout as wait } from 'node:timers/promises';
import { Author } from '../author.ts';
import { Client } from '../client.ts';
import { settle, Writer } from '../load.ts';
import { randomFrom } from '../random.ts';
import { boardText, readDeliveries, savedTimes } from '../replay.ts';
import { openTable, type Table } from '../seats.ts';
import { percentiles } from '../statistics.ts';
import { against, atMost, nothing, type Figures, type Scenario, type Setting } from './scenario.ts';

interface Load {
  readonly boards: number;
  readonly people: number;
  /** Edits a second that each client makes. */
  readonly pace: number;
  /** Clients per board whose documents are rebuilt from their frames and compared with the server's. */
  readonly observers: number;
}

/** Until the engine has compiled what runs often; before, both servers cost up to half as much again. */
const RUN_IN_MS = 20_000;

const CPU_PER_EDIT = 'server CPU per 1,000 edits (ms)';
const CPU_PER_DELIVERY = 'server CPU per 1,000 deliveries (ms)';
const LOST = 'lost edits';
const UNEQUAL = 'replicas that differ';

interface Group {
  readonly table: Table;
  readonly writers: readonly Writer[];
}

/** People writing on boards, all at the same pace. */
async function runEdits(setting: Setting, load: Load): Promise<Figures> {
  const groups: Group[] = [];
  for (let board = 0; board < load.boards; board++) groups.push(await sitDown(setting, load, board));
  const writers = groups.flatMap((group) => group.writers);
  const stops = writers.map((writer, index) => writer.write(1_000 / load.pace, setting.seed + index));
  await wait(RUN_IN_MS);

  const since = performance.now();
  const before = await setting.server.measure();
  const driverBefore = process.cpuUsage();
  await setting.server.profiled(setting.profile, () => wait(setting.seconds * 1_000));
  for (const stop of stops) stop();
  const driver = process.cpuUsage(driverBefore);
  await settle(writers.map((writer) => writer.client));
  const after = await setting.server.measure();

  const unequal = await countUnequal(groups, load.observers);
  const figures = {
    ...figuresOf(groups, since, { all: after.cpu - before.cpu, main: after.mainCpu - before.mainCpu }),
    [UNEQUAL]: unequal,
  };
  for (const { client } of writers) client.close();
  return {
    ...figures,
    'server memory, resident (MiB)': after.resident / 2 ** 20,
    'driver busy (% of one core)': (driver.user + driver.system) / setting.seconds / 10_000,
  };
}

async function sitDown(setting: Setting, load: Load, board: number): Promise<Group> {
  const table = await openTable(setting.server);
  const seats = await table.seats(load.people);
  const writers = seats.map((seat, index) => {
    const random = randomFrom(setting.seed * 1_000_003 + board * 1_009 + index);
    const { participantId } = seat;
    return new Writer(new Client(seat), new Author({ participantId, texts: setting.texts, random, of: load.people }));
  });
  await Promise.all(writers.map((writer) => writer.client.synced));
  return { table, writers };
}

function figuresOf(groups: readonly Group[], since: number, cpu: { all: number; main: number }): Figures {
  const shown: number[] = [];
  const saved: number[] = [];
  let missing = 0;
  for (const { writers } of groups) {
    const deliveries = readDeliveries(writers, since);
    for (const time of deliveries.shown) shown.push(time);
    for (const { client } of writers) saved.push(...savedTimes(client, since));
    missing += deliveries.missing;
  }
  const written = groups.flatMap((group) => group.writers.flatMap((writer) => writer.wrote.edits));
  const edits = written.filter((edit) => edit.at >= since).length;
  return {
    'edits measured': edits,
    ...percentiles('shown to others (ms)', shown),
    ...percentiles('saved (ms)', saved),
    [CPU_PER_EDIT]: (cpu.all / edits) * 1_000,
    'of which on the main thread (ms)': (cpu.main / edits) * 1_000,
    [CPU_PER_DELIVERY]: (cpu.all / shown.length) * 1_000,
    [LOST]: missing,
  };
}

/** Compares what the observers have with what the server gives to somebody who comes now. */
async function countUnequal(groups: readonly Group[], observers: number): Promise<number> {
  let unequal = 0;
  for (const { table, writers } of groups) {
    const late = new Client(await table.seat());
    await late.synced;
    const truth = boardText(late);
    late.close();
    for (const { client, own } of writers.slice(0, observers)) if (boardText(client, own) !== truth) unequal++;
  }
  return unequal;
}

export const oneBoard: Scenario = {
  key: 'one-board',
  title: 'One board: 60 clients, 4 edits/s each',
  run: (setting) => runEdits(setting, { boards: 1, people: 60, pace: 4, observers: 3 }),
  targets: [
    atMost(0.5, CPU_PER_EDIT, 'one board: at most half the CPU per 1,000 edits of the bare server'),
    against('hocuspocus', atMost(0.5, CPU_PER_EDIT, 'one board: at most half the CPU per 1,000 edits of Hocuspocus')),
    nothing(LOST, 'one board: no edit lost'),
    nothing(UNEQUAL, 'one board: all replicas equal'),
  ],
};

export const manyBoards: Scenario = {
  key: 'many-boards',
  title: '100 boards: 10 clients each, 1 edit/s each',
  run: (setting) => runEdits(setting, { boards: 100, people: 10, pace: 1, observers: 1 }),
  targets: [
    atMost(1, CPU_PER_EDIT, '100 boards: no more CPU per 1,000 edits'),
    nothing(LOST, '100 boards: no edit lost'),
    nothing(UNEQUAL, '100 boards: all replicas equal'),
  ],
};
