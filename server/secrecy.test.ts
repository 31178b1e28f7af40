import * as v from 'valibot';
import { afterEach, expect, test, vi } from 'vitest';
import { dropNote, readReturned, writeNote } from '#shared/document/notebook.ts';
import { readBoard } from '#shared/document/read.ts';
import { postIdea, textAt } from '#shared/document/write.ts';
import { EXPORT_FORMATS } from './exchange/export.ts';
import { commandShape } from './live/command-shape.ts';
import { canariesIn, canary } from './testing/canary.ts';
import type { Store } from './store/store.ts';
import { alteredStore } from './testing/altered-store.ts';
import type { Copy } from './testing/copy.ts';
import { call } from './testing/call.ts';
import { askEverything, askToRemove, watchEvents, type Asking } from './testing/every-door.ts';
import { knock, until, type Person } from './testing/person.ts';
import { filledIn, routesOf } from './testing/routes.ts';
import { samplesOf } from './testing/samples.ts';
import { hasSeat, heardBy, laidScene, loggedAt, notebookOf, sitAt, type Party } from './testing/scene.ts';
import { laidTable } from './testing/table.ts';

const deed = { is: 'deed', by: 'x' } as const;
const newId = (name: string) => `${name}-0123456789`;

/** What the author writes, by what becomes of it. */
const REVEALED = 1;
const STRUCK = 2;
const DROPPED = 3;
const REFUSED = 4;
const LATER = 5;
const NEVER_SHOWN = [STRUCK, DROPPED, REFUSED];
const EVERYTHING = [REVEALED, STRUCK, DROPPED, REFUSED, LATER];

afterEach(() => void vi.restoreAllMocks());

const heardByAll = (parties: readonly Party[]) =>
  Object.fromEntries(parties.map((party) => [party.tap.name, heardBy(party)]));
const nothingTo = (parties: readonly Party[]) => Object.fromEntries(parties.map(({ tap }) => [tap.name, []]));

/** The author writes in silence, as people do: types, strikes out, throws away, and tries the board itself. */
async function draft(author: Party): Promise<{ readonly notebook: Copy; readonly person: Person }> {
  const [notebook, person] = [notebookOf(author), await sitAt(author)];
  await notebook.synced();
  for (const id of ['idea', 'struck', 'dropped']) {
    writeNote(notebook.doc, { id: newId(id), text: '', createdAt: Date.now() }, deed);
  }
  person.provider.awareness.setLocalState({
    participant: person.participantId,
    cursor: [1, 2],
    editing: newId('idea'),
  });
  await typed(notebook, 'struck', STRUCK);
  textAt(notebook.doc, 'ideas', newId('struck'))?.delete(0, canary(STRUCK).join('').length);
  await typed(notebook, 'dropped', DROPPED);
  dropNote(notebook.doc, newId('dropped'), deed);
  await typed(notebook, 'idea', REVEALED);
  await straightToTheBoard(person, notebook);
  await notebook.saved();
  return { notebook, person };
}

/** One keystroke after the other, each saved for itself. */
async function typed(notebook: Copy, id: string, index: number): Promise<void> {
  for (const stroke of canary(index)) {
    const text = textAt(notebook.doc, 'ideas', newId(id));
    if (text === null) throw new Error(`there is no note ${id}`);
    notebook.doc.transact(() => text.insert(text.length, stroke), deed);
    await notebook.saved();
  }
}

/** The board takes none of it: it comes back, or where people are anonymous the connection ends. */
async function straightToTheBoard({ doc, participantId, provider }: Person, notebook: Copy): Promise<void> {
  let isRefused = false;
  provider.on('closed', () => (isRefused = true));
  const idea = { id: newId('early'), text: canary(REFUSED).join(''), sector: 'creative', createdAt: 1 };
  postIdea(doc, { ...idea, author: participantId }, deed);
  await until(() => expect(isRefused || readReturned(notebook.doc).length > 0).toBe(true));
}

