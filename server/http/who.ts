import type { Request } from 'express';
import { mayLead } from '#shared/rules/may.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import { seatAt } from '../seats/seat-at.ts';
import type { Seats } from '../seats/seats.ts';
import { bearerToken } from '../seats/token.ts';
import type { Allowances } from '../pace/allowances.ts';
import type { StoredSeat } from '../store/store.ts';

/** Who asks for something about the board in the path. */
export const seatOf = (seats: Seats, request: Request): Promise<StoredSeat | Refusal> =>
  seatAt(seats, String(request.params['id']), bearerToken(request.headers.authorization));

/** The same, for what only moderators may. */
export async function moderatorOf(seats: Seats, request: Request): Promise<StoredSeat | Refusal> {
  const seat = await seatOf(seats, request);
  if (isRefusal(seat)) return seat;
  return mayLead(seat) === null ? seat : refuse('not-allowed');
}

/** Passes a seat on when its person may ask once more at this pace. */
export const inPace = (seat: StoredSeat | Refusal, pace: Allowances): StoredSeat | Refusal =>
  isRefusal(seat) ? seat : (pace.ask(seat.participantId) ?? seat);
