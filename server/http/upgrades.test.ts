import { request } from 'node:http';
import { WebSocket } from 'ws';
import { expect, test } from 'vitest';
import { laidTable } from '../testing/table.ts';

/** How an attempt to open a WebSocket ended. */
const attempt = (url: string, protocols?: string[]) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(url.replace('http', 'ws'), protocols);
    socket.on('error', (error) => resolve(error.message));
    socket.on('close', (code) => resolve(String(code)));
  });

test('[OP36] upgrades go to the documents, to the room, or to nobody', async () => {
  const table = await laidTable();
  expect(await attempt(`${table.url}/elsewhere`)).toContain('404');
  expect(await attempt(`${table.url}/sync/abcdefghijkl`, ['tafelrunde', 'x'.repeat(32)])).toBe('4404');
  expect(await attempt(`${table.url}/socket.io?EIO=4&transport=websocket&sid=nobody`)).toContain('400');
  expect((await table.call('/healthz')).status).toBe(200);
});

test('an offer of another protocol is an ordinary request', async () => {
  const table = await laidTable();
  const headers = { connection: 'Upgrade', upgrade: 'h2c' };
  const status = await new Promise((resolve, reject) => {
    request(`${table.url}/healthz`, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});
