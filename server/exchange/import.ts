import type * as Y from 'yjs';
import { createAction } from '#shared/document/plan.ts';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, postIdea, type Origin } from '#shared/document/write.ts';
import type { Laid } from '#shared/exchange/lay.ts';
import { report } from '#shared/exchange/report.ts';
import { newId, type FillRandom } from '#shared/model/ids.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Imported } from '#shared/wire/http.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import { readUpload, type UploadedFile } from './upload.ts';

/** The part of the live documents that an import needs. Resolves when the write is on disk; null when there is no such board. */
export interface BoardWriter {
  write<T>(boardId: string, write: (doc: Y.Doc) => T): Promise<T | null>;
}

export interface Import extends UploadedFile {
  readonly documents: BoardWriter;
  /** Keeps the board as it is; not asked of files that cannot be read. */
  readonly keepFirst?: () => Promise<void>;
  readonly fillRandom: FillRandom;
  readonly roster: readonly Seat[];
}

const ORIGIN: Origin = { is: 'import' };

/** Brings the ideas of a file onto a board, in one write. Asks nothing; says of each line that stays behind why. */
export async function importInto(order: Import): Promise<Imported | Refusal> {
  const { documents, board, roster, locale, now, fillRandom } = order;
  const upload = readUpload(order);
  if (isRefusal(upload)) return upload;
  await order.keepFirst?.();
  const random = drawnAhead(fillRandom);
  const laid = await documents.write(board.id, (doc) => {
    const laying = { board: readBoard(doc), roster, now, newId: () => newId(random), anonymous: board.anonymous };
    const fresh = upload.lay(laying);
    write(doc, fresh);
    return fresh;
  });
  if (laid === null) return refuse('no-such-board');
  return {
    ideas: laid.ideas.length,
    clusters: laid.clusters.length,
    left: report([...upload.left, ...laid.left], 'more-left', locale),
    notes: report([...upload.notes, ...laid.notes], 'more-notes', locale),
  };
}

function write(doc: Y.Doc, { ideas, clusters, actions }: Laid): void {
  doc.transact(() => {
    for (const cluster of clusters) createCluster(doc, cluster, ORIGIN);
    for (const idea of ideas) postIdea(doc, idea, ORIGIN);
    for (const action of actions) createAction(doc, action, ORIGIN);
  }, ORIGIN);
}

/** Bytes of chance drawn at once: every draw is a call of the system's, and an import needs an id for each idea. */
const DRAW_BYTES = 16 * 1024;

function drawnAhead(fillRandom: FillRandom): FillRandom {
  let drawn: Uint8Array = new Uint8Array();
  return (bytes) => {
    if (drawn.length < bytes.length) drawn = fillRandom(new Uint8Array(Math.max(DRAW_BYTES, bytes.length)));
    bytes.set(drawn.subarray(0, bytes.length));
    drawn = drawn.subarray(bytes.length);
    return bytes;
  };
}
