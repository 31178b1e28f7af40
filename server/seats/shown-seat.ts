import type { Seat } from '#shared/model/seat.ts';
import type { StoredSeat } from '../store/store.ts';

/** What others may know of a stored seat: everything but the token, and until when. */
export function shownSeat({ participantId, role, sector, name, organisation, standIn }: StoredSeat): Seat {
  return {
    participantId,
    role,
    sector,
    ...(name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(standIn === undefined ? {} : { standIn }),
  };
}
