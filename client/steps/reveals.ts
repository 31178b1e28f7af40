import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Step } from '#shared/model/step.ts';

type Room = Pick<RoomSnapshot, 'agenda' | 'current' | 'revealing'> & {
  readonly board: Pick<RoomSnapshot['board'], 'anonymous'>;
};

const isSilent = (step: Step | undefined): boolean => step?.kind === 'collect' && step.silent === true;

/** Whether going to that step opens all notebooks, which nothing can take back. */
export function opensAll({ agenda, current, revealing, board }: Room, to: number): boolean {
  const here = agenda[current];
  if (to === current || isSilent(agenda[to])) return false;
  if (revealing !== null) return true;
  const oneByOne = here?.kind === 'collect' && here.reveal === 'by-person' && !board.anonymous;
  return isSilent(here) && !oneByOne;
}
