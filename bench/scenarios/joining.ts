import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { Author } from '../author.ts';
import { Client, updateIn } from '../client.ts';
import { settle } from '../load.ts';
import { randomFrom } from '../random.ts';
import { boardText } from '../replay.ts';
import { openTable, type Seat, type Table } from '../seats.ts';
import { percentiles } from '../statistics.ts';
import { atMost, nothing, type Figures, type Scenario, type Setting } from './scenario.ts';

const IDEAS = 1_000;
const JOINERS = 200;
const WITHIN_MS = 1_000;
/** Ideas in one frame of the seeding client. */
const IDEAS_PER_FRAME = 50;

const LAST_IN = 'until the last one is in (ms)';
const LOST = 'joiners with another board';

/** People who all open the same full board within a second. Their seats were given out before. */
async function runJoining(setting: Setting): Promise<Figures> {
  const table = await openTable(setting.server);
  const host = await seeded(setting, table);
  const seats = await table.seats(JOINERS);
  const before = await setting.server.measure();
  const from = performance.now();
  const clients = await Promise.all(seats.map((seat, index) => joinAt(from + (index * WITHIN_MS) / JOINERS, seat)));
  const times = await Promise.all(clients.map((client) => client.synced));
  await settle(clients);
  const after = await setting.server.measure();
  const figures = {
    ...percentiles(
      'let in (ms)',
      times.map((at, index) => at - (clients[index]?.startedAt ?? NaN)),
    ),
    [LAST_IN]: Math.max(...times) - from,
    'server CPU per joiner (ms)': (after.cpu - before.cpu) / JOINERS,
    'server memory, resident (MiB)': after.resident / 2 ** 20,
    [LOST]: countDifferent(host, clients),
  };
  for (const client of [host, ...clients]) client.close();
  return figures;
}

async function joinAt(at: number, seat: Seat): Promise<Client> {
  await wait(Math.max(0, at - performance.now()));
  return new Client(seat);
}

/** A client that wrote 1,000 ideas, and hears them back. */
async function seeded(setting: Setting, table: Table): Promise<Client> {
  const seat = await table.seat();
  const host = new Client(seat);
  await host.synced;
  const { texts } = setting;
  const author = new Author({ participantId: seat.participantId, texts, random: randomFrom(setting.seed), of: 1 });
  for (let done = 0; done < IDEAS; done += IDEAS_PER_FRAME) {
    const updates = Array.from(
      { length: IDEAS_PER_FRAME },
      (_, at) => author.post(texts[(done + at) % texts.length]).update,
    );
    host.send(Y.mergeUpdates(updates));
  }
  await settle([host]);
  return host;
}

/** Joiners get the same bytes as a rule, so each different state is read only once. */
function countDifferent(host: Client, clients: readonly Client[]): number {
  const known = new Map<string, boolean>();
  const truth = boardText(clients[0] ?? host);
  const ideas = (JSON.parse(truth) as [unknown[]])[0].length;
  if (ideas !== IDEAS) return clients.length;
  return clients.filter((client) => {
    const bytes = client.received
      .map(({ frame }) => (updateIn(frame) ? Buffer.from(frame).toString('base64') : ''))
      .join();
    const equal = known.get(bytes) ?? boardText(client) === truth;
    known.set(bytes, equal);
    return !equal;
  }).length;
}

export const joining: Scenario = {
  key: 'joining',
  title: `${JOINERS} clients join a board of 1,000 ideas within a second`,
  run: runJoining,
  targets: [
    atMost(1, LAST_IN, 'joining: no longer until the last one is in'),
    atMost(1, 'let in (ms) p50', 'joining: no longer for the one in the middle'),
    nothing(LOST, 'joining: everybody has the whole board'),
  ],
};
