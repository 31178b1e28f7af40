import { expect, test } from 'vitest';
import { writeNote } from '#shared/document/notebook.ts';
import { readBoard } from '#shared/document/read.ts';
import { LEAVING_MS } from '#shared/model/limits.ts';
import type { Counts } from '#shared/model/room.ts';
import type { Step } from '#shared/model/step.ts';
import { leftOf } from '#shared/model/timer.ts';
import type { Mine } from '#shared/wire/live.ts';
import { StoreFault } from '../store/fault.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { openCopy } from '../testing/copy.ts';
import { until, type Person } from '../testing/person.ts';
import { laidTable, type Table, type TableOptions } from '../testing/table.ts';

const SILENT: readonly Step[] = [{ kind: 'collect', silent: true }, { kind: 'cluster' }, { kind: 'close' }];

interface Round {
  readonly table: Table;
  readonly moderator: Person;
  readonly guests: readonly Person[];
}

async function round(agenda: readonly Step[], how: { anonymous?: boolean; table?: Table } = {}): Promise<Round> {
  const table = how.table ?? (await laidTable());
  const created = await table.create({ agenda: [...agenda], anonymous: how.anonymous ?? false });
  const moderator = await table.sit({ boardId: created.board.id, ...created.moderator });
  const sit = async (name: string) => table.sit(await table.join(created.board.code, { name }));
  return { table, moderator, guests: [await sit('Nora'), await sit('Ben'), await sit('Mia')] };
}

/** Somebody writes ideas into their notebook; resolves when they are on disk. */
async function jot(table: Table, person: Person, ...texts: string[]): Promise<void> {
  const notebook = openCopy(table.url, { ...person, boardId: `${person.boardId}.${person.participantId}` });
  await notebook.synced();
  for (const text of texts) {
    const id = `${text.toLowerCase()}-0123456789`;
    writeNote(notebook.doc, { id, text, createdAt: 5 }, { is: 'deed', by: person.participantId });
  }
  await notebook.saved();
}

/** What a connection hears from now on, newest last. */
function heard<Event extends 'counts' | 'mine'>({ live }: Person, event: Event) {
  const all: (Event extends 'counts' ? Counts : Mine)[] = [];
  live.on(event as 'counts', (it: Counts | Mine) => all.push(it as never));
  return all;
}

const texts = ({ doc }: Person) => [...readBoard(doc).ideas.values()].map(({ text }) => text).sort();
const goTo = (moderator: Person, step: number) => moderator.command({ is: 'go-to-step', step });

test('[RO47] everybody sees how many ideas there are, while nobody sees any', async () => {
  const { table, moderator, guests } = await round(SILENT);
  const [nora, ben] = guests as [Person, Person];
  const counts = heard(ben, 'counts');
  await jot(table, nora, 'Eins', 'Zwei');
  await jot(table, ben, 'Drei');
  await until(() => expect(counts.at(-1)).toMatchObject({ ideas: 3 }));
  expect(texts(moderator)).toEqual([]);
  await goTo(moderator, 1);
  await until(() => expect(texts(moderator)).toEqual(['Drei', 'Eins', 'Zwei']));
  const late = await table.sit(nora);
  const atOnce = heard(late, 'counts');
  await until(() => expect(atOnce.at(-1) ?? counts.at(-1)).toMatchObject({ ideas: 3 }));
});

test('[RO48] who is done is counted for all, told to them alone, and forgotten with the step', async () => {
  const { moderator, guests } = await round(SILENT);
  const [nora, ben] = guests as [Person, Person];
  const [hers, his] = [heard(nora, 'mine'), heard(ben, 'mine')];
  expect(await nora.command({ is: 'done', done: true })).toMatchObject({ ok: true });
  await until(() => expect(ben.room.done).toBe(1));
  expect(hers.at(-1)).toMatchObject({ done: true });
  expect(his.at(-1)?.done ?? false).toBe(false);
  expect(JSON.stringify({ ...ben.room, roster: [] })).not.toContain(nora.participantId);
  await goTo(moderator, 1);
  await until(() => expect(ben.room.done).toBe(0));
  await until(() => expect(hers.at(-1)).toMatchObject({ done: false }));
});

