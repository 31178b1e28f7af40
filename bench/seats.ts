import type { BoardCreated, CreateBoardRequest, Joined } from '#shared/wire/http.ts';
import { SUBPROTOCOL } from '#shared/wire/sync.ts';
import { hocuspocusDialect, Y_WEBSOCKET, type Dialect } from './dialect.ts';
import type { ServerName, ServerProcess } from './servers/process.ts';

/** What a client needs to sit down at a board. */
export interface Seat {
  readonly url: string;
  readonly protocols: string[];
  readonly participantId: string;
  readonly dialect: Dialect;
}

/** Gives out seats of one new board. */
export interface Table {
  seat(): Promise<Seat>;
  seats(count: number): Promise<Seat[]>;
}

let rooms = 0;

type Seats = () => Promise<Seat>;

const SEATS: Readonly<Record<ServerName, (port: number) => Promise<Seats>>> = {
  ours: oursSeats,
  bare: (port) => Promise.resolve(freeSeats(`ws://127.0.0.1:${port}/${newRoom()}`, Y_WEBSOCKET)),
  hocuspocus: (port) => Promise.resolve(freeSeats(`ws://127.0.0.1:${port}`, hocuspocusDialect(newRoom()))),
};

/** A new board on the given server: ours by its HTTP calls, the others by a new room name. */
export async function openTable(server: ServerProcess): Promise<Table> {
  const seat = await SEATS[server.name](server.port);
  return { seat, seats: (count) => Promise.all(Array.from({ length: count }, seat)) };
}

const newRoom = (): string => `room-${rooms++}`;

/** Where nobody asks who comes. */
function freeSeats(url: string, dialect: Dialect): Seats {
  let people = 0;
  return () => {
    const participantId = `participant-${people++}`.padEnd(16, '_');
    return Promise.resolve({ url, protocols: [], participantId, dialect });
  };
}

async function oursSeats(port: number): Promise<Seats> {
  const board: CreateBoardRequest = { title: 'Benchmark', agenda: 'freie-wand' };
  const { board: created } = await post<BoardCreated>(port, '/api/boards', board);
  return async () => {
    const joined = await post<Joined>(port, `/api/boards/${created.code}/join`, { sector: 'industry' });
    return {
      url: `ws://127.0.0.1:${port}/sync/${joined.boardId}`,
      protocols: [SUBPROTOCOL, joined.token],
      participantId: joined.participantId,
      dialect: Y_WEBSOCKET,
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
