import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { dropNote, forgetReturned, notesOf, readNotes, readReturned, writeNote } from '#shared/document/notebook.ts';
import { clustersOf, ideasOf, readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeIdea, rewriteText, textAt } from '#shared/document/write.ts';
import type { StepKind } from '#shared/model/step.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { openCopy, type Copy } from '../testing/copy.ts';
import { until, type Person } from '../testing/person.ts';
import { laidTable, type Table } from '../testing/table.ts';

const deed = { is: 'deed', by: 'x' } as const;
const newId = (name: string) => `${name}-0123456789`;

interface Round {
  readonly table: Table;
  readonly moderator: Person;
  readonly guests: readonly Person[];
  readonly notebooks: readonly Copy[];
  readonly goTo: (step: number) => Promise<void>;
}

/** A round that begins in silence, with the notebooks of its guests open. */
async function round(
  how: { anonymous?: boolean; then?: StepKind; guests?: number; table?: Table } = {},
): Promise<Round> {
  const { anonymous = false, then = 'cluster' } = how;
  const table = how.table ?? (await laidTable());
  const agenda = [{ kind: 'collect', silent: true }, { kind: then }, { kind: 'close' }] as const;
  const created = await table.create({ agenda: [...agenda], anonymous });
  const moderator = await table.sit({ boardId: created.board.id, ...created.moderator });
  const names = Array.from({ length: how.guests ?? 2 }, (_, index) => `Gast ${index}`);
  const guests = await Promise.all(
    names.map(async (name) => table.sit(await table.join(created.board.code, { name }))),
  );
  const notebooks = guests.map((guest) => notebookOf(table, guest));
  await Promise.all(notebooks.map((notebook) => notebook.synced()));
  const goTo = async (step: number) => {
    expect(await moderator.command({ is: 'go-to-step', step })).toMatchObject({ ok: true });
  };
  return { table, moderator, guests, notebooks, goTo };
}

const notebookOf = (table: Table, person: Person, doc = new Y.Doc()): Copy =>
  openCopy(table.url, { ...person, boardId: `${person.boardId}.${person.participantId}` }, doc);

const note = (notebook: Copy, id: string, text: string) =>
  writeNote(notebook.doc, { id: newId(id), text, createdAt: 5 }, deed);
const post = (person: Person, id: string, text = id) =>
  postIdea(person.doc, { id: newId(id), text, author: person.participantId, sector: 'creative', createdAt: 1 }, deed);
const ideasAt = (person: Person) => [...readBoard(person.doc).ideas.values()];
const textsAt = (person: Person) =>
  ideasAt(person)
    .map(({ text }) => text)
    .sort();

test('[NB1] a notebook is read and written by its owner alone', async () => {
  const { table, moderator, guests, notebooks } = await round();
  const [nora, ben] = guests as [Person, Person];
  note(notebooks[0] as Copy, 'secret', 'Geheimnis');
  await notebooks[0]?.saved();
  for (const other of [moderator, ben]) {
    const { provider } = openCopy(table.url, { token: other.token, boardId: `${nora.boardId}.${nora.participantId}` });
    const code = await new Promise((resolve) => provider.on('closed', ({ code }) => resolve(code)));
    expect(code).toBe(4403);
  }
  const again = notebookOf(table, nora);
  await again.synced();
  expect(readNotes(again.doc)).toMatchObject([{ id: newId('secret'), text: 'Geheimnis' }]);
});

test('[NB7] what stands on the board, and what came back, is noted by the server alone', async () => {
  const { table, guests, notebooks } = await round();
  const [nora] = guests as [Person];
  const notebook = notebooks[0] as Copy;
  post(nora, 'early', 'Zu früh');
  await until(() => expect(readReturned(notebook.doc)).toHaveLength(1));
  forgetReturned(notebook.doc, newId('early'), deed);
  await notebook.saved();
  note(notebook, 'one', 'Lastenräder');
  const closed = new Promise((resolve) => notebook.provider.on('closed', ({ code }) => resolve(code)));
  notesOf(notebook.doc).get(newId('one'))?.set('carried', 'Lastenräder');
  expect(await closed).toBe(4409);
  const again = notebookOf(table, nora);
  await again.synced();
  expect([readReturned(again.doc), readNotes(again.doc)]).toMatchObject([[], [{ text: 'Lastenräder' }]]);
});

test('[NB2] the end of the silence brings what is in the notebooks to the board, ids kept', async () => {
  const { moderator, guests, notebooks, goTo } = await round();
  note(notebooks[0] as Copy, 'one', 'Lastenräder');
  note(notebooks[1] as Copy, 'two', 'Solardächer');
  note(notebooks[1] as Copy, 'blank', '   ');
  await Promise.all(notebooks.map((notebook) => notebook.saved()));
  expect(textsAt(moderator)).toEqual([]);
  await goTo(1);
  await until(() => expect(textsAt(moderator)).toEqual(['Lastenräder', 'Solardächer']));
  const authors = Object.fromEntries(ideasAt(moderator).map(({ id, author }) => [id, author]));
  expect(authors).toEqual({ [newId('one')]: guests[0]?.participantId, [newId('two')]: guests[1]?.participantId });
  await until(() => expect(readNotes((notebooks[0] as Copy).doc)).toMatchObject([{ carried: 'Lastenräder' }]));
});

