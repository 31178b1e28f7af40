import { expect, test } from 'vitest';
import { writeNote } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { postIdea, removeIdea } from '#shared/document/write.ts';
import type { Version } from '#shared/model/version.ts';
import type { VersionRead, VersionRestored, Versions } from '#shared/wire/http.ts';
import type { Restored } from '#shared/wire/live.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { openCopy } from '../testing/copy.ts';
import { until, type Person } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';

const post = ({ doc, participantId }: Person, id: string): void =>
  postIdea(
    doc,
    { id, text: `Idee ${id}`, author: participantId, sector: 'other', createdAt: 1 },
    { is: 'deed', by: 'x' },
  );

const AGENDA = [{ kind: 'collect' }, { kind: 'cluster' }, { kind: 'close' }] as const;

const SILENT = [
  { kind: 'collect' },
  { kind: 'collect', silent: true },
  { kind: 'cluster' },
  { kind: 'close' },
] as const;

/** A moderator and a guest in the open, with an idea on the board; calls are about versions of it. */
async function laid() {
  const table = await laidTable();
  const { board, moderator } = await table.create({ agenda: [...AGENDA] });
  const nora = await table.sit({ boardId: board.id, ...moderator });
  const ben = await table.sit(await table.join(board.code));
  post(nora, 'idea-of-nora');
  await nora.saved();
  const versions = <T = unknown>(path = '', json?: object, token = nora.token) =>
    table.call<T>(`/api/boards/${board.id}/versions${path}?locale=en`, {
      token,
      ...(json === undefined ? {} : { method: 'POST', json }),
    });
  return { table, board, nora, ben, versions };
}

test('[VE1] a change of step keeps the board as it was before, and so does its way back', async () => {
  const { nora, versions } = await laid();
  await nora.command({ is: 'go-to-step', step: 1 });
  expect((await versions<Versions>()).json.versions).toMatchObject([
    { n: 1, why: { is: 'step', step: 'collect' }, ideas: 1 },
  ]);
  post(nora, 'another-of-nora');
  await nora.saved();
  await nora.command({ is: 'set-lock', locked: true });
  await nora.command({ is: 'go-to-step', step: 0 });
  expect((await versions<Versions>()).json.versions).toMatchObject([
    { n: 2, why: { is: 'step', step: 'cluster' }, ideas: 2 },
    { n: 1 },
  ]);
});

test('[VE10] what silence hides is in no version: that of its end is kept before the notebooks are opened', async () => {
  const table = await laidTable();
  const { board, moderator } = await table.create({ agenda: [...SILENT] });
  const nora = await table.sit({ boardId: board.id, ...moderator });
  post(nora, 'idea-of-nora');
  await nora.saved();
  await nora.command({ is: 'go-to-step', step: 1 });
  const notebook = openCopy(table.url, { ...nora, boardId: `${board.id}.${nora.participantId}` });
  await notebook.synced();
  writeNote(notebook.doc, { id: 'note-of-nora', text: 'Geheim', createdAt: 1 }, { is: 'deed', by: 'x' });
  await notebook.saved();
  post(nora, 'another-of-nora');
  await nora.saved();
  await nora.command({ is: 'go-to-step', step: 2 });
  await until(() => expect(ideasOf(nora.doc).has('note-of-nora')).toBe(true));
  const read = async (n: number) =>
    (await table.call(`/api/boards/${board.id}/versions/${n}`, { token: nora.token })).text;
  expect([await read(1), await read(2)].filter((text) => text.includes('idea-of-nora'))).toHaveLength(2);
  expect(await read(2)).not.toContain('Geheim');
  await nora.command({ is: 'go-to-step', step: 3 });
  expect(await read(3)).toContain('Geheim');
});

test('[VE2] before a file comes in the board is kept', async () => {
  const { table, board, nora, versions } = await laid();
  const headers = { 'content-type': 'text/csv' };
  const call = { method: 'POST', token: nora.token, body: 'text\nEins\nZwei\n', headers };
  await table.call(`/api/boards/${board.id}/import`, call);
  expect((await versions<Versions>()).json.versions).toMatchObject([{ why: { is: 'import' }, ideas: 1 }]);
});

