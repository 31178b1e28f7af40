import { describe, expect, test } from 'vitest';
import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { knock, until, type LiveClient } from '../testing/person.ts';
import { laidTable, seated, temporaryFolder, type Table } from '../testing/table.ts';

const AGENDA = [{ kind: 'collect' }, { kind: 'cluster' }, { kind: 'close' }] as const;

/** The problem with which a connection is refused. */
const refusal = (live: LiveClient) =>
  new Promise<Problem>((resolve, reject) => {
    live.on('connect_error', (error) => resolve((error as Error & { data: Problem }).data));
    live.on('seated', () => reject(new Error('was let in')));
  });

async function tableOfTwo(table: Table) {
  const created = await table.create({ agenda: [...AGENDA] });
  const boardId = created.board.id;
  const moderator = await table.sit({ boardId, ...created.moderator });
  const guest = await table.sit(await table.join(created.board.code, { name: 'Nora F.' }));
  return { created, boardId, moderator, guest };
}

describe('coming in', () => {
  test('[RO5] a connection is told who it is, then how the room is', async () => {
    const { guest } = await seated('moderator', 'guest');
    expect(guest.you).toEqual({
      participantId: guest.participantId,
      role: 'participant',
      sector: 'creative',
      name: 'guest',
    });
    expect(guest.room).toMatchObject({ current: 0, door: 'open', locked: false, board: { id: guest.boardId } });
    expect(JSON.stringify(guest.room)).not.toContain('tokenHash');
  });

  test('[RO6] who has no seat at this board is refused with a problem in their language', async () => {
    const table = await laidTable();
    const [here, elsewhere] = [await table.create(), await table.create()];
    const { token } = elsewhere.moderator;
    const knockWith = (auth: object) => refusal(knock(table.url, here.board.id, auth));
    expect(await knockWith({})).toMatchObject({ type: 'urn:tafelrunde:problem:token-missing', status: 401 });
    expect(await knockWith({ token: 'x'.repeat(32) })).toMatchObject({ type: 'urn:tafelrunde:problem:token-unknown' });
    expect(await knockWith({ token: ['a'] })).toMatchObject({ type: 'urn:tafelrunde:problem:token-missing' });
    expect(await knockWith({ token })).toMatchObject({ type: 'urn:tafelrunde:problem:not-allowed' });
    expect(await knockWith({ token, locale: 'en' })).toMatchObject({ title: 'You may not do that here.' });
  });

  test('[SE3] an expired seat is told so', async () => {
    const clock = { now: Date.now() };
    const table = await laidTable({ world: { now: () => clock.now } });
    const { board, moderator } = await table.create({ retentionDays: 1 });
    clock.now += 86_400_000;
    const problem = await refusal(knock(table.url, board.id, { token: moderator.token }));
    expect(problem).toMatchObject({ type: 'urn:tafelrunde:problem:token-expired', status: 401 });
    const { status } = await table.call(`/api/boards/${board.id}/export.json`, { token: moderator.token });
    expect(status).toBe(401);
  });

  test('a proxy that refuses WebSocket is no obstacle', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create();
    const live = knock(table.url, board.id, { token: moderator.token, transports: ['polling'] });
    const room = await new Promise<RoomSnapshot>((resolve) => live.on('room', resolve));
    expect(room.board.id).toBe(board.id);
  });
});

