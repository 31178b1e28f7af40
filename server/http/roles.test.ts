import { describe, expect, test } from 'vitest';
import type { BoardCreated, ScreenCreated } from '#shared/wire/http.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { laidTable, type Table } from '../testing/table.ts';

/** Everybody who could ask something of a board, by the token they show. */
async function tokens(table: Table, { board, moderator, links }: BoardCreated) {
  const other = await table.create();
  return {
    nobody: undefined,
    stranger: 'x'.repeat(32),
    elsewhere: other.moderator.token,
    screen: links.screen.split('seat=')[1],
    participant: (await table.join(board.code)).token,
    moderator: moderator.token,
  };
}

async function statuses(table: Table, created: BoardCreated, call: [method: string, path: string]) {
  const [method, path] = call;
  const result: Record<string, number> = {};
  for (const [who, token] of Object.entries(await tokens(table, created))) {
    const body = path.endsWith('import') ? { body: 'text\nMehr Bäume' } : {};
    result[who] = (await table.call(path, { method, ...(token ? { token } : {}), ...body })).status;
  }
  return result;
}

describe('who may what', () => {
  test('[EX30] everybody with a seat at the board may export it, nobody else', async () => {
    const table = await laidTable();
    const created = await table.create();
    for (const format of ['json', 'csv', 'md']) {
      expect(await statuses(table, created, ['GET', `/api/boards/${created.board.id}/export.${format}`])).toEqual({
        nobody: 401,
        stranger: 401,
        elsewhere: 403,
        screen: 200,
        participant: 200,
        moderator: 200,
      });
    }
  });

  test.each([
    ['[IM30]', 'POST', { call: '/import', success: 200 }],
    ['[BO16]', 'POST', { call: '/screens', success: 201 }],
    ['[BO17]', 'DELETE', { call: '', success: 204 }],
  ])('%s only moderators may %s $call', async (_rule, method, { call, success }) => {
    const table = await laidTable();
    const created = await table.create();
    expect(await statuses(table, created, [method, `/api/boards/${created.board.id}${call}`])).toEqual({
      nobody: 401,
      stranger: 401,
      elsewhere: 403,
      screen: 403,
      participant: 403,
      moderator: success,
    });
  });
});

describe('screens', () => {
  test('[BO16] a screen gets a token and a link of its own', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const path = `/api/boards/${board.id}/screens`;
    const { json } = await table.call<ScreenCreated>(path, { method: 'POST', token: moderator.token });
    expect(json.link).toBe(`${table.url}/screen/${board.id}#seat=${json.token}`);
    const screen = await table.sit({ boardId: board.id, participantId: '', token: json.token });
    expect(screen.you.role).toBe('screen');
  });

  test('[SE5] a screen left alone is over after seven days', async () => {
    const clock = { now: Date.now() };
    const table = await laidTable({ world: { now: () => clock.now } });
    const { board, links, moderator } = await table.create();
    const ask = (token = '') => table.call(`/api/boards/${board.id}/export.json`, { token });
    clock.now += 7 * 86_400_000;
    expect((await ask(links.screen.split('seat=')[1])).status).toBe(401);
    expect((await ask(moderator.token)).status).toBe(200);
  });
});

describe('a deleted board', () => {
  test('[BO17] its code, its door and its tokens open nothing any more', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const guest = await table.join(board.code);
    await table.call(`/api/boards/${board.id}`, { method: 'DELETE', token: moderator.token });
    expect((await table.call(`/api/boards/${board.code}/door`)).status).toBe(404);
    const { json } = await table.call<Problem>(`/api/boards/${board.id}/export.json`, { token: guest.token });
    expect(json.type).toBe('urn:tafelrunde:problem:token-unknown');
  });

  test('[BO18] after its last day a board lets nobody in, even before it is cleared away', async () => {
    const clock = { now: Date.now() };
    const table = await laidTable({ world: { now: () => clock.now } });
    const { board } = await table.create({ retentionDays: 1 });
    clock.now += 86_400_000;
    expect((await table.call(`/api/boards/${board.code}/door`)).status).toBe(404);
  });
});
