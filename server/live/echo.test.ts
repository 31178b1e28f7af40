import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { ECHO_NAMESPACE } from '#shared/wire/echo.ts';
import { laidTable } from '../testing/table.ts';
import { ECHOES_MAX } from './echo.ts';

async function echoing(transport: 'polling' | 'websocket') {
  const table = await laidTable();
  const socket = io(table.url + ECHO_NAMESPACE, {
    path: '/socket.io',
    transports: [transport],
    reconnection: false,
    forceNew: true,
  });
  onTestFinished(() => void socket.disconnect());
  const ended = new Promise<string>((resolve) => socket.on('disconnect', resolve));
  await new Promise((resolve) => socket.on('connect', () => resolve(null)));
  return { socket, ended };
}

for (const transport of ['polling', 'websocket'] as const) {
  test(`[CH5] the echo over ${transport} needs no seat, and ends after so many answers`, async () => {
    const { socket, ended } = await echoing(transport);
    for (let asked = 0; asked < ECHOES_MAX; asked++) await socket.emitWithAck('echo');
    socket.emit('echo', () => undefined);
    expect(await ended).toMatch(/transport/);
  });
}

test('[CH5] whatever else is said to the echo ends the connection', async () => {
  const others: readonly [string, ...unknown[]][] = [
    ['command', { is: 'go-to-step', step: 0 }, () => undefined],
    ['echo'],
    ['echo', 'no function'],
  ];
  for (const [event, ...said] of others) {
    const { socket, ended } = await echoing('websocket');
    socket.emit(event, ...said);
    expect(await ended).toMatch(/transport/);
  }
});

test('[CH5] who leaves the echo does not stay connected', async () => {
  const { socket } = await echoing('websocket');
  const { engine } = socket.io;
  const closed = new Promise((resolve) => engine.once('close', resolve));
  // Says goodbye to the namespace, and keeps the connection beneath.
  engine.write(`1${ECHO_NAMESPACE},`);
  await closed;
});