test('[RO48] who says so just before the step is left is not done with the next one', async () => {
  const { moderator } = await round(SILENT);
  const said = moderator.command({ is: 'done', done: true });
  await goTo(moderator, 1);
  expect(await said).toMatchObject({ ok: true });
  expect(moderator.room).toMatchObject({ current: 1, done: 0 });
});

test('[RO13] a hand that the disk did not take is not acknowledged, and can be raised again', async () => {
  let full = false;
  const store: TableOptions['store'] = (real) =>
    alteredStore(real, {
      saveRoom: async (room) => (full ? Promise.reject(new StoreFault('disk-full', 'full')) : real.saveRoom(room)),
    });
  const { moderator, guests } = await round(SILENT, { table: await laidTable({ store }) });
  const [nora] = guests as [Person];
  full = true;
  const refused = await nora.command({ is: 'hand', up: true });
  expect(refused).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:server-busy' } });
  full = false;
  expect(await nora.command({ is: 'hand', up: true })).toMatchObject({ ok: true });
  await until(() => expect(moderator.room.hands).toEqual([nora.participantId]));
});

test('[RO49] participants say what is theirs to say and lead nothing; a screen says nothing', async () => {
  const { table, moderator, guests } = await round(SILENT);
  const [nora] = guests as [Person];
  const lead = await nora.command({ is: 'time', timer: { do: 'start', ms: 60_000 } });
  expect(lead).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:not-allowed' } });
  expect(await nora.command({ is: 'hand', up: true })).toMatchObject({ ok: true });
  await until(() => expect(moderator.room.hands).toEqual([nora.participantId]));
  const path = `/api/boards/${moderator.boardId}/screens`;
  const { json } = await table.call<{ token: string }>(path, { method: 'POST', token: moderator.token });
  const screen = await table.sit({ boardId: moderator.boardId, participantId: '', token: json.token });
  expect(await screen.command({ is: 'hand', up: true })).toMatchObject({ ok: false });
});

test('[RO41] a sentence may be finished: the step is left when the last one is, and the last wish counts', async () => {
  const { moderator, guests } = await round(SILENT);
  const [nora, ben] = guests as [Person, Person];
  const counts = heard(moderator, 'counts');
  nora.live.emit('writing', true);
  await until(() => expect(counts.at(-1)).toMatchObject({ writing: 1 }));
  await goTo(moderator, 1);
  expect(moderator.room).toMatchObject({ current: 0, leaving: { to: 1 } });
  expect(moderator.room.leaving?.at).toBeGreaterThan(Date.now() + LEAVING_MS / 2);
  expect(await moderator.command({ is: 'stay' })).toMatchObject({ ok: true });
  await goTo(moderator, 1);
  nora.live.emit('writing', false);
  await until(() => expect(ben.room).toMatchObject({ current: 1, leaving: null }));
});

test('[RO70] notebooks are opened one by one, each at its moderator’s word, and what is unopened stays secret', async () => {
  const byPerson: Step = { kind: 'collect', silent: true, reveal: 'by-person' };
  const { table, moderator, guests } = await round([byPerson, { kind: 'cluster' }, { kind: 'vote' }]);
  for (const [index, guest] of guests.entries()) await jot(table, guest, `Eins${index}`, `Zwei${index}`);
  await goTo(moderator, 1);
  expect(moderator.room).toMatchObject({ current: 1, revealing: { left: 3, now: null } });
  expect(texts(moderator)).toEqual([]);
  await moderator.command({ is: 'reveal', whose: 'next' });
  const opened = () => guests.findIndex(({ participantId }) => participantId === moderator.room.revealing?.now);
  await until(() => expect(texts(moderator)).toEqual([`Eins${opened()}`, `Zwei${opened()}`]));
  expect(moderator.room.revealing).toMatchObject({ left: 2 });
  await moderator.command({ is: 'reveal', whose: 'all' });
  await until(() => expect(texts(moderator)).toHaveLength(6));
  expect(moderator.room.revealing).toBeNull();
  const again = await moderator.command({ is: 'reveal', whose: 'next' });
  expect(again).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:nothing-to-reveal' } });
});

