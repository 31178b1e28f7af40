import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server, type DefaultEventsMap, type Socket } from 'socket.io';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import type { Acknowledgement, ClientEvents, Restored, ServerEvents } from '#shared/wire/live.ts';
import { ECHO_NAMESPACE } from '#shared/wire/echo.ts';
import { mishap, refusalOf } from '../board/mishap.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import { pickLocale, type Locale } from '../http/locale.ts';
import { problemOf } from '../http/problem.ts';
import type { Log } from '../log.ts';
import { Allowances } from '../pace/allowances.ts';
import { CLOCKS_BY_PERSON, COMMANDS_BY_PERSON } from '../pace/rates.ts';
import { seatAt } from '../seats/seat-at.ts';
import type { Seats } from '../seats/seats.ts';
import { shownSeat } from '../seats/shown-seat.ts';
import type { StoredSeat } from '../store/store.ts';
import type { Admit } from '../sync/admission.ts';
import type { World } from '../world.ts';
import { readCommand } from './command-shape.ts';
import { Detour } from './detour.ts';
import { serveEcho } from './echo.ts';
import type { RoomStore } from './load.ts';
import type { ChangedSeat } from './people.ts';
import type { RoomTells } from './room-parts.ts';
import type { Room } from './room.ts';
import { Rooms, type RoomsParts } from './rooms.ts';
import { forScreens } from './snapshot.ts';

export const LIVE_PATH = '/socket.io';
/**
 * Bytes of one message from a client, or of one request of long polling. The largest frame grows by a third there (base64);
 * what is a little too large still learns why, as over a WebSocket.
 */
const MESSAGE_BYTES_MAX = 2 * SYNC_FRAME_BYTES_MAX;
/** Milliseconds in which a new connection has to show its token. */
const HANDSHAKE_MS = 10_000;
/** Milliseconds after which clients may come back when the server restarts. */
const COME_BACK_MS = 1_000;
/** Commands over the limit in a row, each answered, after which somebody is not read any further. */
const TOO_FAST_MAX = 200;

interface Visitor {
  readonly seat: StoredSeat;
  readonly token: string;
  readonly locale: Locale;
}

type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, Visitor>;
type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, Visitor>;

export interface LiveParts extends Pick<RoomsParts, 'notes' | 'targets' | 'beforeStep' | 'onMoment'> {
  readonly httpServer: HttpServer;
  readonly seats: Seats;
  readonly store: RoomStore;
  readonly world: Pick<World, 'now' | 'wait' | 'fillRandom'>;
  readonly log: Log;
  /** Opens documents, for those who get no WebSocket. */
  readonly admit: Admit;
  /** Ends somebody's connections to documents, with that code. */
  readonly dismiss: (boardId: string, participantId: string, code: 'noSeat' | 'reseated') => Promise<void>;
  /** Null when somebody may connect once more from where this comes; else when to come back. */
  readonly mayConnect: (request: IncomingMessage) => Refusal | null;
}

/**
 * The Socket.IO endpoint, one board per connection: `/socket.io?board=:boardId` with `auth: {token, locale}`.
 * A connection gets `seated`, then a full `room`, then a `room` for every change; its commands are acknowledged.
 */
export class Live {
  readonly rooms: Rooms;
  readonly #io: LiveServer;
  readonly #parts: LiveParts;
  readonly #commands: Allowances;
  readonly #clocks: Allowances;

