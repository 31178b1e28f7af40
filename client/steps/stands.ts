import type { RoomSnapshot } from '#shared/model/room.ts';
import { personIn } from '#shared/model/seat.ts';
import type { Order } from '#shared/wire/live.ts';

type Room = Pick<RoomSnapshot, 'agenda' | 'current' | 'roster' | 'shown'>;

/** Whether the room still is where an order brought it: what somebody else decided meanwhile is not taken back. */
export function stands(room: Room, order: Order): boolean {
  switch (order.is) {
    case 'go-to-step':
      return room.current === order.step;
    case 'set-agenda':
      return isSame(room.agenda, order.agenda) && room.current === order.current;
    case 'show':
      return isSame(room.shown, order.shown);
    case 'rename':
      return personIn(room.roster, order.participant)?.name === order.name;
    case 'set-role':
      return personIn(room.roster, order.participant)?.role === order.role;
    default:
      return true;
  }
}

/** Compares plain values as they travel; the order of their fields does not count. */
export const isSame = (a: unknown, b: unknown): boolean => plain(a) === plain(b);

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
