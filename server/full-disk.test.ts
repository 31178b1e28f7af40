import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readBoard } from '#shared/document/read.ts';
import { postIdea } from '#shared/document/write.ts';
import type { BoardCreated } from '#shared/wire/http.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import { call, type Call } from './testing/call.ts';
import { sitDown, until, type Person, type Sitting } from './testing/person.ts';
import { startProgram, urlOf } from './testing/program.ts';
import { temporaryFolder } from './testing/table.ts';

/** Longer than what is free in the pages that are there. */
const LONG = 'lang '.repeat(56).trim();

/** What has to wait for reconnecting, and for trials of the disk. */
const patient = { timeout: 20_000, interval: 20 };

/** Milliseconds between two ideas, so that each is written by itself. */
const POST_MS = 20;

/** A server of its own whose disk can be filled, with one board and its moderator. */
async function fillable() {
  const dir = temporaryFolder();
  const file = join(temporaryFolder(), 'full');
  const env = { DATA_DIR: dir, FULL_DISK_FILE: file };
  const NODE_OPTIONS = `--import=${join(import.meta.dirname, 'testing/full-disk.ts')}`;
  const program = startProgram({ ...env, NODE_OPTIONS });
  const url = await urlOf(program);
  const ask = <T>(path: string, how?: Call) => call<T>(url, path, how);
  const created = await ask<BoardCreated>('/api/boards', {
    method: 'POST',
    json: { title: 'Voll', agenda: 'freie-wand' },
  });
  const { board, moderator } = created.json;
  const disk = { fill: () => writeFileSync(file, ''), empty: () => rmSync(file) };
  return { dir, url, program, ask, disk, board, moderator: { boardId: board.id, ...moderator } };
}

/** Posts ideas until their connection is closed; resolves with the close code. */
async function postUntilClosed(person: Person): Promise<number> {
  const closed = new Promise<number>((resolve) =>
    person.provider.once('connection-close', (event: CloseEvent | null) => resolve(event?.code ?? 0)),
  );
  let at = 0;
  const posting = setInterval(() => post(person, `idea-too-many-${at++}`), POST_MS);
  return closed.finally(() => clearInterval(posting));
}

const post = ({ doc, participantId }: Person, id: string): void =>
  postIdea(doc, { id, text: LONG, author: participantId, sector: 'other', createdAt: 1 }, { is: 'deed', by: 'x' });

const ids = ({ doc }: Person): string[] => [...readBoard(doc).ideas.keys()].sort();

test('[OP70] on a full disk people are told to come back, nobody is shown what is not saved, and with room again all goes on', async () => {
  const { url, program, ask, disk, board, moderator } = await fillable();
  const nora = await sitDown(url, moderator);
  const joined = await ask<{ boardId: string; participantId: string; token: string }>(
    `/api/boards/${board.code}/join`,
    {
      method: 'POST',
      json: { sector: 'creative' },
    },
  );
  const tobias = await sitDown(url, joined.json);
  post(nora, 'idea-that-is-good');
  await nora.saved();
  disk.fill();
  expect(await postUntilClosed(nora)).toBe(CLOSE.later);
  await until(() =>
    expect(program.said()).toContain('the disk is full. Make room; nothing that was confirmed is lost'),
  );
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(503);
  const onDisk = await ask(`/api/boards/${moderator.boardId}/export.json`, { token: moderator.token });
  for (const id of ids(tobias)) expect(onDisk.text).toContain(id);
  disk.empty();
  expect((await ask('/readyz')).status).toBe(200);
  await nora.saved();
  await until(() => expect(ids(tobias)).toEqual(ids(nora)));
  expect(ids(tobias)).toContain('idea-that-is-good');
});

test('[SY98] while the disk is full whoever writes is told to come back, and whoever only reads stays', async () => {
  const { url, ask, disk, board, moderator } = await fillable();
  const nora = await sitDown(url, moderator);
  const how = { method: 'POST', json: { sector: 'creative' } } as const;
  const { json: seat } = await ask<Sitting>(`/api/boards/${board.code}/join`, how);
  const tobias = await sitDown(url, seat);
  const closed = { nora: 0, tobias: 0 };
  nora.provider.on('connection-close', () => closed.nora++);
  tobias.provider.on('connection-close', () => closed.tobias++);
  disk.fill();
  await postUntilClosed(nora);
  // The write that found the disk full took everybody's document along.
  await vi.waitFor(() => expect([closed.tobias, tobias.provider.synced]).toEqual([1, true]), patient);
  // What the disk did not take comes again with each connection.
  await vi.waitFor(() => expect(closed.nora).toBeGreaterThan(3), patient);
  expect(closed.tobias).toBe(1);
  disk.empty();
  await vi.waitFor(() => expect(ids(tobias)).toEqual(ids(nora)), patient);
  expect(closed.tobias).toBe(1);
});

test('[OP71] calls that a full disk refuses are answered with a problem and the time to come back, and leave nothing', async () => {
  const { ask, disk, moderator } = await fillable();
  disk.fill();
  const create = () => ask<{ type: string }>('/api/boards', { method: 'POST', json: { title: LONG.slice(0, 80) } });
  let answer = await create();
  while (answer.status === 201) answer = await create();
  expect(answer.status).toBe(503);
  expect(answer.json.type).toBe('urn:tafelrunde:problem:server-busy');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const lines = Array.from({ length: 300 }, (_, at) => `${at} ${LONG}`.slice(0, 280)).join('\n');
  const how = {
    method: 'POST',
    token: moderator.token,
    body: `Idee\n${lines}`,
    headers: { 'content-type': 'text/csv' },
  };
  const imported = await ask<{ type: string }>(`/api/boards/${moderator.boardId}/import`, how);
  expect(imported.json.type).toBe('urn:tafelrunde:problem:server-busy');
  const path = `/api/boards/${moderator.boardId}/export.json`;
  const whole = () => ask<{ board: { ideas?: object[] } }>(path, { token: moderator.token });
  expect((await whole()).text).not.toContain('lang lang');
  disk.empty();
  expect((await ask(`/api/boards/${moderator.boardId}/import`, how)).status).toBe(200);
  expect((await whole()).text).toContain('lang lang');
});
