import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { notesOf, readNotes, readReturned, writeNote } from '#shared/document/notebook.ts';
import { postIdea, removeIdea } from '#shared/document/write.ts';
import type { Agenda } from '#shared/model/step.ts';
import { ideasAt } from '../testing/commands.ts';
import { openCopy, type Copy } from '../testing/copy.ts';
import { until, type Person } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';
import { realWorld } from '../world.ts';

const deed = { is: 'deed', by: 'x' } as const;
const newId = (name: string) => `${name}-0123456789`;
const SILENT = [{ kind: 'collect', silent: true, most: 2 }, { kind: 'cluster' }, { kind: 'close' }] as const;
const OPEN = [{ kind: 'collect', most: 2 }, { kind: 'cluster' }] as const;

/** A moderator, a guest, and a stand-in from another sector; the notebooks of the first two are open. */
async function round(agenda: Agenda, anonymous = false) {
  // Gathering is short, so that nobody waits for it here.
  const table = await laidTable({ world: { wait: (ms) => realWorld.wait(Math.min(ms, 100)) } });
  const { board, moderator: seat } = await table.create({ agenda: [...agenda], anonymous });
  const moderator = await table.sit({ boardId: board.id, ...seat });
  const guest = await table.sit(await table.join(board.code, { name: 'Nora' }));
  await moderator.command({ is: 'add-stand-in', name: 'Frau Kern', sector: 'industry' });
  const standIn = moderator.room.roster.find((entry) => entry.standIn)?.participantId ?? '';
  const notebookOf = ({ boardId, participantId, token }: Person) =>
    openCopy(table.url, { boardId: `${boardId}.${participantId}`, token });
  const [leaders, notebook] = [notebookOf(moderator), notebookOf(guest)];
  await Promise.all([leaders.synced(), notebook.synced()]);
  const goTo = (step: number) => moderator.command({ is: 'go-to-step', step, now: true });
  return { moderator, guest, standIn, leaders, notebook, goTo };
}

const post = (person: Person, id: string, author: string | null = person.participantId) =>
  postIdea(person.doc, { id: newId(id), text: id, author, sector: 'creative', createdAt: 1 }, deed);
async function note(notebook: Copy, id: string, how: { createdAt: number; for?: string }): Promise<void> {
  writeNote(notebook.doc, { id: newId(id), text: id, ...how }, deed);
  await notebook.saved();
}
const textsAt = (person: Person) =>
  ideasAt(person)
    .map(({ text }) => text)
    .sort();
const returnedIn = (doc: Y.Doc) => readReturned(doc).map(({ text, why }) => `${text}: ${why}`);

test('[RO63] an idea beyond the limit of the step is never shown, and comes back to its writer with the reason', async () => {
  const { moderator, guest, notebook } = await round(OPEN);
  const shown = new Set<string>();
  moderator.doc.on('update', () => textsAt(moderator).forEach((text) => shown.add(text)));
  post(guest, 'one');
  guest.doc.transact(() => ['two', 'three', 'four'].forEach((id) => post(guest, id)));
  await guest.saved();
  await until(() => expect(returnedIn(notebook.doc).sort()).toEqual(['four: enough', 'three: enough']));
  for (const person of [moderator, guest]) await until(() => expect(textsAt(person)).toEqual(['one', 'two']));
  expect([...shown].sort()).toEqual(['one', 'two']);
  removeIdea(guest.doc, newId('one'), deed);
  post(guest, 'five');
  await until(() => expect(textsAt(moderator)).toEqual(['five', 'two']));
});

test('[RO63] where no step limits it, everybody writes as much as they like', async () => {
  const { moderator, guest, goTo } = await round(OPEN);
  await goTo(1);
  await until(() => expect(guest.room.current).toBe(1));
  for (const id of ['one', 'two', 'three']) post(guest, id);
  await until(() => expect(textsAt(moderator)).toEqual(['one', 'three', 'two']));
});

test('[RO64] each author has a limit of their own, stand-ins too; who leaves the name out is counted all the same', async () => {
  const { moderator, guest, standIn, notebook, leaders } = await round(OPEN);
  for (const id of ['m-one', 'm-two']) post(moderator, id);
  for (const id of ['s-one', 's-two', 's-three']) post(moderator, id, standIn);
  for (const id of ['g-one', 'g-two', 'g-three']) post(guest, id, null);
  await Promise.all([moderator.saved(), guest.saved()]);
  await until(() => expect(returnedIn(notebook.doc)).toEqual(['g-three: enough']));
  await until(() => expect(returnedIn(leaders.doc)).toEqual(['s-three: enough']));
  const rest = ['g-one', 'g-two', 'm-one', 'm-two', 's-one', 's-two'];
  await until(() => expect(textsAt(guest)).toEqual(rest));
});

