import type { RoomSnapshot, RoomState } from '#shared/model/room.ts';

type Around = Pick<RoomSnapshot, 'version' | 'generation' | 'board' | 'roster' | 'former'>;

/** What everybody may know of the room: of those who are done the number, of unopened notebooks how many. */
export function snapshotOf({ done, revealing, ...room }: RoomState, around: Around): RoomSnapshot {
  return {
    ...room,
    ...around,
    done: done.length,
    revealing: revealing && { left: revealing.order.length, now: revealing.now },
  };
}
