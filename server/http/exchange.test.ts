import { describe, expect, test } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import type { Imported } from '#shared/wire/http.ts';
import { readBack } from '../exchange/protocol/reader.ts';
import { until } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';

const CSV = { 'content-type': 'text/csv' };

describe('import and export over HTTP', () => {
  test('[IM31] imported ideas appear on every screen and in the export', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const guest = await table.sit(await table.join(board.code));
    const body = 'idee;cluster\r\n"Sitzbänke; viele";Straße\r\n;\r\nMehr Bäume;Straße\r\n';
    const path = `/api/boards/${board.id}`;
    const call = { method: 'POST', token: moderator.token, body, headers: CSV };
    const { status, json } = await table.call<Imported>(`${path}/import`, call);
    expect(status).toBe(200);
    expect(json).toMatchObject({ ideas: 2, clusters: 1 });
    await until(() => expect(readBoard(guest.doc).ideas.size).toBe(2));
    const csv = await table.call(`${path}/export.csv`, { token: guest.token });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename=.*\.csv/);
    expect(csv.text).toContain('Mehr Bäume');
  });

  test('[EX31] what one table exports as JSON another takes in', async () => {
    const table = await laidTable();
    const [from, to] = [await table.create(), await table.create()];
    const at = (created: typeof from, rest: string) => `/api/boards/${created.board.id}/${rest}`;
    const body = 'text\nEins\nZwei\n';
    await table.call(at(from, 'import'), { method: 'POST', token: from.moderator.token, body, headers: CSV });
    const { text } = await table.call(at(from, 'export.json'), { token: from.moderator.token });
    const headers = { 'content-type': 'application/json' };
    const call = { method: 'POST', token: to.moderator.token, body: text, headers };
    expect((await table.call<Imported>(at(to, 'import'), call)).json).toMatchObject({ ideas: 2 });
  });

  test('[PR23] everybody at the table gets the protocol as a PDF in the language they ask for', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const guest = await table.join(board.code);
    const body = 'text\nMehr Bäume\n';
    const path = `/api/boards/${board.id}`;
    await table.call(`${path}/import`, { method: 'POST', token: moderator.token, body, headers: CSV });
    const headers = { authorization: `Bearer ${guest.token}` };
    const answer = await fetch(`${table.url}${path}/export.pdf?locale=en`, { headers });
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=.*\.pdf/);
    const { texts, lang } = await readBack(new Uint8Array(await answer.arrayBuffer()));
    expect(lang).toBe('en');
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['Mehr Bäume', 'Not yet sorted']));
    expect((await table.call(`${path}/export.pdf`)).status).toBe(401);
  });

  test('a form is no file, an empty file has no ideas, and unknown formats are not there', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const path = `/api/boards/${board.id}`;
    const send = async (body: string, headers: Record<string, string>) =>
      (await table.call(`${path}/import`, { method: 'POST', token: moderator.token, body, headers })).status;
    expect(await send('x', { 'content-type': 'multipart/form-data; boundary=x' })).toBe(415);
    expect(await send('', CSV)).toBe(400);
    expect((await table.call(`${path}/export.exe`, { token: moderator.token })).status).toBe(404);
  });
});
