import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { expect, onTestFinished, test } from 'vitest';
import { Backlog } from './backlog.ts';

const MEGABYTE = new Uint8Array(1_048_576);

/** Somebody on long polling who says nothing by themselves: each `poll` is one request. */
async function slowReader() {
  const httpServer = createServer();
  const io = new Server(httpServer);
  onTestFinished(() => void io.close());
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}/socket.io/?EIO=4&transport=polling`;
  const came = new Promise<Socket>((resolve) => io.on('connection', resolve));
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1)) as { sid: string };
  const poll = async (body?: string) =>
    (await fetch(`${url}&sid=${sid}`, body === undefined ? {} : { method: 'POST', body })).text();
  await poll('40');
  const socket = await came;
  return { socket, backlog: new Backlog(socket.conn), poll };
}

test('[SY73] what waits for a reader, and what is on its way to them, is counted until they come for more', async () => {
  const { socket, backlog, poll } = await slowReader();
  expect(backlog.bytes).toBe(0);
  socket.emit('news', MEGABYTE);
  socket.emit('news', MEGABYTE);
  expect(backlog.bytes).toBeGreaterThan(2 * MEGABYTE.length);
  await poll();
  socket.emit('news', MEGABYTE);
  expect(backlog.bytes).toBeGreaterThan(3 * MEGABYTE.length);
  await poll();
  expect(backlog.bytes).toBeLessThan(2 * MEGABYTE.length);
  const next = poll();
  await expect.poll(() => backlog.bytes).toBe(0);
  socket.emit('news', 'the end');
  expect(await next).toContain('the end');
});