  constructor(parts: LiveParts) {
    this.#parts = parts;
    this.#commands = new Allowances(COMMANDS_BY_PERSON, parts.world);
    this.#clocks = new Allowances(CLOCKS_BY_PERSON, parts.world);
    // Upgrades to other paths belong to others, so engine.io must not destroy them.
    this.#io = new Server(parts.httpServer, {
      path: LIVE_PATH,
      addTrailingSlash: false,
      serveClient: false,
      destroyUpgrade: false,
      perMessageDeflate: false,
      maxHttpBufferSize: MESSAGE_BYTES_MAX,
      connectTimeout: HANDSHAKE_MS,
      allowRequest: (request, done) => {
        const refused = parts.mayConnect(request);
        done(refused?.refused, refused === null);
      },
    });
    const onSeat: RoomsParts['onSeat'] = (...changed) => this.#reseat(...changed);
    this.rooms = new Rooms({ ...parts, onSeat, tells: (boardId) => this.#tells(boardId) });
    serveEcho(this.#io.of(ECHO_NAMESPACE));
    this.#io.use((socket, next) => void this.#admit(socket).then(next));
    this.#io.on('connection', (socket) => void this.#attend(socket));
  }

  get connections(): number {
    return this.#io.engine.clientsCount;
  }

  /** The board is gone: nobody stays connected to it. */
  removed(boardId: string): void {
    this.rooms.removed(boardId);
    this.#io.in(boardId).disconnectSockets(true);
  }

  /** Tells somebody, wherever they sit with this seat, that they are too fast. */
  slowed(participantId: string, ms: number): void {
    this.#io.to(participantId).emit('slowed', ms);
  }

  /** Tells everybody at the table that the board went back to an earlier version. A screen is told of nobody, and needs no words. */
  restored(boardId: string, restored: Restored): void {
    this.#io.to(boardId).except(screensOf(boardId)).emit('restored', restored);
  }

  /** Tells everybody that the server will be back, and ends all connections. */
  async close(): Promise<void> {
    this.#io.emit('restarting', COME_BACK_MS);
    // Not `disconnectSockets`: that says goodbye for good, and clients would not come back by themselves.
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close();
    await this.rooms.settled();
    this.#io.engine.close();
  }

  /** Undefined when the socket may come in; otherwise the error that the client gets, with a problem as its `data`. */
  async #admit(socket: LiveSocket): Promise<Error | undefined> {
    const { query, auth, headers } = socket.handshake;
    const locale = pickLocale(auth['locale'], headers['accept-language']);
    const token: unknown = auth['token'];
    const shown = typeof token === 'string' ? token : '';
    const seat = await this.#seatAt(String(query['board']), shown).catch((error: unknown) =>
      this.#fault('a seat could not be looked up', error),
    );
    if (isRefusal(seat)) return Object.assign(new Error(seat.refused), { data: problemOf(seat, locale) });
    socket.data = { seat, token: shown, locale };
    return undefined;
  }

  /** Also looks whether the room can be read: who is let in and then thrown out would be back at once, again and again. */
  async #seatAt(boardId: string, token: string): Promise<StoredSeat | Refusal> {
    const seat = await seatAt(this.#parts.seats, boardId, token);
    if (!isRefusal(seat)) await this.rooms.momentOf(boardId);
    return seat;
  }

  async #attend(socket: LiveSocket): Promise<void> {
    const { seat, token, locale } = socket.data;
    new Detour(socket, { boardId: seat.boardId, token }, this.#parts.admit);
    const entering = this.rooms.enter(socket, seat).catch((error: unknown) => {
      this.#fault('a room could not be loaded', error);
      return null;
    });
    socket.on('disconnect', () => void entering.then(() => this.rooms.leave(socket, seat.boardId)));
    this.#pace(socket);
    // Whatever a client sends arrives here, so nothing about it is certain, not even that it wants an answer.
    socket.on('command', (sent: unknown, acknowledge: unknown) => {
      void this.#obey(entering, seat, sent).then((result) => {
        if (isAnswerable(acknowledge)) acknowledge(acknowledgement(result, locale));
      });
    });
    socket.on('clock', (answer: unknown) => {
      const isInTime = this.#clocks.ask(seat.participantId) === null;
      if (isInTime && isAnswerable(answer)) answer(this.#parts.world.now());
    });
    const room = await entering;
    if (room === null) return void socket.disconnect(true);
    if (!socket.connected) return;
    socket.on('writing', (writing: unknown) => room.writes(socket, writing === true));
    await this.#welcome(socket, room);
  }

  async #welcome(socket: LiveSocket, room: Room): Promise<void> {
    const { seat } = socket.data;
    socket.emit('seated', room.seatOf(seat.participantId) ?? shownSeat(seat));
    const isScreen = seat.role === 'screen';
    socket.emit('room', isScreen ? forScreens(room.snapshot()) : room.snapshot());
    socket.emit('mine', room.mine(seat.participantId));
    await socket.join([seat.boardId, seat.participantId, ...(isScreen ? [screensOf(seat.boardId)] : [])]);
    if (room.counts) socket.emit('counts', room.counts);
  }

  /** With another role documents are opened anew, so that their gate judges by it from the first frame. */
  async #reseat(boardId: string, { seat, what }: ChangedSeat): Promise<void> {
    const { participantId } = seat;
    await this.#parts.seats.forget((known) => known.participantId === participantId);
    if (what === 'role') await this.#parts.dismiss(boardId, participantId, 'reseated');
    if (what !== 'removed') return void this.#io.to(participantId).emit('seated', seat);
    // Documents first: some of them travel over the room's connection.
    await this.#parts.dismiss(boardId, participantId, 'noSeat');
    for (const socket of this.#io.sockets.sockets.values()) {
      if (socket.data.seat.participantId === participantId) socket.disconnect(true);
    }
  }

  #tells(boardId: string): RoomTells {
    const screens = screensOf(boardId);
    return {
      all: (snapshot) => {
        this.#io.to(boardId).except(screens).emit('room', snapshot);
        this.#io.to(screens).emit('room', forScreens(snapshot));
      },
      counts: (counts) => this.#io.to(boardId).emit('counts', counts),
      one: (participantId, mine) => this.#io.to(participantId).emit('mine', mine),
    };
  }

  /** Commands that come too fast are answered so, and go no further. */
  #pace(socket: LiveSocket): void {
    const { seat, locale } = socket.data;
    let tooFast = 0;
    socket.use(([event, ...sent]: readonly unknown[], next) => {
      if (event !== 'command') return next();
      const refused = this.#commands.ask(seat.participantId);
      tooFast = refused === null ? 0 : tooFast + 1;
      if (refused === null) return next();
      if (tooFast > TOO_FAST_MAX) return void socket.conn.close(true);
      const acknowledge = sent.at(-1);
      if (isAnswerable(acknowledge)) acknowledge(acknowledgement(refused, locale));
    });
  }

  async #obey(entering: Promise<Room | null>, seat: StoredSeat, sent: unknown): Promise<number | Refusal> {
    const command = readCommand(sent);
    if (command === null) return refuse('bad-request');
    try {
      return (await (await entering)?.command(command, seat.participantId)) ?? refuse('no-such-board');
    } catch (error) {
      return this.#fault('a command failed', error);
    }
  }

  #fault(message: string, error: unknown): Refusal {
    this.#parts.log.error(mishap(message, error), { error });
    return refusalOf(error);
  }
}

/** How Socket.IO calls the screens of a board, who are told less. */
const screensOf = (boardId: string): string => `${boardId}:screens`;

const isAnswerable = (it: unknown): it is (answer: Acknowledgement | number) => void => typeof it === 'function';

function acknowledgement(result: number | Refusal, locale: Locale): Acknowledgement {
  return typeof result === 'number' ? { ok: true, version: result } : { ok: false, problem: problemOf(result, locale) };
}
