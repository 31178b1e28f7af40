import { Router, type Request, type Response } from 'express';
import { readBoard } from '#shared/document/read.ts';
import { IMPORT_BYTES_MAX } from '#shared/model/limits.ts';
import { NEW_ROOM } from '#shared/model/room.ts';
import type { Boards } from '../board/boards.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { Versions } from '../board/versions.ts';
import { exportBoard, isExportFormat } from '../exchange/export.ts';
import { importInto } from '../exchange/import.ts';
import type { Seats } from '../seats/seats.ts';
import type { Documents } from '../sync/documents.ts';
import type { World } from '../world.ts';
import { answered, localeOf, type Answer } from './answer.ts';
import { readBytes } from './body.ts';
import { pickLocale } from './locale.ts';
import type { Paces } from './paces.ts';
import { inPace, moderatorOf, seatOf } from './who.ts';

export interface ExchangeRoutesParts {
  readonly boards: Boards;
  readonly seats: Seats;
  readonly documents: Documents;
  readonly versions: Pick<Versions, 'keepImport'>;
  readonly world: World;
  readonly paces: Paces;
}

/** Boards as files: out for everybody at the table, in for moderators. */
export function exchangeRoutes(parts: ExchangeRoutesParts): Router {
  const router = Router();
  router.get(
    '/boards/:id/export.:format',
    answered((request) => sendExport(parts, request)),
  );
  router.post(
    '/boards/:id/import',
    answered((request, response) => takeImport(parts, request, response)),
  );
  return router;
}

async function sendExport(parts: ExchangeRoutesParts, request: Request): Promise<Answer | Refusal> {
  const format = String(request.params['format']);
  if (!isExportFormat(format)) return refuse('no-such-page');
  const seat = inPace(await seatOf(parts.seats, request), parts.paces.files);
  if (isRefusal(seat)) return seat;
  const [stored, board, roster] = await Promise.all([
    parts.boards.byId(seat.boardId),
    parts.documents.read(seat.boardId, readBoard),
    parts.boards.peopleOf(seat.boardId),
  ]);
  if (stored === null || board === null) return refuse('no-such-board');
  const { info } = stored;
  // Rooms that an earlier version wrote know less.
  const { votes } = { ...NEW_ROOM, ...stored.room };
  const locale = pickLocale(request.query['locale'], request.headers['accept-language'] ?? info.locale);
  const file = exportBoard({ format, board, info, roster, votes, locale, now: parts.world.now() });
  return { status: 200, text: file.body, contentType: file.contentType, fileName: file.fileName };
}

async function takeImport(parts: ExchangeRoutesParts, request: Request, response: Response): Promise<Answer | Refusal> {
  const { documents, boards, versions, world } = parts;
  const moderator = inPace(await moderatorOf(parts.seats, request), parts.paces.files);
  if (isRefusal(moderator)) return moderator;
  // The bytes of a file count for more than what it is called, but a form is no file.
  if (request.is('multipart/*')) return refuse('not-this-format');
  const bytes = await readBytes(request, response, IMPORT_BYTES_MAX);
  if (!Buffer.isBuffer(bytes)) return bytes;
  const [stored, roster] = await Promise.all([boards.byId(moderator.boardId), boards.peopleOf(moderator.boardId)]);
  if (stored === null) return refuse('no-such-board');
  const file = { bytes, contentType: request.headers['content-type'], board: stored.info, locale: localeOf(request) };
  const keepFirst = () => versions.keepImport(moderator.boardId);
  const imported = await importInto({
    ...file,
    roster,
    documents,
    keepFirst,
    now: world.now(),
    fillRandom: world.fillRandom,
  });
  return isRefusal(imported) ? imported : { status: 200, json: imported };
}
