import { io } from 'socket.io-client';
import type { Counts, RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Acknowledgement, Command, Mine, Restored, Say } from '#shared/wire/live.ts';
import type { Problem } from '#shared/wire/problem.ts';
import type { Answer } from '../session/answer.ts';
import { ServerClock } from './clock.ts';
import { Detour } from './detour.ts';
import { LatestRoom } from './latest.ts';
import { keepConnected, ROOM_OPTIONS, type KeptConnected, type RoomSocket } from './reconnect.ts';

/** Milliseconds a command waits for its acknowledgement. */
const COMMAND_MS = 8_000;
const NOTHING_MINE: Mine = { done: false, ballots: {} };

export interface LiveAccess {
  readonly boardId: string;
  readonly token: string;
  readonly locale: () => string;
}

export interface Seated {
  readonly me: Seat;
  readonly room: RoomSnapshot;
}

export interface LiveHears {
  /** Once: we know who we are and how the room stands. */
  readonly seated: (seated: Seated) => void;
  /** Again after every reconnect. */
  readonly connected: () => void;
  /** Who we are or how the room stands has changed. */
  readonly changed: (seated: Seated) => void;
  /** An attempt to connect came to nothing; the next one follows by itself. */
  readonly failed: () => void;
  /** Once: the server does not let this browser in. Final until the page is opened anew. */
  readonly refused: (problem: Problem) => void;
}

/** The connection to the room: what the server decides comes in as snapshots, what this person wants goes out as commands. */
export class Live {
  #room = $state.raw<RoomSnapshot | null>(null);
  #me = $state.raw<Seat | null>(null);
  #counts = $state.raw<Counts | null>(null);
  #mine = $state.raw<Mine>(NOTHING_MINE);
  #connected = $state(false);
  #failed = $state(false);
  /** The way of documents where a proxy refuses WebSocket leads over this connection. */
  readonly detour: Detour;
  readonly clock = new ServerClock(Date.now);
  readonly #stopClock: () => void;
  #slowed = $state(0);
  #restored = $state.raw<Restored | null>(null);
  readonly #hears: LiveHears;
  readonly #latest = new LatestRoom();
  readonly #socket: RoomSocket;
  readonly #keeping: KeptConnected;

  constructor({ boardId, token, locale }: LiveAccess, hears: LiveHears) {
    this.#hears = hears;
    this.#socket = io({
      ...ROOM_OPTIONS,
      query: { board: boardId },
      auth: (give) => give({ token, locale: locale() }),
    });
    this.#keeping = keepConnected(this.#socket, Math.random);
    this.#stopClock = this.clock.follow(this.#socket);
    this.detour = new Detour({ WebSocket, carrier: this.#socket, random: Math.random });
    this.#listen();
  }

  /** The latest snapshot; kept while the connection is away. */
  get room(): RoomSnapshot | null {
    return this.#room;
  }

  get me(): Seat | null {
    return this.#me;
  }

  /** The latest; null until the first ones come. */
  get counts(): Counts | null {
    return this.#counts;
  }

  get mine(): Mine {
    return this.#mine;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** True when the last attempt to connect came to nothing. */
  get failed(): boolean {
    return this.#failed;
  }

  /** How often the server told that it does not read any further for a moment. */
  get slowed(): number {
    return this.#slowed;
  }

  /** What was restored last while this page was open. */
  get restored(): Restored | null {
    return this.#restored;
  }

  /** Sends a command and waits for its answer. Never sent later: a step that changes minutes after the click helps nobody. */
  async command(command: Command): Promise<Answer<number>> {
    if (!this.#socket.connected) return { is: 'unreachable' };
    try {
      const answer = (await this.#socket.timeout(COMMAND_MS).emitWithAck('command', command)) as Acknowledgement;
      return answer.ok ? { is: 'here', value: answer.version } : { is: 'problem', problem: answer.problem };
    } catch {
      return { is: 'unreachable' };
    }
  }

  /** What everybody may say, moderator or not. */
  say(say: Say): Promise<Answer<number>> {
    return this.command(say);
  }

  /** Whether this person is in the middle of a sentence. Lost while the line is down: nobody is waited for then. */
  writing(writing: boolean): void {
    this.#socket.volatile.emit('writing', writing);
  }

  tryNow(): void {
    this.#keeping.tryNow();
  }

  stop(): void {
    this.#stopClock();
    this.#keeping.stop();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('connect', () => {
      this.#latest.connected();
      this.#connected = true;
      this.#failed = false;
      this.#hears.connected();
    });
    socket.on('disconnect', () => (this.#connected = false));
    socket.on('connect_error', (error: Error & { data?: Problem }) => this.#turnedAway(error));
    socket.on('seated', (me) => {
      this.#me = me;
      if (this.#room) this.#hears.changed({ me, room: this.#room });
    });
    socket.on('room', (room) => this.#take(room));
    socket.on('counts', (counts) => (this.#counts = counts));
    socket.on('mine', (mine) => (this.#mine = mine));
    socket.on('slowed', () => (this.#slowed += 1));
    socket.on('restored', (restored) => (this.#restored = restored));
  }

  #take(room: RoomSnapshot): void {
    if (!this.#latest.offer(room)) return;
    const first = this.#room === null;
    this.#room = room;
    if (!this.#me) return;
    if (first) this.#hears.seated({ me: this.#me, room });
    this.#hears.changed({ me: this.#me, room });
  }

  /** Without `data` the line is at fault, not the seat. A refused seat is final; a fault of the server's passes. */
  #turnedAway(error: Error & { data?: Problem }): void {
    this.#failed = true;
    if (!error.data || error.data.status >= 500 || error.data.status === 429) return this.#hears.failed();
    this.stop();
    this.#hears.refused(error.data);
  }
}
