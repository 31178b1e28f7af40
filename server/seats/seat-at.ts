import { refuse, type Refusal } from '../board/refusal.ts';
import type { StoredSeat } from '../store/store.ts';
import type { Seats } from './seats.ts';

/** The seat that a token gives at this board, or why there is none. */
export async function seatAt(seats: Seats, boardId: string, token: string | null): Promise<StoredSeat | Refusal> {
  if (token === null || token === '') return refuse('token-missing');
  const found = await seats.find(token);
  if (found.is === 'unknown') return refuse('token-unknown');
  if (found.is === 'expired') return refuse('token-expired');
  return found.seat.boardId === boardId ? found.seat : refuse('not-allowed');
}