test('[SC2] routes, events and shapes are read from the server itself, and it has no other doors', async () => {
  const events = watchEvents();
  const table = await laidTable();
  const { httpServer } = table.app;
  // Express and engine.io share one listener for requests; upgrades go to ours and to engine.io's.
  expect([httpServer.listenerCount('request'), httpServer.listenerCount('upgrade')]).toEqual([1, 2]);
  expect(httpServer.listenerCount('checkContinue')).toBe(1);
  expect(routesOf(httpServer)).toEqual(
    expect.arrayContaining([
      { method: 'GET', path: '/api/boards/:id/export.:format' },
      { method: 'DELETE', path: '/api/boards/:id' },
      { method: 'GET', path: '/metrics' },
      { method: 'GET', path: '/board/:id' },
    ]),
  );
  expect(() => filledIn('/boards/:unheardOf', { id: ['x'] })).toThrow('no value is known for :unheardOf');
  await table.seated('guest');
  expect(events()).toEqual(expect.arrayContaining(['command', 'sync-open', 'sync-frames', 'sync-close']));
  expect(samplesOf(commandShape)).toContainEqual({ is: 'set-lock', locked: true });
  expect(() => samplesOf(v.map(v.string(), v.string()))).toThrow('no samples are known');
});

test.each([false, true])(
  '[SC1] before the reveal nobody but the author gets a byte of what is in the notebook (anonymous: %s)',
  async (anonymous) => {
    const { table, restart, author, moderator, others, arrive, asking } = await laidScene(anonymous);
    const present = await Promise.all(others.filter(hasSeat).map(sitAt));
    // A second device, to which everything goes that the author writes.
    const second = notebookOf(author);
    await second.synced();
    const { notebook, person } = await draft(author);
    others.push(await arrive('latecomer'));
    for (const party of others) await askEverything(asking(party));
    const early = [...table().logged];
    [...present, person, second, notebook].forEach((it) => ('leave' in it ? it.leave() : it.close()));

    await restart();
    const [again, elsewhere] = [notebookOf(author), notebookOf(author)];
    await Promise.all([again.synced(), elsewhere.synced()]);
    writeNote(again.doc, { id: newId('later'), text: '', createdAt: Date.now() }, deed);
    await typed(again, 'later', LATER);
    others.push(await arrive('latest'));
    const seated = await Promise.all(others.filter(hasSeat).map(sitAt));
    for (const party of others) await askEverything(asking(party));

    expect(heardByAll(others)).toEqual(nothingTo(others));
    expect([canariesIn(Buffer.from(early.join(''))).size, loggedAt(table())]).toEqual([0, []]);
    // What is not there was looked for in the right way: the author was sent all of it.
    expect(heardBy(author)).toEqual(EVERYTHING.filter((it) => !anonymous || it !== REFUSED));
    expectPlainLines([author, ...others]);

    const leader = seated.find(({ participantId }) => participantId === moderator.sitting.participantId);
    expect(await leader?.command({ is: 'go-to-step', step: 1 })).toMatchObject({ ok: true });
    for (const { doc } of seated) await until(() => expect(readBoard(doc).ideas.has(newId('later'))).toBe(true));
    const guests = others.filter(hasSeat);
    for (const party of guests) expect([party.tap.name, heardBy(party)]).toEqual([party.tap.name, [REVEALED, LATER]]);
    await expectExports(await arrive('reader'), [REVEALED, LATER]);
    await expectAsked(await arrive('asker'), asking);
    for (const party of others) await askEverything(asking(party));
    const wrong = others.flatMap((party) => heardBy(party).filter((it) => NEVER_SHOWN.includes(it) || !hasSeat(party)));
    expect([wrong, loggedAt(table())]).toEqual([[], []]);
  },
  180_000,
);

async function expectExports({ tap, sitting: { boardId, token } }: Party, expected: readonly number[]): Promise<void> {
  for (const format of EXPORT_FORMATS) {
    const from = tap.lines().length;
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity', connection: 'close' };
    await (await fetch(`${tap.url}/api/boards/${boardId}/export.${format}`, { headers })).text();
    const heard = tap
      .lines()
      .slice(from)
      .flatMap((line) => [...canariesIn(line.heard)]);
    expect([format, ...new Set(heard)]).toEqual([format, ...expected]);
  }
}