test('[VE3, VE4, VE16, VE17] moderators keep, read and restore a version, everybody sees it and is told', async () => {
  const { table, board, nora, ben, versions } = await laid();
  const { json: seat } = await table.call<{ token: string }>(`/api/boards/${board.id}/screens`, {
    method: 'POST',
    token: nora.token,
  });
  const screen = await table.sit({ boardId: board.id, participantId: '', token: seat.token });
  const kept = await versions<Version>('', { name: '  Vor der Pause ' });
  expect(kept).toMatchObject({ status: 201, json: { n: 1, why: { is: 'hand', name: 'Vor der Pause' } } });
  removeIdea(nora.doc, 'idea-of-nora', { is: 'deed', by: 'x' });
  post(nora, 'later-of-nora');
  await until(() => expect([...ideasOf(ben.doc).keys()]).toEqual(['later-of-nora']));
  const { json: read } = await versions<VersionRead>('/1');
  expect(read).toMatchObject({
    version: kept.json,
    ideas: [{ id: 'idea-of-nora', text: 'Idee idea-of-nora' }],
    clusters: [],
  });
  expect(read.size).toEqual({ back: 1, changed: 0, removed: 0, newer: 1, left: 0, none: false });
  const told: Restored[] = [];
  const toldOnScreen: Restored[] = [];
  ben.live.on('restored', (restored) => told.push(restored));
  screen.live.on('restored', (restored) => toldOnScreen.push(restored));
  const { status, json } = await versions<VersionRestored>('/1/restore', {});
  expect([status, json]).toEqual([200, { undo: 2, size: read.size }]);
  await until(() => expect([...ideasOf(ben.doc).keys()].sort()).toEqual(['idea-of-nora', 'later-of-nora']));
  await until(() => expect(told).toEqual([{ at: kept.json.at, by: nora.participantId }]));
  expect((await versions('/2/restore', {})).status).toBe(200);
  await until(() => expect([...ideasOf(ben.doc).keys()]).toEqual(['later-of-nora']));
  // A screen sees it, and is told of nobody.
  await until(() => expect([...ideasOf(screen.doc).keys()]).toEqual(['later-of-nora']));
  expect(toldOnScreen).toEqual([]);
});

test('[VE11] only moderators of the board list, read, keep and restore', async () => {
  const { table, board, ben, versions } = await laid();
  await versions('', { name: 'Da' });
  const screen = await table.call<{ token: string }>(`/api/boards/${board.id}/screens`, {
    method: 'POST',
    token: (await table.create()).moderator.token,
  });
  const other = await table.create();
  expect(screen.status).toBe(403);
  for (const [path, json] of [[''], ['/1'], ['', { name: 'Mein' }], ['/1/restore', {}]] as const) {
    expect((await versions(path, json, ben.token)).status).toBe(403);
    expect((await versions(path, json, other.moderator.token)).status).toBe(403);
    expect((await versions(path, json, 'nobody')).status).toBe(401);
  }
  expect((await versions<Versions>()).json.versions).toHaveLength(1);
});

test('[VE11] what is not there, or no name, is told in the person’s language', async () => {
  const { versions } = await laid();
  for (const path of ['/7', '/0', '/x', '/-1', '/1e3', '/99999999999']) {
    expect((await versions<Problem>(path)).json).toMatchObject({
      status: 404,
      title: 'This version is no longer there.',
    });
    expect((await versions(`${path}/restore`, {})).status).toBe(404);
  }
  const { status, json } = await versions<Problem>('', { name: ' ' });
  expect([status, json.faults?.map(({ field }) => field)]).toEqual([400, ['name']]);
  expect((await versions('', { name: 'x'.repeat(81) })).status).toBe(400);
});

test('[VE13] versions outlive a restart of the server', async () => {
  const { table, board, nora, versions } = await laid();
  await versions('', { name: 'Da' });
  removeIdea(nora.doc, 'idea-of-nora', { is: 'deed', by: 'x' });
  await nora.saved();
  nora.leave();
  await table.close();
  const again = await laidTable({ dir: table.dir });
  const path = `/api/boards/${board.id}/versions/1/restore`;
  await again.call(path, { method: 'POST', token: nora.token });
  const back = await again.sit({ boardId: board.id, token: nora.token, participantId: nora.participantId });
  expect([...ideasOf(back.doc).keys()]).toEqual(['idea-of-nora']);
});

test('[VE14] nothing of versions is left in the files when the board was deleted', async () => {
  const { table, board, nora, versions } = await laid();
  await versions('', { name: 'Kanarienvogel-31415' });
  await table.call(`/api/boards/${board.id}`, { method: 'DELETE', token: nora.token });
  expect((await versions()).status).toBe(401);
  expect(await table.store.versionsOf(board.id)).toEqual([]);
});
