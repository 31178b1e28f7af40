import { describe, expect, test } from 'vitest';
import { BOARD_SEATS_MAX } from '#shared/model/limits.ts';
import type { BoardCreated, Door } from '#shared/wire/http.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { laidTable } from '../testing/table.ts';

const POST = 'POST';
const NEVER = new Promise<never>(() => undefined);

describe('creating a board', () => {
  test('[BO1] whoever creates a board gets its code, a moderator seat, and links that keep secrets behind #', async () => {
    const table = await laidTable();
    const { board, moderator, links } = await table.create({ title: ' Runde 2 ', question: 'Was fehlt?' });
    expect(board.code).toMatch(/^[A-Z]{3,8}-[A-Z]{3,8}-\d\d$/);
    expect(moderator.token).toMatch(/^[\w-]{22,}$/);
    expect(links.join).toBe(`${table.url}/join#${board.code}`);
    expect(links.moderate).toBe(`${table.url}/board/${board.id}#seat=${moderator.token}`);
    expect(links.screen).toMatch(new RegExp(`^${table.url}/screen/${board.id}#seat=[\\w-]{22,}$`));
  });

  test('[BO2] links lead to where the operator says that people come in', async () => {
    const table = await laidTable({ config: { publicUrl: 'https://tafel.example.org' } });
    const { board, links } = await table.create();
    expect(links.join).toBe(`https://tafel.example.org/join#${board.code}`);
  });

  test('[BO2] behind a proxy that is trusted, links lead to where the proxy was asked', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tafel.example.org' };
    const linkOf = async (trustProxy: number) => {
      const table = await laidTable({ config: { trustProxy } });
      const call = { method: POST, json: { title: 'A' }, headers };
      return (await table.call<BoardCreated>('/api/boards', call)).json.links.join;
    };
    expect(await linkOf(1)).toMatch(/^https:\/\/tafel\.example\.org\/join#/);
    expect(await linkOf(0)).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  test('[BO19] a code that another board has is drawn again', async () => {
    const codes: string[] = [];
    const table = await laidTable({
      store: (store) =>
        alteredStore(store, {
          addBoard: async (board, seats) => {
            codes.push(board.info.code);
            return codes.length < 3 ? 'code-taken' : store.addBoard(board, seats);
          },
        }),
    });
    const { board } = await table.create();
    expect(board.code).toBe(codes[2]);
    expect(new Set(codes).size).toBe(3);
  });

  test('[BO3] every field that does not fit is told, each in one sentence', async () => {
    const table = await laidTable();
    const json = { title: 'x'.repeat(121), retentionDays: 0, sectors: [{ id: 'Ä' }], agenda: 'tanz' };
    const { status, headers, json: problem } = await table.call<Problem>('/api/boards', { method: POST, json });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(problem.type).toBe('urn:tafelrunde:problem:invalid-field');
    const fields = problem.faults?.map((fault) => fault.field);
    expect(fields).toEqual(expect.arrayContaining(['title', 'agenda', 'sectors.0.id', 'retentionDays']));
    expect(problem.faults?.find((fault) => fault.field === 'title')?.detail).toBe('Das ist zu lang.');
  });

  test('[BO3] a missing title is called missing', async () => {
    const table = await laidTable();
    const { json } = await table.call<Problem>('/api/boards?locale=en', { method: POST, json: {} });
    expect(json.faults).toEqual([{ field: 'title', detail: 'This is missing.' }]);
  });

  test('[BO4] where the operator requires a key, only who has it creates boards', async () => {
    const table = await laidTable({ config: { createKey: 'sesam' } });
    const ask = (token?: string) =>
      table.call<BoardCreated>('/api/boards', { method: POST, json: { title: 'A' }, ...(token ? { token } : {}) });
    expect((await ask()).status).toBe(401);
    expect((await ask('sesan')).status).toBe(401);
    expect((await ask('sesam')).status).toBe(201);
  });
});

describe('the door', () => {
  test('[BO5] the door tells title, question, sectors, retention and whether it is open, and nothing else', async () => {
    const table = await laidTable();
    const { board } = await table.create({ title: 'Runde', question: 'Was fehlt?', retentionDays: 7 });
    const { json } = await table.call<Door>(`/api/boards/${board.code}/door`);
    expect(json).toEqual({
      title: 'Runde',
      question: 'Was fehlt?',
      sectors: [{ id: 'industry' }, { id: 'creative' }, { id: 'other' }],
      open: true,
      retentionDays: 7,
    });
  });

  test('[BO6] a code is understood in small letters and without hyphens', async () => {
    const table = await laidTable();
    const { board } = await table.create();
    const spoken = encodeURIComponent(board.code.toLowerCase().replaceAll('-', ' '));
    expect((await table.call(`/api/boards/${spoken}/door`)).status).toBe(200);
  });

  test('[BO7] a wrong code is told in the language of whoever typed it', async () => {
    const table = await laidTable();
    const german = await table.call<Problem>('/api/boards/KUPFER-LAMPE-42/door');
    const english = await table.call<Problem>('/api/boards/nonsense/door', { headers: { 'accept-language': 'en-GB' } });
    expect(german.json).toMatchObject({ type: 'urn:tafelrunde:problem:no-such-board', status: 404 });
    expect(german.json.title).toContain('Prüfe den Code');
    expect(english.json.title).toContain('Check the code');
  });
});

describe('guessing', () => {
  test('[BO13] too many wrong codes from one address are told when to come back', async () => {
    const held = Promise.withResolvers<undefined>();
    const table = await laidTable({ world: { wait: () => held.promise } });
    const guess = () => table.call<Problem>('/api/boards/KUPFER-LAMPE-42/door');
    await Promise.all(Array.from({ length: 30 }, guess));
    const guesses = Array.from({ length: 100 }, guess);
    const refused = await Promise.race(guesses.map(async (called) => ((await called).status === 429 ? called : NEVER)));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.json.type).toBe('urn:tafelrunde:problem:too-many-tries');
    held.resolve(undefined);
  });
});

describe('joining', () => {
  test('[BO8] joining gives a seat of a participant', async () => {
    const table = await laidTable();
    const { board } = await table.create();
    const joined = await table.join(board.code, { name: 'Nora F.', sector: 'creative' });
    expect(joined).toMatchObject({ boardId: board.id, role: 'participant' });
    expect(joined.token).toMatch(/^[\w-]{22,}$/);
  });

  test('[BO9] the sector has to be one of the board', async () => {
    const table = await laidTable();
    const { board } = await table.create({ sectors: [{ id: 'stage', name: 'Bühne' }] });
    const path = `/api/boards/${board.code}/join`;
    const { status, json } = await table.call<Problem>(path, { method: POST, json: { sector: 'industry' } });
    expect(status).toBe(400);
    expect(json.faults?.[0]?.field).toBe('sector');
    expect((await table.join(board.code, { sector: 'stage' })).role).toBe('participant');
  });

  test('[BO10] a full board takes nobody more', async () => {
    const table = await laidTable();
    const { board } = await table.create();
    // The moderator has the first of the seats.
    await Promise.all(Array.from({ length: BOARD_SEATS_MAX - 1 }, () => table.join(board.code)));
    const path = `/api/boards/${board.code}/join`;
    const { status, json } = await table.call<Problem>(path, { method: POST, json: { sector: 'other' } });
    expect([status, json.title]).toEqual([409, 'Der Tisch ist voll.']);
  });
});
