import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import {
  createBoardBody,
  joinBody,
  type BoardCreated,
  type Joined,
  type ModeratorCreated,
  type ScreenCreated,
} from '#shared/wire/http.ts';
import { doorOf, type Boards, type GivenSeat } from '../board/boards.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { Config } from '../config.ts';
import type { Seats } from '../seats/seats.ts';
import { neighbourhood } from '../pace/neighbourhood.ts';
import { bearerToken } from '../seats/token.ts';
import type { StoredBoard } from '../store/store.ts';
import { answered, type Answer } from './answer.ts';
import { readJson } from './body.ts';
import type { Guesses } from './guesses.ts';
import { Links } from './links.ts';
import type { Paces } from './paces.ts';
import { inPace, moderatorOf } from './who.ts';

export interface BoardRoutesParts {
  readonly config: Pick<Config, 'createKey' | 'publicUrl'>;
  readonly boards: Boards;
  readonly seats: Seats;
  /** Slow down the guessing of codes, and of the key to create boards. */
  readonly codeGuesses: Guesses;
  readonly keyGuesses: Guesses;
  readonly paces: Paces;
}

/** The calls that concern a board as a whole: create, door, join, screens, moderators, delete. */
export function boardRoutes(parts: BoardRoutesParts): Router {
  const router = Router();
  router.post(
    '/boards',
    answered((request, response) => create(parts, request, response)),
  );
  router.get(
    '/boards/:code/door',
    answered((request) => door(parts, request)),
  );
  router.post(
    '/boards/:code/join',
    answered((request, response) => join(parts, request, response)),
  );
  router.post(
    '/boards/:id/screens',
    answered((request) => addScreen(parts, request)),
  );
  router.post(
    '/boards/:id/moderators',
    answered((request) => addModerator(parts, request)),
  );
  router.delete(
    '/boards/:id',
    answered((request) => remove(parts, request)),
  );
  return router;
}

async function create(parts: BoardRoutesParts, request: Request, response: Response): Promise<Answer | Refusal> {
  const key = await parts.keyGuesses.lookup(request.ip, async () => isKey(parts.config.createKey, request) || null);
  if (key !== true) return key ?? refuse('create-key-wrong');
  const tooFast = parts.paces.boards.ask(addressBy(request));
  if (tooFast !== null) return tooFast;
  const asked = await readJson(request, response, createBoardBody);
  if (isRefusal(asked)) return asked;
  const { info, moderator, screen } = await parts.boards.create(asked);
  const links = Links.from(request, parts.config);
  const created: BoardCreated = {
    board: { id: info.id, code: info.code },
    moderator: { participantId: moderator.seat.participantId, token: moderator.token },
    links: {
      join: links.join(info.code),
      moderate: links.moderate(info.id, moderator.token),
      screen: links.screen(info.id, screen.token),
    },
  };
  return { status: 201, json: created };
}

/** Compared by hash, so that the time it takes tells nothing about the key. */
function isKey(createKey: string | null, request: Request): boolean {
  if (createKey === null) return true;
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(bearerToken(request.headers.authorization) ?? ''), hash(createKey));
}

async function door(parts: BoardRoutesParts, request: Request): Promise<Answer | Refusal> {
  const board = await boardByCode(parts, request);
  return isRefusal(board) ? board : { status: 200, json: doorOf(board) };
}

async function join(parts: BoardRoutesParts, request: Request, response: Response): Promise<Answer | Refusal> {
  const tooFast = parts.paces.joins.ask(addressBy(request));
  if (tooFast !== null) return tooFast;
  const person = await readJson(request, response, joinBody);
  if (isRefusal(person)) return person;
  const board = await boardByCode(parts, request);
  if (isRefusal(board)) return board;
  const given = await parts.boards.join(board, person);
  if (isRefusal(given)) return given;
  const { boardId, participantId } = given.seat;
  const joined: Joined = { boardId, participantId, role: 'participant', token: given.token };
  return { status: 201, json: joined };
}

const addressBy = (request: Request): string => neighbourhood(request.ip ?? '');

async function boardByCode(
  { boards, codeGuesses }: BoardRoutesParts,
  request: Request,
): Promise<StoredBoard | Refusal> {
  const code = String(request.params['code']);
  return (await codeGuesses.lookup(request.ip, () => boards.byCode(code))) ?? refuse('no-such-board');
}

async function addScreen(parts: BoardRoutesParts, request: Request): Promise<Answer | Refusal> {
  const given = await giveSeat(parts, request, (board) => parts.boards.addScreen(board));
  if (isRefusal(given)) return given;
  const link = Links.from(request, parts.config).screen(given.seat.boardId, given.token);
  return { status: 201, json: { token: given.token, link } satisfies ScreenCreated };
}

async function addModerator(parts: BoardRoutesParts, request: Request): Promise<Answer | Refusal> {
  const given = await giveSeat(parts, request, (board) => parts.boards.addModerator(board));
  if (isRefusal(given)) return given;
  const { seat, token } = given;
  const link = Links.from(request, parts.config).moderate(seat.boardId, token);
  return { status: 201, json: { participantId: seat.participantId, token, link } satisfies ModeratorCreated };
}

async function giveSeat(
  parts: BoardRoutesParts,
  request: Request,
  give: (board: StoredBoard) => Promise<GivenSeat | Refusal>,
): Promise<GivenSeat | Refusal> {
  const moderator = inPace(await moderatorOf(parts.seats, request), parts.paces.calls);
  if (isRefusal(moderator)) return moderator;
  const board = await parts.boards.byId(moderator.boardId);
  return board === null ? refuse('no-such-board') : give(board);
}

async function remove(parts: BoardRoutesParts, request: Request): Promise<Answer | Refusal> {
  const moderator = inPace(await moderatorOf(parts.seats, request), parts.paces.calls);
  if (isRefusal(moderator)) return moderator;
  return (await parts.boards.remove(moderator.boardId)) ? { status: 204 } : refuse('no-such-board');
}
