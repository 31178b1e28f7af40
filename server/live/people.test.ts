import { describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { postIdea } from '#shared/document/write.ts';
import type { ModeratorCreated } from '#shared/wire/http.ts';
import type { Command } from '#shared/wire/live.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { closeCode, ideasAt, outcome, seatOf } from '../testing/commands.ts';
import { openCopy } from '../testing/copy.ts';
import { knock, until, type Person } from '../testing/person.ts';
import { laidTable, seated, type Table } from '../testing/table.ts';

const deed = { is: 'deed', by: 'x' } as const;
const newId = (name: string) => `${name}-0123456789`;
const post = (person: Person, id: string, author: string | null = person.participantId) =>
  postIdea(person.doc, { id: newId(id), text: id, author, sector: 'creative', createdAt: 1 }, deed);

/** A second moderator, by the link that the first one passes on. */
async function secondModerator(table: Table, { boardId, token }: Person): Promise<Person> {
  const { json } = await table.call<ModeratorCreated>(`/api/boards/${boardId}/moderators`, { method: 'POST', token });
  return table.sit({ boardId, ...json });
}

describe('names', () => {
  test('[RO50] moderators give anybody a name, everybody else themselves alone', async () => {
    const { moderator, guest, other } = await seated('moderator', 'guest', 'other');
    const rename = (who: Person, name: string): Command => ({ is: 'rename', participant: who.participantId, name });
    expect(await outcome(moderator, rename(guest, 'Nora F.'))).toBe('ok');
    expect(await outcome(other, rename(other, 'Ben'))).toBe('ok');
    expect(await outcome(other, rename(guest, 'Quatsch'))).toBe('not-allowed');
    expect(await outcome(other, rename(other, '   '))).toBe('bad-request');
    expect(await outcome(moderator, { ...rename(guest, 'X'), participant: newId('nobody') } as Command)).toBe(
      'no-such-person',
    );
    for (const at of [moderator, guest, other]) {
      await until(() => expect([seatOf(at, guest)?.name, seatOf(at, other)?.name]).toEqual(['Nora F.', 'Ben']));
    }
  });

  test('[RO50] a new name is there after a restart, and the same name again changes nothing', async () => {
    const table = await laidTable();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    const command = { is: 'rename', participant: guest.participantId, name: 'Nora' } as const;
    await moderator.command(command);
    const { version } = moderator.room;
    expect(await moderator.command(command)).toEqual({ ok: true, version });
    await table.close();
    const again = await laidTable({ dir: table.dir });
    expect(seatOf(await again.sit(moderator), guest)).toMatchObject({ name: 'Nora' });
  });
});

describe('removing', () => {
  test('[RO51] whoever is removed loses both connections and the way back; their ideas stay, with their name', async () => {
    const table = await laidTable();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    post(guest, 'idea');
    await guest.saved();
    const [code, gone] = [closeCode(guest), new Promise((resolve) => guest.live.on('disconnect', resolve))];
    expect(await outcome(moderator, { is: 'remove', participant: guest.participantId })).toBe('ok');
    expect(await code).toBe(4401);
    await gone;
    expect(seatOf(moderator, guest)).toBeUndefined();
    expect(moderator.room.former).toMatchObject([{ participantId: guest.participantId, name: 'guest' }]);
    expect(ideasAt(moderator)).toMatchObject([{ author: guest.participantId }]);
    const refused = await new Promise<Problem>((resolve) =>
      knock(table.url, guest.boardId, { token: guest.token }).on('connect_error', (error) =>
        resolve((error as Error & { data: Problem }).data),
      ),
    );
    expect(refused.type).toBe('urn:tafelrunde:problem:token-unknown');
    expect(await closeCode(openCopy(table.url, guest))).toBe(4401);
    const { status } = await table.call(`/api/boards/${guest.boardId}/export.json`, { token: guest.token });
    expect(status).toBe(401);
  });

  test('[RO51] their notebook closes too, and their name stays in exports and after a restart', async () => {
    const table = await laidTable();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    post(guest, 'idea');
    await guest.saved();
    const notebook = openCopy(table.url, { ...guest, boardId: `${guest.boardId}.${guest.participantId}` });
    await notebook.synced();
    const code = closeCode(notebook);
    await moderator.command({ is: 'remove', participant: guest.participantId });
    expect(await code).toBe(4401);
    const { boardId, token } = moderator;
    expect((await table.call(`/api/boards/${boardId}/export.csv`, { token })).text).toContain('guest');
    await table.close();
    const again = await (await laidTable({ dir: table.dir })).sit(moderator);
    expect(seatOf(again, guest)).toBeUndefined();
    expect(again.room.former).toMatchObject([{ name: 'guest' }]);
  });

  test('[RO52] whoever is removed raises no hand any more; to remove, name or promote them again is refused', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    await guest.command({ is: 'hand', up: true });
    await until(() => expect(moderator.room.hands).toEqual([guest.participantId]));
    await moderator.command({ is: 'remove', participant: guest.participantId });
    expect(moderator.room.hands).toEqual([]);
    const participant = guest.participantId;
    expect(await outcome(moderator, { is: 'remove', participant })).toBe('no-such-person');
    expect(await outcome(moderator, { is: 'rename', participant, name: 'Ben' })).toBe('no-such-person');
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'moderator' })).toBe('no-such-person');
  });
});

