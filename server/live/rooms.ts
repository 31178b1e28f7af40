import { momentIn, type Moment } from '#shared/model/room.ts';
import type { StepKind } from '#shared/model/step.ts';
import type { Log } from '../log.ts';
import { shownSeat } from '../seats/shown-seat.ts';
import type { StoredSeat } from '../store/store.ts';
import { loadRoom, type RoomStore } from './load.ts';
import type { ChangedSeat } from './people.ts';
import type { RoomNotes, RoomParts, RoomTells } from './room-parts.ts';
import { Room } from './room.ts';
import type { RoomTargets } from './voting.ts';

export interface RoomsParts {
  readonly store: RoomStore;
  readonly world: RoomParts['world'];
  readonly log: Log;
  readonly tells: (boardId: string) => RoomTells;
  readonly notes: (boardId: string) => RoomNotes;
  readonly targets: (boardId: string) => RoomTargets;
  readonly beforeStep: (boardId: string, left: StepKind) => Promise<void>;
  /** A board has come into memory, or its step or lock has changed. */
  readonly onMoment: (boardId: string, moment: Moment) => void;
  /** Somebody's seat has changed; resolves when nobody takes them for who they were. */
  readonly onSeat: (boardId: string, changed: ChangedSeat) => Promise<void>;
}

/** The rooms of the boards where somebody is. A room comes into memory with the first connection and leaves with the last. */
export class Rooms {
  readonly #parts: RoomsParts;
  readonly #rooms = new Map<string, Promise<Room | null>>();

  constructor(parts: RoomsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** The room, with this connection in it; null when there is no such board or seat. */
  async enter(connection: object, seat: StoredSeat): Promise<Room | null> {
    for (;;) {
      const loading = this.#rooms.get(seat.boardId) ?? this.#load(seat.boardId);
      const room = await loading;
      if (room === null) return null;
      // While we waited, the last one may have left and the room with them.
      if (this.#rooms.get(seat.boardId) !== loading) continue;
      return room.enter(connection, shownSeat(seat)) ? room : null;
    }
  }

  async leave(connection: object, boardId: string): Promise<void> {
    const loading = this.#rooms.get(boardId);
    // One that does not load has nobody in it; whoever wanted in was told.
    const room = await loading?.catch(() => null);
    if (!room) return;
    room.leave(connection);
    // Only a settled room may go: the next one reads from the store what this one has written.
    await room.settled();
    if (room.isEmpty && this.#rooms.get(boardId) === loading) this.#rooms.delete(boardId);
  }

  /** Somebody joined; who is at the table sees it even before they connect. */
  seated(seat: StoredSeat): void {
    this.#rooms.get(seat.boardId)?.then(
      (room) => room?.seat(shownSeat(seat)),
      () => undefined,
    );
  }

  /** Somebody has written in their notebook. */
  noted(boardId: string, owner: string): void {
    this.#rooms.get(boardId)?.then(
      (room) => room?.noted(owner),
      () => undefined,
    );
  }

  /** The board is gone. */
  removed(boardId: string): void {
    this.#rooms.delete(boardId);
  }

  /** What the rules want to know about a board's room; null when there is no such board. */
  async momentOf(boardId: string): Promise<Moment | null> {
    const room = await this.#rooms.get(boardId);
    if (room) return room.moment;
    const board = await this.#parts.store.boardById(boardId);
    return board && momentIn(board.room, board.info);
  }

  async settled(): Promise<void> {
    await Promise.allSettled([...this.#rooms.values()].map(async (loading) => (await loading)?.settled()));
  }

  #load(boardId: string): Promise<Room | null> {
    const { store, world, notes, targets, tells } = this.#parts;
    const parts: RoomParts = {
      ...{ store, world, notes: notes(boardId), targets: targets(boardId), tell: tells(boardId) },
      beforeStep: (left) => this.#parts.beforeStep(boardId, left),
      onMoment: (moment) => this.#parts.onMoment(boardId, moment),
      onSeat: (changed) => this.#parts.onSeat(boardId, changed),
      onFault: (error) => this.#parts.log.error('a room could not be saved', { boardId, error }),
    };
    const loading = loadRoom(store, boardId).then((loaded) => loaded && new Room(parts, loaded));
    this.#rooms.set(boardId, loading);
    const forget = () => this.#rooms.get(boardId) === loading && this.#rooms.delete(boardId);
    loading.then((room) => (room ? parts.onMoment(room.moment) : forget()), forget);
    return loading;
  }
}
