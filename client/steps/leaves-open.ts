import { currentStep, type RoomSnapshot } from '#shared/model/room.ts';
import { openVote, type OpenVote } from '#shared/model/vote.ts';
import type { Order } from '#shared/wire/live.ts';

type Room = Pick<RoomSnapshot, 'agenda' | 'current' | 'votes'>;

/** The vote that an order would leave behind without a result; null when there is none. */
export function leavesOpen(room: Room, order: Order): OpenVote | null {
  const leaves = order.is === 'go-to-step' && order.step !== room.current && currentStep(room) === 'vote';
  return leaves ? openVote(room.votes) : null;
}
