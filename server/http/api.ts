import { Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import { mishap, refusalOf } from '../board/mishap.ts';
import { refuse } from '../board/refusal.ts';
import type { Log } from '../log.ts';
import { sendRefusal } from './answer.ts';
import { boardRoutes, type BoardRoutesParts } from './boards.ts';
import { exchangeRoutes, type ExchangeRoutesParts } from './exchange.ts';
import { versionRoutes, type VersionRoutesParts } from './versions.ts';

/** Everything under `/api`: answers are for whoever asked, now, and never kept. */
export function api(parts: BoardRoutesParts & ExchangeRoutesParts & VersionRoutesParts): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(boardRoutes(parts), exchangeRoutes(parts), versionRoutes(parts));
  router.use(noSuchPage);
  return router;
}

export const noSuchPage: RequestHandler = (request, response) => {
  sendRefusal(request, response, refuse('no-such-page'));
};

/** Faults of the request (like a malformed address) are told; all others are logged, and nothing of them leaves the server. */
export const faults =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (isRequestFault(error)) return sendRefusal(request, response, refuse('bad-request'));
    log.error(mishap('a request failed', error), { method: request.method, route: request.baseUrl, error });
    return sendRefusal(request, response, refusalOf(error));
  };

const isRequestFault = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500;
