import type { Request, RequestHandler, Response } from 'express';
import { isRefusal, type Refusal } from '../board/refusal.ts';
import { pickLocale, type Locale } from './locale.ts';
import { problemOf } from './problem.ts';

/** Milliseconds for which bytes of a body that nobody wants are still taken (and thrown away) after the answer. */
const LINGER_MS = 10_000;

/** What a handler gives back; sending it is done in one place. */
export type Answer =
  | { readonly status: 200 | 201; readonly json: object }
  | { readonly status: 204 }
  | {
      readonly status: 200;
      readonly text: string | Uint8Array;
      readonly contentType: string;
      readonly fileName?: string;
    };

export type Handler = (request: Request, response: Response) => Promise<Answer | Refusal>;

export const answered =
  (handler: Handler): RequestHandler =>
  async (request, response) => {
    const answer = await handler(request, response);
    if (isRefusal(answer)) sendRefusal(request, response, answer);
    else sendAnswer(request, response, answer);
  };

export const localeOf = (request: Request): Locale =>
  pickLocale(request.query['locale'], request.headers['accept-language']);

export function sendRefusal(request: Request, response: Response, refusal: Refusal): void {
  const problem = problemOf(refusal, localeOf(request));
  response.status(problem.status);
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
  if (refusal.retryAfter !== undefined) response.set('Retry-After', String(refusal.retryAfter));
  response.vary('Accept-Language');
  sendBody(request, response, { type: 'application/problem+json', body: JSON.stringify(problem) });
}

function sendAnswer(request: Request, response: Response, answer: Answer): void {
  response.status(answer.status);
  if ('json' in answer) {
    sendBody(request, response, { type: 'application/json', body: JSON.stringify(answer.json) });
  } else if ('text' in answer) {
    if (answer.fileName !== undefined) response.attachment(answer.fileName);
    sendBody(request, response, { type: answer.contentType, body: answer.text });
  } else {
    response.end();
  }
}

function sendBody(
  request: Request,
  response: Response,
  { type, body }: { type: string; body: string | Uint8Array },
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // Not `response.type`: it would take `charset` away from problem documents or add it twice to exports.
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  if (hasUnreadBody(request)) endLingering(request, response, bytes);
  else response.end(bytes);
}

const hasUnreadBody = (request: Request): boolean =>
  !request.complete &&
  (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0);

/**
 * Answers somebody who is still sending a body that nobody will read. Closing at once would reset the connection, and
 * many clients would then never see the answer. So the whole answer goes out now, what still comes is thrown away
 * unread for a while, and then the connection ends (like nginx's `lingering_close`).
 */
function endLingering(request: Request, response: Response, bytes: Uint8Array): void {
  response.setHeader('Connection', 'close');
  response.write(bytes);
  const end = () => {
    clearTimeout(patience);
    response.end();
  };
  const patience = setTimeout(() => request.socket.destroy(), LINGER_MS).unref();
  request.once('end', end).once('close', end);
  request.resume();
}
