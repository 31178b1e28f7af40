import { NEW_ROOM, type BoardInfo, type RoomState } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import { shownSeat } from '../seats/shown-seat.ts';
import type { KeptBallot, Store } from '../store/store.ts';

/** A room as it lies in the store. */
export interface LoadedRoom {
  readonly info: BoardInfo;
  readonly state: RoomState;
  readonly version: number;
  readonly generation: number;
  readonly epoch: number;
  /** In the order in which they came; without screens. */
  readonly people: readonly Seat[];
  /** Who was removed. */
  readonly former: readonly Seat[];
  /** Of votes that have not ended. */
  readonly ballots: readonly KeptBallot[];
}

export type RoomStore = Pick<
  Store,
  'acquire' | 'boardById' | 'seatsOf' | 'saveRoom' | 'ballotsOf' | 'saveBallot' | 'endVote' | 'addSeat' | 'changeSeat'
>;

/** Becomes the owner first and reads then, so that nobody else can change what was read. Null: no such board. */
export async function loadRoom(store: RoomStore, boardId: string): Promise<LoadedRoom | null> {
  const epoch = await store.acquire(boardId);
  const [board, seats, ballots] = await Promise.all([
    store.boardById(boardId),
    store.seatsOf(boardId),
    store.ballotsOf(boardId),
  ]);
  if (epoch === null || board === null) return null;
  const people = seats.filter((seat) => seat.role !== 'screen');
  const [there, gone] = [people.filter((seat) => !seat.removedAt), people.filter((seat) => seat.removedAt)];
  const { info, room, roomVersion, generation } = board;
  // Rooms that an earlier version wrote know less.
  return {
    info,
    state: { ...NEW_ROOM, ...room },
    version: roomVersion,
    generation,
    epoch,
    ...{ people: there.map(shownSeat), former: gone.map(shownSeat), ballots },
  };
}
