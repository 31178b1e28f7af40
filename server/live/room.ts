import { momentIn, type Moment, type RoomSnapshot, type RoomState } from '#shared/model/room.ts';
import type { RosterEntry, Seat } from '#shared/model/seat.ts';
import type { Command } from '#shared/wire/live.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { StoredRoom } from '../store/store.ts';
import type { World } from '../world.ts';
import { decide } from './decide.ts';
import type { LoadedRoom, RoomStore } from './load.ts';

/** Milliseconds for which changes of the roster are gathered at least: people come in bursts. */
const WINDOW_MS = 50;
/** Milliseconds more per person: a snapshot grows with the roster and goes to everybody, so this keeps the cost level. */
const WINDOW_MS_PER_PERSON = 4;

export interface RoomParts {
  readonly store: Pick<RoomStore, 'saveRoom'>;
  /** Saves the room together with what the end of a silence brings to the board. */
  readonly reveal: (room: StoredRoom) => Promise<'saved' | 'no-board'>;
  /** The room has moved on, and everybody is about to be told. */
  readonly onMoment: (moment: Moment) => void;
  readonly world: Pick<World, 'wait'>;
  /** Sends the snapshot to everybody in the room. */
  readonly broadcast: (snapshot: RoomSnapshot) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * What one referee decides for one board, and who is there. Commands and publications run one after the other, and
 * nothing is told to anybody before it is on disk, so a version that somebody has seen never comes back as another.
 */
export class Room {
  readonly #parts: RoomParts;
  readonly #loaded: Pick<LoadedRoom, 'info' | 'generation' | 'epoch'>;
  #state: RoomState;
  #version: number;
  /** By participant id, in the order in which they came; screens are not in it. */
  readonly #people: Map<string, Seat>;
  /** Who is connected. By connection, not by person: the late goodbye of an old socket must not end the new one. */
  readonly #connections = new Map<object, string>();
  #lastTurn: Promise<unknown> = Promise.resolve();
  #rosterChanged = false;

  constructor(parts: RoomParts, loaded: LoadedRoom) {
    this.#parts = parts;
    this.#loaded = loaded;
    this.#state = loaded.state;
    this.#version = loaded.version;
    this.#people = new Map(loaded.people.map((seat) => [seat.participantId, seat]));
  }

  get isEmpty(): boolean {
    return this.#connections.size === 0;
  }

  get moment(): Moment {
    return momentIn(this.#state, this.#loaded.info);
  }

  snapshot(): RoomSnapshot {
    const { generation, info } = this.#loaded;
    return { ...this.#state, version: this.#version, generation, board: info, roster: this.#roster() };
  }

  /** Somebody got a seat, and may not have come yet. */
  seat(seat: Seat): void {
    if (seat.role === 'screen' || this.#people.has(seat.participantId)) return;
    this.#people.set(seat.participantId, seat);
    this.#publishRosterSoon();
  }

  enter(connection: object, seat: Seat): void {
    this.seat(seat);
    this.#connections.set(connection, seat.participantId);
    if (seat.role !== 'screen') this.#publishRosterSoon();
  }

  leave(connection: object): void {
    if (this.#connections.delete(connection)) this.#publishRosterSoon();
  }

  /** Does what was asked when its turn comes; gives the room's version afterwards. */
  command(command: Command): Promise<number | Refusal> {
    return this.#inTurn(async () => {
      const next = decide(this.#state, command, this.#version);
      if (isRefusal(next)) return next;
      return next === this.#state ? this.#version : this.#publish(next);
    });
  }

  /** Resolves when everything asked so far is done. */
  async settled(): Promise<void> {
    await this.#lastTurn.catch(() => undefined);
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(task, task);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #publish(state: RoomState): Promise<number | Refusal> {
    const version = this.#version + 1;
    const { info, epoch } = this.#loaded;
    const stored = { boardId: info.id, epoch, version, room: state };
    const { store, reveal, onMoment } = this.#parts;
    const done = await (this.moment.silent && !momentIn(state, info).silent ? reveal(stored) : store.saveRoom(stored));
    if (done === 'no-board') return refuse('no-such-board');
    if (done === 'fenced') return refuse('server-busy');
    this.#state = state;
    this.#version = version;
    onMoment(this.moment);
    // The snapshot carries the roster too, so what was waiting to be told goes out with it.
    this.#rosterChanged = false;
    this.#parts.broadcast(this.snapshot());
    return version;
  }

  /** Everybody gets the whole roster, so what changes within a window goes out once. */
  #publishRosterSoon(): void {
    if (this.#rosterChanged) return;
    this.#rosterChanged = true;
    void this.#publishRoster().catch(this.#parts.onFault);
  }

  async #publishRoster(): Promise<void> {
    await this.#parts.world.wait(Math.max(WINDOW_MS, WINDOW_MS_PER_PERSON * this.#people.size));
    await this.#inTurn(async () => {
      const due = this.#rosterChanged && !this.isEmpty;
      this.#rosterChanged = false;
      if (due) await this.#publish(this.#state);
    });
  }

  #roster(): readonly RosterEntry[] {
    const here = new Set(this.#connections.values());
    return [...this.#people.values()].map((seat) => ({ ...seat, here: here.has(seat.participantId) }));
  }
}
