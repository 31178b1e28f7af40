import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { expect, onTestFinished, test } from 'vitest';
import type { Problem } from '#shared/wire/problem.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import { Live } from '../live/serve.ts';
import { Allowances } from '../pace/allowances.ts';
import { BOARDS_BY_ADDRESS, CONNECTIONS_BY_ADDRESS, FILES_BY_PERSON, JOINS_BY_ADDRESS } from '../pace/rates.ts';
import { silent } from '../testing/documents.ts';
import { laidTable } from '../testing/table.ts';
import { realWorld } from '../world.ts';
import { addressOf } from './address.ts';
import { newPaces } from './paces.ts';
import { routeUpgrades } from './upgrades.ts';

/** How many of `tries` at one moment pass. */
const passing = (allowances: Allowances, who: string, tries: number): number =>
  Array.from({ length: tries }, () => allowances.ask(who)).filter((refusal) => refusal === null).length;

test('[OP60] boards, joins and connections have a high ceiling by address, which no other address feels', () => {
  const clock = { now: 0 };
  const world = { now: () => clock.now };
  const { boards, joins } = newPaces(world);
  const connections = new Allowances(CONNECTIONS_BY_ADDRESS, world);
  for (const [allowances, rate] of [
    [boards, BOARDS_BY_ADDRESS],
    [joins, JOINS_BY_ADDRESS],
    [connections, CONNECTIONS_BY_ADDRESS],
  ] as const) {
    expect(passing(allowances, '192.0.2.1', rate.atOnce + 50)).toBe(rate.atOnce);
    expect(passing(allowances, '192.0.2.2', 1)).toBe(1);
    const refused = allowances.ask('192.0.2.1');
    expect(refused && isRefusal(refused) && refused.refused).toBe('too-fast');
    clock.now += (refused?.retryAfter ?? 0) * 1_000;
    expect(passing(allowances, '192.0.2.1', 1)).toBe(1);
  }
});

test('[OP61] five hundred people join from one address within a minute, and come back after a restart', () => {
  const clock = { now: 0 };
  const world = { now: () => clock.now };
  const { joins } = newPaces(world);
  const connections = new Allowances(CONNECTIONS_BY_ADDRESS, world);
  const passed = { joins: 0, connections: 0 };
  for (let person = 0; person < 500; person++, clock.now += 120) {
    passed.joins += passing(joins, 'the venue', 1);
    passed.connections += passing(connections, 'the venue', 2);
  }
  passed.connections += passing(connections, 'the venue', 1_000);
  expect(passed).toEqual({ joins: 500, connections: 2_000 });
});

test('[OP62] what one person asks over HTTP is limited for them alone, and told with a time to come back', async () => {
  const table = await laidTable({ world: { now: () => 1_800_000_000_000 } });
  const { board } = await table.create();
  const [greedy, other] = [await table.join(board.code), await table.join(board.code)];
  const asking = (token: string) => table.call<Problem>(`/api/boards/${board.id}/export.md?locale=en`, { token });
  for (let file = 0; file < FILES_BY_PERSON.atOnce; file++) expect((await asking(greedy.token)).status).toBe(200);
  const { status, headers, json } = await asking(greedy.token);
  expect([status, headers.get('retry-after')]).toEqual([429, '2']);
  expect(json).toMatchObject({
    type: 'urn:tafelrunde:problem:too-fast',
    title: 'That was a lot at once. Wait a moment, then try again.',
    retryAfter: 2,
  });
  expect((await asking(other.token)).status).toBe(200);
});

test('[OP60] beyond the ceiling nobody new is connected, neither to documents nor to the room', async () => {
  let refusal: Refusal | null = refuse('too-fast', { retryAfter: 7 });
  const mayConnect = () => refusal;
  const httpServer = createServer();
  const live = new Live({ httpServer, seats: {}, store: {}, world: realWorld, log: silent, mayConnect } as never);
  const sync = { handleUpgrade: (_request: unknown, socket: Duplex) => void socket.end('HTTP/1.1 418 Let In\r\n\r\n') };
  routeUpgrades(httpServer, { sync, isClosing: () => false, isForOthers: () => false, mayConnect });
  httpServer.listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
  const url = `127.0.0.1:${(httpServer.address() as AddressInfo).port}`;
  onTestFinished(async () => {
    await live.close();
    httpServer.closeAllConnections();
    httpServer.close();
  });
  const upgraded = (path: string) =>
    new Promise<[number | undefined, string | undefined]>((resolve) => {
      const socket = new WebSocket(`ws://${url}${path}`);
      socket.on('unexpected-response', (_request, response) =>
        resolve([response.statusCode, response.headers['retry-after']]),
      );
    });
  const polled = async () => (await fetch(`http://${url}/socket.io?EIO=4&transport=polling`)).status;
  expect([await upgraded('/sync/abcdefghijkl'), await polled()]).toEqual([[429, '7'], 403]);
  refusal = null;
  expect([await upgraded('/sync/abcdefghijkl'), await polled()]).toEqual([[418, undefined], 200]);
});

test('[OP61] forwarded addresses count only behind as many proxies as are trusted', () => {
  const request = {
    headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
    socket: { remoteAddress: '127.0.0.1' },
  } as never;
  expect([0, 1, 2, 3].map((proxies) => addressOf(request, proxies))).toEqual([
    '127.0.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '203.0.113.9',
  ]);
  const bare = { headers: {}, socket: { remoteAddress: '192.0.2.4' } } as never;
  expect(addressOf(bare, 1)).toBe('192.0.2.4');
});
