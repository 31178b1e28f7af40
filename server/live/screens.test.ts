import { expect, test } from 'vitest';
import { sitDown, until } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';
import { wiretap } from '../testing/wiretap.ts';

const AGENDA = [{ kind: 'collect' }, { kind: 'plan' }, { kind: 'open' }] as const;

/** A board with two named people, one of whom was removed, and a screen on a line of its own. */
async function projected() {
  const table = await laidTable();
  const { board, moderator } = await table.create({ agenda: [...AGENDA] });
  const leader = await table.sit({ boardId: board.id, ...moderator });
  const nora = await table.sit(await table.join(board.code, { name: 'Nora Fink', organisation: 'Stadtwerke' }));
  const ben = await table.join(board.code, { name: 'Ben Ott', organisation: 'Druckerei' });
  await leader.command({ is: 'remove', participant: ben.participantId });
  const path = `/api/boards/${board.id}/screens`;
  const { json } = await table.call<{ token: string }>(path, { method: 'POST', token: moderator.token });
  const tap = await wiretap('screen', () => table.url);
  const screen = await sitDown(tap.url, { boardId: board.id, participantId: '', token: json.token });
  const heard = () => Buffer.concat(tap.lines().map((line) => line.heard)).toString();
  return { leader, nora, screen, heard };
}

const PERSONAL = ['Nora Fink', 'Ben Ott', 'Stadtwerke', 'Druckerei'];
const personalIn = (heard: string): string[] => PERSONAL.filter((word) => heard.includes(word));

test('[SC12] a screen is told who is at the table only while it shows agreements, and then only names', async () => {
  const { leader, nora, screen, heard } = await projected();
  await nora.command({ is: 'hand', up: true });
  await until(() => expect(screen.room.version).toBe(leader.room.version));
  expect(leader.room.hands).toEqual([nora.participantId]);
  expect(screen.room).toEqual({ ...leader.room, roster: [], former: [], hands: [] });
  expect(personalIn(heard())).toEqual([]);

  await leader.command({ is: 'show', shown: { is: 'actions' } });
  const names = () => [...screen.room.roster, ...screen.room.former].flatMap(({ name }) => name ?? []);
  await until(() => expect(names()).toEqual(['Nora Fink', 'Ben Ott']));
  expect(personalIn(heard())).toEqual(['Nora Fink', 'Ben Ott']);
  await leader.command({ is: 'show', shown: { is: 'wall' } });
  await until(() => expect(screen.room.roster).toEqual([]));
  await leader.command({ is: 'go-to-step', step: 1 });
  await until(() => expect(names()).toEqual(['Nora Fink', 'Ben Ott']));
  expect(personalIn(heard())).toEqual(['Nora Fink', 'Ben Ott']);
});

test('[SC12] whoever is no screen is told everybody, whatever a screen shows', async () => {
  const { leader, nora } = await projected();
  for (const { room } of [leader, nora]) {
    expect(room.roster).toMatchObject([{ role: 'moderator' }, { name: 'Nora Fink', organisation: 'Stadtwerke' }]);
    expect(room.former).toMatchObject([{ name: 'Ben Ott', organisation: 'Druckerei' }]);
  }
});
