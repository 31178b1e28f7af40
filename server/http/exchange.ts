import { Router, type Request, type Response } from 'express';
import { readBoard } from '#shared/document/read.ts';
import { fileName } from '#shared/exchange/file-name.ts';
import { IMPORT_BYTES_MAX } from '#shared/model/limits.ts';
import { NEW_ROOM } from '#shared/model/room.ts';
import type { Boards } from '../board/boards.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { Versions } from '../board/versions.ts';
import { exportBoard, isExportFormat } from '../exchange/export.ts';
import { importInto } from '../exchange/import.ts';
import { Printer } from '../exchange/printer.ts';
import type { ProtocolSource } from '../exchange/protocol/press.ts';
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
  const whole = { ...parts, printer: new Printer() };
  router.get(
    '/boards/:id/export.:format',
    answered((request, response) => sendExport(whole, request, response)),
  );
  router.post(
    '/boards/:id/import',
    answered((request, response) => takeImport(parts, request, response)),
  );
  return router;
}

async function sendExport(
  parts: ExchangeRoutesParts & { readonly printer: Printer },
  request: Request,
  response: Response,
): Promise<Answer | Refusal> {
  const format = String(request.params['format']);
  if (format !== 'pdf' && !isExportFormat(format)) return refuse('no-such-page');
  const seat = inPace(await seatOf(parts.seats, request), parts.paces.files);
  if (isRefusal(seat)) return seat;
  const read = () => sourceOf(parts, seat.boardId, request);
  if (format === 'pdf') return sendProtocol(parts.printer, read, response);
  const source = await read();
  if (source === null) return refuse('no-such-board');
  const file = exportBoard({ format, ...source });
  return { status: 200, text: file.body, contentType: file.contentType, fileName: file.fileName };
}

/** Seconds after which a line as long as that has become much shorter. */
const LINE_S = 30;

/** Whoever goes away meanwhile is no longer waited for. */
async function sendProtocol(
  printer: Printer,
  read: () => Promise<ProtocolSource | null>,
  response: Response,
): Promise<Answer | Refusal> {
  if (printer.isFull) return refuse('server-busy', { retryAfter: LINE_S });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const printed = await printer.print(read, gone.signal);
  if (printed === null) return refuse('no-such-board');
  const { info, now } = printed.source;
  const name = fileName(info.title, { now, extension: 'pdf' });
  return { status: 200, text: printed.pdf, contentType: 'application/pdf', fileName: name };
}

/** The board as it is now; null when it is gone. */
async function sourceOf(parts: ExchangeRoutesParts, boardId: string, request: Request): Promise<ProtocolSource | null> {
  const [stored, board, roster] = await Promise.all([
    parts.boards.byId(boardId),
    parts.documents.read(boardId, readBoard),
    parts.boards.peopleOf(boardId),
  ]);
  if (stored === null || board === null) return null;
  const { info } = stored;
  // Rooms that an earlier version wrote know less.
  const { votes, agenda } = { ...NEW_ROOM, ...stored.room };
  const locale = pickLocale(request.query['locale'], request.headers['accept-language'] ?? info.locale);
  return { board, info, roster, votes, agenda, locale, now: parts.world.now() };
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
