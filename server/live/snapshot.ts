import type { RoomSnapshot, RoomState } from '#shared/model/room.ts';
import { showsAgreements } from '#shared/rules/agreements.ts';

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

/** What a screen shows of the room. It names people in agreements only, and so is told of them only then, and only the name. */
export function forScreens(room: RoomSnapshot): RoomSnapshot {
  const named = showsAgreements(room);
  return {
    ...room,
    roster: named ? room.roster.map(({ organisation: _, ...entry }) => entry) : [],
    former: named ? room.former.map(({ organisation: _, ...seat }) => seat) : [],
    hands: [],
    revealing: room.revealing && { ...room.revealing, now: null },
  };
}