describe('the roster', () => {
  test('[RO7] everybody with a seat is in it, in the order in which they came; screens are not', async () => {
    const { moderator, guest, second } = await seated('moderator', 'screen', 'guest', 'second');
    const order = [moderator, guest, second].map((person) => person.participantId);
    await until(() => expect(moderator.room.roster.map((entry) => entry.participantId)).toEqual(order));
  });

  test('[RO8] whoever joined is seen before they connect, and is here once they do', async () => {
    const table = await laidTable();
    const { created, moderator } = await tableOfTwo(table);
    const joined = await table.join(created.board.code, { name: 'Ben' });
    const ben = () => moderator.room.roster.find((entry) => entry.participantId === joined.participantId);
    await until(() => expect(ben()).toMatchObject({ name: 'Ben', here: false }));
    await table.sit(joined);
    await until(() => expect(ben()).toMatchObject({ here: true }));
  });

  test('[RO9] somebody with two tabs stays here when one is closed', async () => {
    const table = await laidTable();
    const { created, moderator } = await tableOfTwo(table);
    const joined = await table.join(created.board.code, { name: 'Ben' });
    const [first, second] = [await table.sit(joined), await table.sit(joined)];
    const ben = () => moderator.room.roster.find((entry) => entry.participantId === joined.participantId)?.here;
    await until(() => expect(ben()).toBe(true));
    const { version } = moderator.room;
    first.leave();
    await until(() => expect(moderator.room.version).toBeGreaterThan(version));
    expect(ben()).toBe(true);
    second.leave();
    await until(() => expect(ben()).toBe(false));
  });

  test('[RO10] many who come at once make few pictures of the room', async () => {
    const table = await laidTable();
    const { created, boardId, moderator } = await tableOfTwo(table);
    let pictures = 0;
    moderator.live.on('room', () => (pictures += 1));
    const people = await Promise.all(Array.from({ length: 30 }, () => table.join(created.board.code)));
    for (const { token } of people) knock(table.url, boardId, { token });
    await until(() => expect(moderator.room.roster.filter((entry) => entry.here)).toHaveLength(32));
    expect(pictures).toBeLessThan(30);
  });
});

describe('commands', () => {
  test('[RO1] everybody sees the step to which the moderator goes, under a version one higher', async () => {
    const { moderator, guest } = await tableOfTwo(await laidTable());
    const answer = await moderator.command({ is: 'go-to-step', step: 1 });
    expect(answer).toEqual({ ok: true, version: expect.any(Number) as number });
    await until(() =>
      expect(guest.room).toMatchObject({ current: 1, ...(answer.ok ? { version: answer.version } : {}) }),
    );
  });

  test('[RO11] only moderators lead; all others get a problem in their language', async () => {
    const { guest, screen } = await seated('guest', 'screen');
    for (const person of [guest, screen]) {
      const answer = await person.command({ is: 'set-lock', locked: true });
      expect(answer).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:not-allowed', status: 403 } });
    }
    expect(guest.room.locked).toBe(false);
  });

  test('[RO2] [RO3] a refused command says why', async () => {
    const { moderator } = await tableOfTwo(await laidTable());
    const why = async (command: Parameters<typeof moderator.command>[0]) => {
      const answer = await moderator.command(command);
      return answer.ok ? 'ok' : answer.problem.type.replace('urn:tafelrunde:problem:', '');
    };
    expect(await why({ is: 'go-to-step', step: 9 })).toBe('no-such-step');
    expect(await why({ is: 'go-to-step', step: 1, ifVersion: moderator.room.version + 1_000 })).toBe('older-version');
    expect(await why({ is: 'dance' } as never)).toBe('bad-request');
    expect(await why(null as never)).toBe('bad-request');
  });

  test('[RO4] a command without a way to answer does no harm', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    (moderator.live as unknown as { emit: (event: string, ...rest: unknown[]) => void }).emit('command');
    moderator.live.emit('command', { is: 'set-lock', locked: true }, undefined as never);
    await until(() => expect(guest.room.locked).toBe(true));
  });

  test('[RO12] commands at the same time are done one after the other', async () => {
    const { moderator } = await tableOfTwo(await laidTable());
    const asked = Array.from({ length: 20 }, (_, turn) =>
      moderator.command({ is: 'set-lock', locked: turn % 2 === 0 }),
    );
    const versions = (await Promise.all(asked)).map((answer) => (answer.ok ? answer.version : 0));
    const first = versions[0] ?? 0;
    expect(versions).toEqual(versions.map((_, turn) => first + turn));
  });

  test('[BO14] a closed door lets nobody join, and says so at the door', async () => {
    const table = await laidTable();
    const { created, moderator } = await tableOfTwo(table);
    await moderator.command({ is: 'set-door', door: 'closed' });
    const code = created.board.code;
    expect((await table.call<{ open: boolean }>(`/api/boards/${code}/door`)).json.open).toBe(false);
    const call = { method: 'POST', json: { sector: 'other' } };
    const { status, json } = await table.call<Problem>(`/api/boards/${code}/join`, call);
    expect([status, json.type]).toEqual([403, 'urn:tafelrunde:problem:door-closed']);
    await moderator.command({ is: 'set-door', door: 'open' });
    expect((await table.join(code)).role).toBe('participant');
  });

  test('[RO13] what is not on disk is neither acknowledged nor told to anybody', async () => {
    let full = false;
    const saveRoom = async () => {
      if (full) throw new Error('disk full');
      return 'saved' as const;
    };
    const table = await laidTable({ store: (store) => alteredStore(store, { saveRoom }) });
    const { moderator, guest } = await tableOfTwo(table);
    full = true;
    const answer = await moderator.command({ is: 'set-lock', locked: true });
    expect(answer).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:server-fault' } });
    expect(JSON.stringify(answer)).not.toContain('disk');
    full = false;
    await moderator.command({ is: 'go-to-step', step: 1 });
    await until(() => expect(guest.room.current).toBe(1));
    expect(guest.room.locked).toBe(false);
  });
});