test('[RO65] a reveal brings the first ideas of each author up to the limit; the others stay their own', async () => {
  const { moderator, notebook, goTo } = await round(SILENT);
  for (const [createdAt, id] of ['one', 'two', 'three'].entries()) await note(notebook, id, { createdAt });
  await goTo(1);
  await until(() => expect(textsAt(moderator)).toEqual(['one', 'two']));
  await until(() => expect(returnedIn(notebook.doc)).toEqual(['three: enough']));
  expect(readNotes(notebook.doc).map(({ text }) => text)).toEqual(['one', 'two']);
});

test('[RO65] the limit holds while notebooks are opened one by one', async () => {
  const { moderator, guest, notebook, goTo } = await round([{ ...SILENT[0], reveal: 'by-person' }, SILENT[1]]);
  for (const [createdAt, id] of ['one', 'two', 'three'].entries()) await note(notebook, id, { createdAt });
  await goTo(1);
  await until(() => expect(guest.room.revealing).toEqual({ left: 1, now: null }));
  await moderator.command({ is: 'reveal', whose: 'next' });
  await until(() => expect(textsAt(moderator)).toEqual(['one', 'two']));
  await until(() => expect(returnedIn(notebook.doc)).toEqual(['three: enough']));
});

test('[RO66] what a moderator notes for a stand-in gets that person as its author, their sector and their limit', async () => {
  const { moderator, guest, standIn, leaders, goTo } = await round(SILENT);
  for (const [createdAt, id] of ['s-one', 's-two', 's-three'].entries()) {
    await note(leaders, id, { createdAt, for: standIn });
  }
  await note(leaders, 'mine', { createdAt: 9 });
  await goTo(1);
  await until(() => expect(textsAt(guest)).toEqual(['mine', 's-one', 's-two']));
  const authors = Object.fromEntries(ideasAt(guest).map(({ text, author, sector }) => [text, [author, sector]]));
  expect(authors['s-one']).toEqual([standIn, 'industry']);
  expect(authors['mine']?.[0]).toBe(moderator.participantId);
  await until(() => expect(returnedIn(leaders.doc)).toEqual(['s-three: enough']));
});

test('[RO67] only moderators write in a stand-in’s name, and in nobody else’s', async () => {
  const { moderator, guest, standIn, leaders, notebook, goTo } = await round(SILENT);
  await note(notebook, 'forged', { createdAt: 1, for: standIn });
  await note(leaders, 'taken', { createdAt: 1, for: guest.participantId });
  await goTo(1);
  await until(() => expect(textsAt(guest)).toEqual(['forged', 'taken']));
  const authors = Object.fromEntries(ideasAt(guest).map(({ text, author }) => [text, author]));
  expect(authors).toEqual({ forged: guest.participantId, taken: moderator.participantId });
});

test('[AN15] on an anonymous board what was noted for a stand-in names nobody', async () => {
  const { guest, standIn, leaders, goTo } = await round(SILENT, true);
  await note(leaders, 'hers', { createdAt: 1, for: standIn });
  await goTo(1);
  await until(() => expect(ideasAt(guest)).toMatchObject([{ text: 'hers', author: null, sector: 'industry' }]));
  expect(JSON.stringify(ideasAt(guest))).not.toContain(standIn);
});

test('[AN16] on an anonymous board the limit counts what a notebook has brought to the board', async () => {
  const { guest, moderator, notebook, goTo } = await round([OPEN[0], OPEN[1]], true);
  for (const [createdAt, id] of ['one', 'two', 'three'].entries()) await note(notebook, id, { createdAt });
  await until(() => expect(textsAt(moderator)).toEqual(['one', 'two']));
  await until(() => expect(returnedIn(notebook.doc)).toEqual(['three: enough']));
  await note(notebook, 'four', { createdAt: 4 });
  await until(() => expect(returnedIn(notebook.doc)).toEqual(['three: enough', 'four: enough']));
  notesOf(notebook.doc).get(newId('one'))?.set('dropped', true);
  await until(() => expect(textsAt(moderator)).toEqual(['two']));
  await note(notebook, 'five', { createdAt: 5 });
  await until(() => expect(textsAt(guest)).toEqual(['five', 'two']));
  await goTo(1);
});