describe('leading together', () => {
  test('[RO53] whoever is made a moderator leads at once, on both connections, and no longer when it is taken back', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    post(moderator, 'idea');
    await until(() => expect(ideasAt(guest)).toHaveLength(1));
    const setRole = (role: 'participant' | 'moderator') =>
      moderator.command({ is: 'set-role', participant: guest.participantId, role });
    const told = new Promise((resolve) => guest.live.once('seated', (seat) => resolve(seat.role)));
    const reopened = new Promise((resolve) => guest.provider.once('status', resolve));
    await setRole('moderator');
    expect(await told).toBe('moderator');
    await reopened;
    await until(() => expect(guest.provider.synced).toBe(true));
    const hide = (hidden: boolean) =>
      guest.doc.transact(() => {
        const idea = guest.doc.getMap<Y.Map<unknown>>('ideas').get(newId('idea'));
        if (hidden) idea?.set('hidden', true);
        else idea?.delete('hidden');
      });
    hide(true);
    await until(() => expect(ideasAt(moderator)).toMatchObject([{ hidden: true }]));
    expect(await outcome(guest, { is: 'set-lock', locked: true })).toBe('ok');
    await setRole('participant');
    expect(await outcome(guest, { is: 'set-lock', locked: false })).toBe('not-allowed');
    await until(() => expect(guest.provider.synced).toBe(true));
    const code = closeCode(guest);
    hide(false);
    expect(await code).toBe(4409);
    expect(ideasAt(moderator)).toMatchObject([{ hidden: true }]);
  });

  test('[RO54] the last moderator is neither demoted nor removed', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    const participant = moderator.participantId;
    expect(await outcome(moderator, { is: 'remove', participant })).toBe('last-moderator');
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'participant' })).toBe('last-moderator');
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'moderator' })).toBe('ok');
    await moderator.command({ is: 'set-role', participant: guest.participantId, role: 'moderator' });
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'participant' })).toBe('ok');
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'moderator' })).toBe('not-allowed');
    expect(await outcome(guest, { is: 'remove', participant: guest.participantId })).toBe('last-moderator');
  });

  test('[RO55] of two who take each other’s moderation back at once, one stays', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    const demote = ({ participantId }: Person) =>
      ({ is: 'set-role', participant: participantId, role: 'participant' }) as const;
    await moderator.command({ is: 'set-role', participant: guest.participantId, role: 'moderator' });
    const outcomes = await Promise.all([outcome(moderator, demote(guest)), outcome(guest, demote(moderator))]);
    expect(outcomes.sort()).toEqual(['not-allowed', 'ok']);
    await until(() => expect(moderator.room.roster.filter(({ role }) => role === 'moderator')).toHaveLength(1));
  });

  test('[RO56] two moderators who press different buttons at once: one order, and both see it', async () => {
    const table = await laidTable();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    const second = await secondModerator(table, moderator);
    const all = [moderator, guest, second];
    const seen = all.map((at) => {
      const rooms: string[] = [];
      at.live.on('room', ({ version, door, locked }) => rooms.push(`${version} ${door} ${String(locked)}`));
      return rooms;
    });
    const pressed = Array.from({ length: 8 }, (_, turn) => [
      moderator.command({ is: 'set-lock', locked: turn % 2 === 0 }),
      second.command({ is: 'set-door', door: turn % 2 === 0 ? 'closed' : 'open' }),
    ]).flat();
    const versions = (await Promise.all(pressed)).map((answer) => (answer.ok ? answer.version : 0));
    expect(new Set(versions).size).toBe(16);
    const last = Math.max(...versions);
    for (const at of all) await until(() => expect(at.room.version).toBeGreaterThanOrEqual(last));
    const ours = seen.map((rooms) => rooms.filter((room) => versions.includes(Number(room.split(' ')[0]))));
    expect(ours[0]).toHaveLength(16);
    expect([ours[1], ours[2]]).toEqual([ours[0], ours[0]]);
  });

  test('[RO56] of two who mean the same version, the second is told that the room has moved on', async () => {
    const table = await laidTable();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    const second = await secondModerator(table, moderator);
    await until(() => expect(moderator.room.version).toBe(second.room.version));
    const agenda = [{ kind: 'open' }, { kind: 'close' }] as const;
    const command = { is: 'set-agenda', agenda, current: 0, ifVersion: moderator.room.version } as const;
    const outcomes = await Promise.all([outcome(moderator, command), outcome(second, command)]);
    expect(outcomes.sort()).toEqual(['ok', 'older-version']);
    await until(() => expect(guest.room.agenda).toHaveLength(2));
  });

  test('[BO60] a second moderator comes by a link of their own, which only moderators get', async () => {
    const table = await laidTable();
    const { moderator, guest, screen } = await table.seated('moderator', 'guest', 'screen');
    const path = `/api/boards/${moderator.boardId}/moderators`;
    for (const { token } of [guest, screen]) {
      expect((await table.call(path, { method: 'POST', token })).status).toBe(403);
    }
    const { status, json } = await table.call<ModeratorCreated>(path, { method: 'POST', token: moderator.token });
    expect(status).toBe(201);
    expect(json.link).toBe(`${table.url}/board/${moderator.boardId}#seat=${json.token}`);
    await until(() => expect(seatOf(guest, json)).toMatchObject({ role: 'moderator', here: false }));
    const second = await table.sit({ boardId: moderator.boardId, ...json });
    expect(await outcome(second, { is: 'set-lock', locked: true })).toBe('ok');
    expect(await outcome(second, { is: 'remove', participant: moderator.participantId })).toBe('ok');
  });

  test('[BO61] the link of a moderator works on another device while the first one is still there', async () => {
    const table = await laidTable();
    const { moderator } = await table.seated('moderator');
    const again = await table.sit(moderator);
    moderator.leave();
    expect(await outcome(again, { is: 'set-lock', locked: true })).toBe('ok');
  });
});