describe('the life of a room', () => {
  test('[RO14] a restarted server goes on where it was, and people come back by themselves', async () => {
    const dir = temporaryFolder();
    const before = await laidTable({ dir });
    const { created, moderator, guest } = await tableOfTwo(before);
    await moderator.command({ is: 'go-to-step', step: 2 });
    await until(() => expect(guest.room.current).toBe(2));
    const told = new Promise<number>((resolve) => guest.live.on('restarting', resolve));
    const { version } = guest.room;
    const { port } = new URL(before.url);
    await before.close();
    expect(await told).toBeGreaterThan(0);
    await laidTable({ dir, config: { port: Number(port) } });
    await until(() => expect(guest.live.connected && moderator.live.connected).toBe(true));
    await until(() => expect(guest.room.version).toBeGreaterThan(version));
    expect(guest.room).toMatchObject({ current: 2, board: { code: created.board.code } });
    await until(() => expect(guest.room.roster.map(({ here }) => here)).toEqual([true, true]));
  });

  test('[RO15] a room leaves memory with the last one and comes back as it was', async () => {
    const table = await laidTable();
    const { created, boardId, moderator, guest } = await tableOfTwo(table);
    await moderator.command({ is: 'go-to-step', step: 1 });
    const { version } = moderator.room;
    moderator.leave();
    guest.leave();
    const rooms = async () => (await table.call('/metrics')).text.match(/^tafelrunde_rooms (\d+)$/m)?.[1];
    await expect.poll(rooms).toBe('0');
    const again = await table.sit({ boardId, ...created.moderator });
    expect(again.room.current).toBe(1);
    expect(again.room.version).toBeGreaterThanOrEqual(version);
  });

  test('[BO15] deleting a board ends every connection to it', async () => {
    const table = await laidTable();
    const { boardId, moderator, guest } = await tableOfTwo(table);
    const refused = refusal(guest.live);
    const { status } = await table.call(`/api/boards/${boardId}`, { method: 'DELETE', token: moderator.token });
    expect(status).toBe(204);
    guest.live.connect();
    expect(await refused).toMatchObject({ type: 'urn:tafelrunde:problem:token-unknown' });
    await until(() => expect(guest.provider.wsconnected).toBe(false));
  });
});