test('[RO70] in silence no notebook can be opened, however the agenda is changed', async () => {
  const byPerson: Step = { kind: 'collect', silent: true, reveal: 'by-person' };
  const { table, moderator, guests } = await round([byPerson, { kind: 'cluster' }]);
  for (const [index, guest] of guests.entries()) await jot(table, guest, `Eins${index}`);
  const agenda: Step[] = [{ kind: 'open' }, byPerson, { kind: 'cluster' }];
  expect(await moderator.command({ is: 'set-agenda', agenda, current: 1 })).toMatchObject({ ok: true });
  expect(moderator.room.revealing).toBeNull();
  const early = await moderator.command({ is: 'reveal', whose: 'next' });
  expect(early).toMatchObject({ ok: false, problem: { type: 'urn:tafelrunde:problem:nothing-to-reveal' } });
  await goTo(moderator, 2);
  expect(moderator.room.revealing).toMatchObject({ left: 3 });
});

test('[RO70] all notebooks are opened at once also where the next step is silent again', async () => {
  const byPerson: Step = { kind: 'collect', silent: true, reveal: 'by-person' };
  const { table, moderator, guests } = await round([byPerson, { kind: 'collect', silent: true }]);
  for (const [index, guest] of guests.entries()) await jot(table, guest, `Eins${index}`);
  await goTo(moderator, 1);
  await moderator.command({ is: 'reveal', whose: 'all' });
  await until(() => expect(texts(moderator)).toHaveLength(3));
});

test('[RO71] on an anonymous board notebooks are opened all at once, however the step says', async () => {
  const byPerson: Step = { kind: 'collect', silent: true, reveal: 'by-person' };
  const { table, moderator, guests } = await round([byPerson, { kind: 'cluster' }], { anonymous: true });
  for (const [index, guest] of guests.entries()) await jot(table, guest, `Eins${index}`);
  await goTo(moderator, 1);
  expect(moderator.room.revealing).toBeNull();
  await until(() => expect(texts(moderator)).toHaveLength(3));
});

test('[RO72] after a restart the round goes on where it was: timer, grace, hands, and notebooks yet to open', async () => {
  const byPerson: Step = { kind: 'collect', silent: true, reveal: 'by-person' };
  const { table, moderator, guests } = await round([byPerson, { kind: 'cluster', minutes: 15 }, { kind: 'close' }]);
  for (const [index, guest] of guests.entries()) await jot(table, guest, `Eins${index}`);
  await (guests[0] as Person).command({ is: 'hand', up: true });
  await goTo(moderator, 1);
  await moderator.command({ is: 'reveal', whose: 'next' });
  await moderator.command({ is: 'time', timer: { do: 'add', ms: 60_000 } });
  const { timer, hands, revealing } = moderator.room;
  const now = Date.now();
  await table.close();
  const again = await (await laidTable({ dir: table.dir })).sit(moderator);
  expect(again.room).toMatchObject({ current: 1, hands, revealing });
  expect(leftOf(again.room.timer, now)).toBe(leftOf(timer, now));
  await again.command({ is: 'reveal', whose: 'all' });
  await until(() => expect(texts(again)).toHaveLength(3));
});

test('[RO72] a step that was being left is left after the restart', async () => {
  const clock = { now: Date.now() };
  const world = { now: () => clock.now };
  const { table, moderator, guests } = await round(SILENT, { table: await laidTable({ world }) });
  const counts = heard(moderator, 'counts');
  (guests[0] as Person).live.emit('writing', true);
  await until(() => expect(counts.at(-1)).toMatchObject({ writing: 1 }));
  await goTo(moderator, 1);
  expect(moderator.room.leaving).not.toBeNull();
  await table.close();
  clock.now += LEAVING_MS;
  const again = await (await laidTable({ dir: table.dir, world })).sit(moderator);
  await until(() => expect(again.room).toMatchObject({ current: 1, leaving: null }));
});
