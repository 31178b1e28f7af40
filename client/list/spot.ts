import { Arranger } from '#shared/layout/arrange.ts';
import { freeSlot } from '#shared/layout/slot.ts';
import type { Board, Point } from '#shared/model/board.ts';

/** Where a cluster goes that was made in the list: the same free slot that the wall would choose. */
export const freeSpot = (board: Board): Point => freeSlot(new Arranger().arrange(board));