test('[NB3] what was revealed is not revealed again, also after a restart', async () => {
  const { table, notebooks, moderator, goTo } = await round();
  note(notebooks[0] as Copy, 'one', 'Lastenräder');
  await notebooks[0]?.saved();
  for (const step of [1, 0, 1]) await goTo(step);
  await table.close();
  const again = await laidTable({ dir: table.dir });
  const moderatorAgain = await again.sit(moderator);
  for (const step of [0, 1]) await moderatorAgain.command({ is: 'go-to-step', step });
  expect(textsAt(moderatorAgain)).toEqual(['Lastenräder']);
});

test('[NB3] a reveal that the disk refuses leaves notebooks, board and room as they were', async () => {
  let full = true;
  const table = await laidTable({
    store: (store) =>
      alteredStore(store, {
        commitAll: (...asked) => (full ? Promise.reject(new Error('disk full')) : store.commitAll(...asked)),
      }),
  });
  const { moderator, notebooks } = await round({ table });
  note(notebooks[0] as Copy, 'one', 'Lastenräder');
  await notebooks[0]?.saved();
  expect(await moderator.command({ is: 'go-to-step', step: 1 })).toMatchObject({ ok: false });
  expect([moderator.room.current, textsAt(moderator)]).toEqual([0, []]);
  full = false;
  await until(() => expect(moderator.provider.synced).toBe(true));
  expect(await moderator.command({ is: 'go-to-step', step: 1 })).toMatchObject({ ok: true });
  await until(() => expect(textsAt(moderator)).toEqual(['Lastenräder']));
});

test('[NB4] what is written on in a notebook after the reveal follows to the board', async () => {
  const { moderator, notebooks, goTo } = await round();
  const notebook = notebooks[0] as Copy;
  note(notebook, 'one', 'Lastenr');
  await notebook.saved();
  await goTo(1);
  const text = textAt(notebook.doc, 'ideas', newId('one'));
  if (text) rewriteText(notebook.doc, text, 'Lastenräder', deed);
  await until(() => expect(textsAt(moderator)).toEqual(['Lastenräder']));
});

test('[NB4] where somebody changed the idea meanwhile, it comes back instead of overwriting', async () => {
  const { moderator, notebooks, goTo } = await round();
  const notebook = notebooks[0] as Copy;
  note(notebook, 'one', 'Lastenr');
  await notebook.saved();
  await goTo(1);
  await until(() => expect(textsAt(moderator)).toEqual(['Lastenr']));
  const standing = textAt(moderator.doc, 'ideas', newId('one'));
  if (standing) rewriteText(moderator.doc, standing, 'Lastenfahrräder', deed);
  await moderator.saved();
  const text = textAt(notebook.doc, 'ideas', newId('one'));
  if (text) rewriteText(notebook.doc, text, 'Lastenräder!', deed);
  await until(() =>
    expect(readReturned(notebook.doc)).toMatchObject([{ text: 'Lastenräder!', why: 'changed-meanwhile' }]),
  );
  expect(textsAt(moderator)).toEqual(['Lastenfahrräder']);
});

test('[NB10] what a stop kept from following to the board follows when the board opens again', async () => {
  const { table, moderator, notebooks, goTo } = await round();
  const notebook = notebooks[0] as Copy;
  await goTo(1);
  note(notebook, 'late', 'Lastenräder');
  await notebook.saved();
  await table.close();
  const moderatorAgain = await (await laidTable({ dir: table.dir })).sit(moderator);
  await vi.waitFor(() => expect(textsAt(moderatorAgain)).toEqual(['Lastenräder']), { timeout: 20_000, interval: 20 });
});

test('[NB5] an idea that the step does not allow is never shown, and comes back to its writer with the reason', async () => {
  const { moderator, guests, notebooks } = await round();
  const [nora] = guests as [Person];
  const shown = new Set<string>();
  moderator.doc.on('update', () => textsAt(moderator).forEach((text) => shown.add(text)));
  post(nora, 'early', 'Zu früh');
  await until(() =>
    expect(readReturned((notebooks[0] as Copy).doc)).toMatchObject([{ text: 'Zu früh', why: 'in-silence' }]),
  );
  await until(() => expect(textsAt(nora)).toEqual([]));
  await nora.saved();
  expect([...shown]).toEqual([]);
});

