import { isId } from '#shared/model/ids.ts';
import type { CLOSE } from '#shared/wire/sync.ts';
import { mishap } from '../board/mishap.ts';
import type { Log } from '../log.ts';
import type { Seats } from '../seats/seats.ts';
import { isDamage } from '../store/fault.ts';
import type { StoredSeat } from '../store/store.ts';
import { Connection, type Transport } from './connection.ts';
import { notebookId, type Documents } from './documents.ts';

/** What somebody asks for, however their frames will travel. */
export interface Asked {
  readonly token: string;
  readonly boardId: string;
  /** '' is the board's own document, a participant id that person's notebook. */
  readonly document: string;
  /** The generation of the copy that the client holds; null when it holds none. */
  readonly generation: number | null;
}

export interface AdmissionParts {
  readonly documents: Documents;
  readonly seats: Pick<Seats, 'find'>;
  /** The generation of a board; null when there is no such board. */
  readonly generationOf: (boardId: string) => Promise<number | null>;
  readonly log: Log;
}

/**
 * Opens a document to whoever may have it; a code says why not. `begin` is called when they may come in, right before the
 * first frame, and gives what carries frames to them; null (which is passed on) when they have gone meanwhile.
 */
export type Admit = (asked: Asked, begin: () => Transport | null) => Promise<Connection | Denied | null>;

/** 'damaged': the board cannot be read until the operator has restored a backup. */
export type Denied = keyof typeof CLOSE | 'damaged';

export const admitWith =
  (parts: AdmissionParts): Admit =>
  async (asked, begin) => {
    try {
      const seat = await seatFor(asked, parts);
      if (typeof seat === 'string') return seat;
      const id = asked.document === '' ? seat.boardId : notebookId(seat.boardId, asked.document);
      return await parts.documents.using(id, async (document) => {
        if (document === null) return 'noBoard';
        // The seat may have changed while the document was read.
        const found = await parts.seats.find(asked.token);
        if (found.is !== 'seated') return 'noSeat';
        const transport = begin();
        return transport && new Connection(transport, { seat: found.seat, document, log: parts.log });
      });
    } catch (fault) {
      // The documents have said so once; people are told at every knock.
      if (isDamage(fault)) return 'damaged';
      parts.log.error(mishap('a document could not be opened', fault), { fault });
      return 'later';
    }
  };

/** The seat that the token opens here, or why there is none. */
async function seatFor(asked: Asked, parts: AdmissionParts): Promise<StoredSeat | keyof typeof CLOSE> {
  const { boardId, document, generation: held } = asked;
  const [found, generation] = await Promise.all([
    parts.seats.find(asked.token),
    isId(boardId) ? parts.generationOf(boardId) : null,
  ]);
  if (generation === null) return 'noBoard';
  if (found.is !== 'seated') return 'noSeat';
  const { seat } = found;
  if (seat.boardId !== boardId || !isFor(seat, document)) return 'notHere';
  return held === null || held === generation ? seat : 'olderGeneration';
}

/** A board is for all who sit at it; a notebook for its owner alone, and a screen has none. */
const isFor = ({ participantId, role }: StoredSeat, document: string): boolean =>
  document === '' || (document === participantId && role !== 'screen');
