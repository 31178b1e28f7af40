import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import type { Origin } from '#shared/document/write.ts';
import type { Board } from '#shared/model/board.ts';
import { momentIn, type RoomSnapshot } from '#shared/model/room.ts';
import type { Role } from '#shared/model/seat.ts';
import type { Asking } from '#shared/rules/may.ts';
import type { Acknowledgement, ClientEvents, Command, ServerEvents } from '#shared/wire/live.ts';
import type { Presence } from '#shared/wire/presence.ts';
import { MESSAGE_SAVED, SUBPROTOCOL } from '#shared/wire/sync.ts';

export interface Seated {
  readonly boardId: string;
  readonly participantId: string;
  readonly role: Role;
  readonly token: string;
}

/** Milliseconds after which something that should come over the wire counts as lost. */
const PATIENCE_MS = 20_000;

/** Somebody at the table without a browser: the same two connections that a browser has. */
export class Guest {
  readonly seat: Seated;
  readonly doc = new Y.Doc();
  readonly #provider: WebsocketProvider;
  readonly #live: Socket<ServerEvents, ClientEvents>;
  #room: RoomSnapshot | null = null;

  constructor(url: string, seat: Seated) {
    this.seat = seat;
    this.#provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, seat.boardId, this.doc, {
      protocols: [SUBPROTOCOL, seat.token],
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    });
    this.#provider.awareness.setLocalState(null);
    // Nobody waits here for what is saved; without a handler y-websocket would complain about each.
    this.#provider.messageHandlers[MESSAGE_SAVED] = () => undefined;
    const options = { query: { board: seat.boardId }, auth: { token: seat.token }, transports: ['websocket'] };
    this.#live = io(url, { ...options, forceNew: true });
    this.#live.on('room', (room) => (this.#room = room));
  }

  get board(): Board {
    return readBoard(this.doc);
  }

  /** Who asks, as the rules want to know it; null while the room is not known. */
  get asking(): Asking | null {
    const room = this.#room;
    return room && { ...this.seat, ...momentIn(room, room.board) };
  }

  /** The latest that the room said; null until then. */
  get room(): RoomSnapshot | null {
    return this.#room;
  }

  get origin(): Origin {
    return { is: 'deed', by: this.seat.participantId };
  }

  /** Resolves when the board is here. */
  async arrived(): Promise<void> {
    if (!this.#provider.synced) await within(new Promise((resolve) => this.#provider.once('sync', resolve)));
  }

  /** Resolves when the board is as expected. */
  async sees(expected: (board: Board) => boolean): Promise<void> {
    if (expected(this.board)) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const look = () => expected(this.board) && resolve(undefined);
    this.doc.on('update', look);
    await within(promise).finally(() => this.doc.off('update', look));
  }

  /** Shows the others what this guest is doing. */
  show(doing: Omit<Presence, 'participant'>): void {
    this.#provider.awareness.setLocalState({ participant: this.seat.participantId, ...doing } satisfies Presence);
  }

  async command(command: Command): Promise<void> {
    const answer = await this.#ask(command);
    if (!answer.ok) throw new Error(answer.problem.title);
  }

  leave(): void {
    this.#live.disconnect();
    this.#provider.destroy();
    this.doc.destroy();
  }

  #ask(command: Command): Promise<Acknowledgement> {
    return this.#live.timeout(PATIENCE_MS).emitWithAck('command', command);
  }
}

async function within<T>(promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the server did not answer in time')), PATIENCE_MS);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
