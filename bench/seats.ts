import type { BoardCreated, CreateBoardRequest, Joined } from '#shared/wire/http.ts';
import { SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { ServerProcess } from './servers/process.ts';

/** What a client needs to sit down at a board. */
export interface Seat {
  readonly url: string;
  readonly protocols: string[];
  readonly participantId: string;
}

/** Gives out seats of one new board. */
export interface Table {
  seat(): Promise<Seat>;
  seats(count: number): Promise<Seat[]>;
}

let rooms = 0;

/** A new board on the given server: ours by its HTTP calls, the bare one by a new room name. */
export async function openTable(server: ServerProcess): Promise<Table> {
  const seat = server.name === 'ours' ? await oursSeats(server.port) : bareSeats(server.port);
  return { seat, seats: (count) => Promise.all(Array.from({ length: count }, seat)) };
}

function bareSeats(port: number): () => Promise<Seat> {
  const room = `room-${rooms++}`;
  let people = 0;
  return () =>
    Promise.resolve({
      url: `ws://127.0.0.1:${port}/${room}`,
      protocols: [],
      participantId: `participant-${people++}`.padEnd(16, '_'),
    });
}

async function oursSeats(port: number): Promise<() => Promise<Seat>> {
  const board: CreateBoardRequest = { title: 'Benchmark', agenda: 'freie-wand' };
  const { board: created } = await post<BoardCreated>(port, '/api/boards', board);
  return async () => {
    const joined = await post<Joined>(port, `/api/boards/${created.code}/join`, { sector: 'industry' });
    return {
      url: `ws://127.0.0.1:${port}/sync/${joined.boardId}`,
      protocols: [SUBPROTOCOL, joined.token],
      participantId: joined.participantId,
    };
  };
}

async function post<T>(port: number, path: string, body: unknown): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 201) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