/** Asking everything finds what there is to find, over HTTP, over the connection to the room, and over a WebSocket. */
async function expectAsked(party: Party, asking: (party: Party) => Asking): Promise<void> {
  await askEverything(asking(party));
  const ways = [/^\w+ \/socket\.io/, /^GET \/sync\//, /^\w+ \/(?!socket\.io|sync\/)/];
  for (const way of ways) {
    const lines = party.tap.lines().filter(({ asked }) => way.test(asked));
    expect([way, lines.some(({ heard }) => canariesIn(heard).has(REVEALED))]).toEqual([way, true]);
  }
}

/** Nothing was packed, so nothing could hide from the search. */
function expectPlainLines(parties: readonly Party[]): void {
  for (const { tap } of parties) {
    for (const { heard } of tap.lines()) {
      expect(heard.toString('latin1')).not.toMatch(/^(content-encoding|sec-websocket-extensions):/im);
    }
  }
}

test('[SC3] what was struck out, thrown away or not taken is not shown after the reveal either', async () => {
  const { author, moderator, others, arrive, table } = await laidScene(false);
  const guests = others.filter(hasSeat);
  const present = await Promise.all(guests.map(sitAt));
  await draft(author);
  const leader = present[others.indexOf(moderator)];
  expect(await leader?.command({ is: 'go-to-step', step: 1 })).toMatchObject({ ok: true });
  for (const { doc } of present) await until(() => expect(readBoard(doc).ideas.size).toBe(1));
  const late = await arrive('Lea');
  await sitAt(late);
  await expectExports(late, [REVEALED]);
  for (const party of [...guests, late]) expect([party.tap.name, heardBy(party)]).toEqual([party.tap.name, [REVEALED]]);
  expect(loggedAt(table())).toEqual([]);
});

test('[SC4] whoever deletes a table before the reveal learns nothing of what was in the notebooks', async () => {
  const { author, others, asking, table } = await laidScene(false);
  const present = await Promise.all(others.filter(hasSeat).map(sitAt));
  await draft(author);
  for (const party of [...others].reverse()) await askToRemove(asking(party));
  await until(() => expect(present.every(({ provider }) => !provider.wsconnected)).toBe(true));
  expect([heardByAll(others), loggedAt(table())]).toEqual([nothingTo(others), []]);
});

test.each([
  ['that somebody has open', true],
  ['that sleeps', false],
])(
  '[SC7] an export of a board %s, asked while the reveal is being written, shows nothing when the disk then refuses',
  async (_, isOpen) => {
    const disk = refusingDisk();
    const scene = await laidScene(false, { store: disk.wrap, documents: { sleepMs: 5 } });
    const { author, others, moderator, table, boardId } = scene;
    const { person } = await draft(author);
    if (isOpen) await sitAt(others[0] as Party);
    person.leave();
    const { token } = moderator.sitting;
    const live = knock(moderator.tap.url, boardId, { token });
    // No test can see it fall asleep; were this too short, it would prove less, but not fail.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const revealing = live.emitWithAck('command', { is: 'go-to-step', step: 1 });
    await disk.isWriting;
    const exports = EXPORT_FORMATS.map((format) =>
      call(moderator.tap.url, `/api/boards/${boardId}/export.${format}`, { token }),
    );
    await until(() => expect(disk.reads()).toBe(EXPORT_FORMATS.length));
    disk.refuse();
    expect(await revealing).toMatchObject({ ok: false });
    expect((await Promise.all(exports)).map(({ status }) => status)).toEqual(EXPORT_FORMATS.map(() => 200));
    expect([heardByAll(others), loggedAt(table())]).toEqual([nothingTo(others), []]);
  },
);

/** A disk that takes its time with the reveal, and then refuses it; `reads` counts who has asked for the people since. */
function refusingDisk() {
  const [asked, answer] = [Promise.withResolvers<null>(), Promise.withResolvers<never>()];
  let reads = 0;
  let isWriting = false;
  const wrap = (store: Store) =>
    alteredStore(store, {
      commitAll: () => {
        isWriting = true;
        asked.resolve(null);
        return answer.promise;
      },
      seatsOf: (boardId) => {
        if (isWriting) reads++;
        return store.seatsOf(boardId);
      },
    });
  const refuse = () => answer.reject(new Error('disk full'));
  return { wrap, refuse, isWriting: asked.promise, reads: () => reads };
}