describe('stand-ins', () => {
  test('[RO60] moderators add people without a device, who are in the roster and never here', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    const add = { is: 'add-stand-in', name: 'Frau Kern', sector: 'industry' } as const;
    expect(await outcome(guest, add)).toBe('not-allowed');
    expect(await outcome(moderator, { ...add, sector: 'nowhere' })).toBe('invalid-field');
    expect(await outcome(moderator, add)).toBe('ok');
    await until(() =>
      expect(guest.room.roster.at(-1)).toMatchObject({
        name: 'Frau Kern',
        sector: 'industry',
        standIn: true,
        here: false,
      }),
    );
    const participant = guest.room.roster.at(-1)?.participantId ?? '';
    expect(await outcome(moderator, { is: 'set-role', participant, role: 'moderator' })).toBe('not-allowed');
    expect(await outcome(moderator, { is: 'rename', participant, name: 'Frau Kern-Öz' })).toBe('ok');
    expect(await outcome(moderator, { is: 'remove', participant })).toBe('ok');
    await until(() => expect(guest.room.former).toMatchObject([{ name: 'Frau Kern-Öz', standIn: true }]));
  });

  test('[RO61] a moderator writes an idea in a stand-in’s name; others do not', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    await moderator.command({ is: 'add-stand-in', name: 'Frau Kern', sector: 'industry' });
    const standIn = moderator.room.roster.at(-1)?.participantId ?? '';
    post(moderator, 'hers', standIn);
    await until(() => expect(ideasAt(guest)).toMatchObject([{ author: standIn }]));
    const code = closeCode(guest);
    post(guest, 'forged', standIn);
    expect(await code).toBe(4409);
  });
});

test('[RO62] commands about people that are no commands are refused, and nothing changes', async () => {
  const { moderator, guest } = await seated('moderator', 'guest');
  const participant = guest.participantId;
  const before = JSON.stringify(moderator.room.roster);
  const commands = [
    { is: 'rename', participant },
    { is: 'rename', participant, name: 'x'.repeat(61) },
    { is: 'rename', participant, name: 'a\u0000b' },
    { is: 'set-role', participant, role: 'screen' },
    { is: 'remove', participant: '' },
    { is: 'add-stand-in', name: 'A' },
    { is: 'add-stand-in', name: 'A', sector: '../' },
  ];
  for (const command of commands)
    expect([command, await outcome(moderator, command as Command)]).toEqual([command, 'bad-request']);
  const orders = [
    { is: 'remove', participant: moderator.participantId },
    { is: 'set-role', participant, role: 'moderator' },
    { is: 'lower-hand', participant },
  ] as const;
  for (const command of orders) expect(await outcome(guest, command)).toBe('not-allowed');
  expect(JSON.stringify(moderator.room.roster)).toBe(before);
});