test('[SY18] what the step does not allow is put back as it was, for everybody alike, the sender too', async () => {
  const { guests, moderator } = await round({ then: 'cluster' });
  const [nora] = guests as [Person];
  createCluster(moderator.doc, { id: newId('cluster'), title: 'Rad', at: [1, 2], createdBy: null, createdAt: 1 }, deed);
  post(moderator, 'one', 'Lastenräder');
  placeIdea(moderator.doc, newId('one'), { in: newId('cluster'), rank: 'a0' }, deed);
  await until(() => expect(ideasAt(nora)).toHaveLength(1));
  const before = JSON.stringify([...readBoard(moderator.doc).ideas, ...readBoard(moderator.doc).clusters]);
  placeIdea(nora.doc, newId('one'), { at: [5, 5] }, deed);
  placeIdea(nora.doc, newId('one'), null, deed);
  clustersOf(nora.doc).get(newId('cluster'))?.set('at', [9, 9]);
  const title = textAt(nora.doc, 'clusters', newId('cluster'));
  if (title) rewriteText(nora.doc, title, 'Auto', deed);
  nora.doc.transact(() => clustersOf(nora.doc).delete(newId('cluster')));
  createCluster(nora.doc, { id: newId('mine'), title: 'Meins', at: [1, 2], createdBy: null, createdAt: 1 }, deed);
  await nora.saved();
  for (const person of [nora, moderator]) {
    await until(() =>
      expect(JSON.stringify([...readBoard(person.doc).ideas, ...readBoard(person.doc).clusters])).toBe(before),
    );
  }
});

test('[SY18] a locked board keeps what its participants change or delete', async () => {
  const table = await laidTable();
  const { moderator, guest } = await table.seated('moderator', 'guest');
  post(guest, 'one', 'Lastenräder');
  await guest.saved();
  await until(() => expect(textsAt(moderator)).toEqual(['Lastenräder']));
  await moderator.command({ is: 'set-lock', locked: true });
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  removeIdea(guest.doc, newId('one'), deed);
  await guest.saved();
  await until(() => expect(textsAt(guest)).toEqual(['Lastenräder']));
  expect(textsAt(moderator)).toEqual(['Lastenräder']);
});

test('[NB6] on an anonymous board a note that is dropped takes its idea off the board', async () => {
  const { moderator, notebooks, goTo } = await round({ anonymous: true });
  const notebook = notebooks[0] as Copy;
  note(notebook, 'one', 'Lastenräder');
  note(notebook, 'two', 'Solardächer');
  await notebook.saved();
  await goTo(1);
  await until(() => expect(readNotes(notebook.doc).every(({ carried }) => carried !== undefined)).toBe(true));
  dropNote(notebook.doc, newId('one'), deed);
  await until(() => expect(textsAt(moderator)).toEqual(['Solardächer']));
  await until(() => expect(readNotes(notebook.doc)).toHaveLength(1));
});

test('[AN1] an anonymous board’s ideas carry no author, one time, and the server’s client id', async () => {
  const { moderator, guests, notebooks, goTo } = await round({ anonymous: true, guests: 3 });
  for (const [index, notebook] of notebooks.entries()) {
    note(notebook, `first-${index}`, `Erste ${index}`);
    note(notebook, `second-${index}`, `Zweite ${index}`);
    await notebook.saved();
  }
  await goTo(1);
  await until(() => expect(ideasAt(moderator)).toHaveLength(6));
  const ideas = ideasAt(moderator);
  expect(new Set(ideas.map(({ author }) => author))).toEqual(new Set([null]));
  expect(new Set(ideas.map(({ createdAt }) => createdAt)).size).toBe(1);
  const writers = new Set([...ideasOf(moderator.doc).values()].map((entry) => entry._item?.id.client));
  expect(writers.size).toBe(1);
  for (const copy of [...guests.map(({ doc }) => doc), ...notebooks.map(({ doc }) => doc)]) {
    expect(writers).not.toContain(copy.clientID);
  }
});

test('[AN3] on an anonymous board nobody writes ideas straight into the board', async () => {
  const { guests } = await round({ anonymous: true });
  const [nora] = guests as [Person];
  const closed = new Promise((resolve) => nora.provider.on('closed', ({ code }) => resolve(code)));
  postIdea(nora.doc, { id: newId('mine'), text: 'Ich', author: null, sector: 'creative', createdAt: 1 }, deed);
  expect(await closed).toBe(4409);
});

test('[AN2] on an anonymous board presence has no identity', async () => {
  const { guests } = await round({ anonymous: true });
  const [nora, ben] = guests as [Person, Person];
  nora.provider.awareness.setLocalState({
    ...{ participant: nora.participantId, cursor: [1, 2], editing: newId('idea') },
    drag: { id: newId('idea'), at: [3, 4] },
  });
  const others = () => [...ben.provider.awareness.getStates()].filter(([id]) => id !== ben.doc.clientID);
  await until(() =>
    expect(others().map(([, state]) => state)).toContainEqual({
      cursor: [1, 2],
      drag: { id: newId('idea'), at: [3, 4] },
    }),
  );
  expect(others().map(([id]) => id)).not.toContain(nora.doc.clientID);
  expect(JSON.stringify(others())).not.toContain(nora.participantId);
  expect([...nora.provider.awareness.getStates().values()].filter((state) => 'drag' in state)).toHaveLength(1);
});
