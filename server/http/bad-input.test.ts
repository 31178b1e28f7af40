import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#shared/wire/problem.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { laidTable, type Table } from '../testing/table.ts';

const MEGABYTE = 1024 * 1024;

async function problemOf(table: Table, path: string, how: Parameters<Table['call']>[1]): Promise<[number, string]> {
  const { status, headers, json } = await table.call<Problem>(path, how);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(json.status).toBe(status);
  expect(json.title).not.toBe('');
  return [status, json.type.replace('urn:tafelrunde:problem:', '')];
}

describe('bad input', () => {
  test('[OP25] JSON that is none, or of the wrong kind, gets a clear answer', async () => {
    const table = await laidTable();
    const post = (body: string | Uint8Array<ArrayBuffer>, contentType = 'application/json') =>
      problemOf(table, '/api/boards', { method: 'POST', body, headers: { 'content-type': contentType } });
    expect(await post('{"title":')).toEqual([400, 'malformed-json']);
    expect(await post(new Uint8Array([0x22, 0xff, 0x22]))).toEqual([400, 'malformed-json']);
    expect(await post('')).toEqual([400, 'malformed-json']);
    expect(await post('[]')).toEqual([400, 'invalid-field']);
    expect(await post('null')).toEqual([400, 'invalid-field']);
    expect(await post('{"title":"A"}', 'text/plain')).toEqual([415, 'not-this-format']);
    expect(await post('{"__proto__":{"title":"A"}}')).toEqual([400, 'invalid-field']);
  });

  test('[OP26] unknown and malformed addresses get a clear answer', async () => {
    const table = await laidTable();
    expect(await problemOf(table, '/api/nothing', {})).toEqual([404, 'no-such-page']);
    expect(await problemOf(table, '/api/boards', { method: 'PUT' })).toEqual([404, 'no-such-page']);
    expect(await problemOf(table, '/nowhere', {})).toEqual([404, 'no-such-page']);
    expect(await problemOf(table, '/api/boards/%E0%A4%A/door', {})).toEqual([400, 'bad-request']);
    expect(await problemOf(table, '/%E0%A4%A', {})).toEqual([404, 'no-such-page']);
  });

  test('[OP27] a compressed body is not unpacked', async () => {
    const table = await laidTable();
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await problemOf(table, '/api/boards', { method: 'POST', body: '{}', headers })).toEqual([
      415,
      'not-this-format',
    ]);
  });

  test('[OP28] what goes wrong inside is logged, and nothing of it leaves the server', async () => {
    const broken = () => Promise.reject(new Error('secret inside'));
    const table = await laidTable({ store: (store) => alteredStore(store, { boardByCode: broken }) });
    const { status, text } = await table.call('/api/boards/KUPFER-LAMPE-42/door');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(table.logged.join('')).toContain('secret inside');
  });
});

describe('a body that is too large', () => {
  const headers = { 'content-type': 'application/json' };

  test('[OP29] 50 MB get their answer, and the connection is not broken before', async () => {
    const table = await laidTable();
    const body = new Uint8Array(50 * MEGABYTE);
    expect(await problemOf(table, '/api/boards', { method: 'POST', body, headers })).toEqual([413, 'body-too-large']);
    const { moderator, board } = await table.create();
    const path = `/api/boards/${board.id}/import`;
    const how = { method: 'POST', body, headers: { 'content-type': 'text/csv' } };
    expect(await problemOf(table, path, { ...how, token: moderator.token })).toEqual([413, 'body-too-large']);
    expect(await problemOf(table, path, how)).toEqual([401, 'token-missing']);
    expect((await table.call('/healthz')).status).toBe(200);
  });

  test('[OP29] a body of unknown length is read up to the limit only', async () => {
    const table = await laidTable();
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 64 * 1024;
        if (sent > 50 * MEGABYTE) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect(await problemOf(table, '/api/boards', { method: 'POST', body, headers })).toEqual([413, 'body-too-large']);
  });

  test('[OP29] the answer comes before the rest of the body', async () => {
    const table = await laidTable();
    const { port } = new URL(table.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'POST /api/boards HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 52428800\r\n\r\n{',
    );
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('urn:tafelrunde:problem:body-too-large');
  });

  test('[OP30] who asks before sending learns it before sending', async () => {
    const table = await laidTable();
    const ask = (length: number) =>
      new Promise<number | 'continue'>((resolve) => {
        const asking = httpRequest(`${table.url}/api/boards`, {
          method: 'POST',
          headers: { ...headers, expect: '100-continue', 'content-length': length },
        });
        asking.on('continue', () => resolve('continue'));
        asking.on('response', (response) => resolve(response.statusCode ?? 0));
        asking.on('error', () => undefined);
        asking.flushHeaders();
      });
    expect(await ask(50 * MEGABYTE)).toBe(413);
    expect(await ask(100)).toBe('continue');
  });
});
