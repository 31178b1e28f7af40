import { Router, type Request, type Response } from 'express';
import type { Cluster, Idea } from '#shared/model/board.ts';
import type { VersionContent } from '#shared/model/version.ts';
import { keepVersionBody, type VersionRead, type VersionRestored, type Versions as Listed } from '#shared/wire/http.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import type { Versions } from '../board/versions.ts';
import type { Seats } from '../seats/seats.ts';
import type { StoredSeat } from '../store/store.ts';
import { answered, type Answer } from './answer.ts';
import { readJson } from './body.ts';
import type { Paces } from './paces.ts';
import { inPace, moderatorOf } from './who.ts';

export interface VersionRoutesParts {
  readonly seats: Seats;
  readonly versions: Versions;
  readonly paces: Paces;
}

/** Versions of a board, for moderators: also what somebody took off the board is in them. */
export function versionRoutes(parts: VersionRoutesParts): Router {
  const router = Router();
  const path = '/boards/:id/versions';
  router.get(path, led(parts, list));
  router.post(path, led(parts, keep));
  router.get(`${path}/:n`, led(parts, read));
  router.post(`${path}/:n/restore`, led(parts, restore));
  return router;
}

interface Asked {
  readonly versions: Versions;
  readonly moderator: StoredSeat;
  readonly request: Request;
  readonly response: Response;
}

/** Each of these walks over a whole board, so they go at the pace of files. */
const led = ({ seats, versions, paces }: VersionRoutesParts, answer: (asked: Asked) => Promise<Answer | Refusal>) =>
  answered(async (request, response) => {
    const moderator = inPace(await moderatorOf(seats, request), paces.files);
    return isRefusal(moderator) ? moderator : answer({ versions, moderator, request, response });
  });

async function list({ versions, moderator }: Asked): Promise<Answer> {
  return { status: 200, json: { versions: await versions.list(moderator.boardId) } satisfies Listed };
}

async function keep({ versions, moderator, request, response }: Asked): Promise<Answer | Refusal> {
  const asked = await readJson(request, response, keepVersionBody);
  if (isRefusal(asked)) return asked;
  const kept = await versions.keep(moderator.boardId, asked.name);
  return isRefusal(kept) ? kept : { status: 201, json: kept };
}

async function read({ versions, moderator, request }: Asked): Promise<Answer | Refusal> {
  const n = numberOf(request);
  const found = n === null ? refuse('no-such-version') : await versions.read(moderator.boardId, n);
  if (isRefusal(found)) return found;
  const { version, content, size } = found;
  const [ideas, clusters] = [listOf(content, 'ideas') as Idea[], listOf(content, 'clusters') as Cluster[]];
  const json: VersionRead = { version, size, ideas, clusters };
  return { status: 200, json };
}

async function restore({ versions, moderator, request }: Asked): Promise<Answer | Refusal> {
  const n = numberOf(request);
  if (n === null) return refuse('no-such-version');
  const restored = await versions.restore(moderator.boardId, { n, by: moderator.participantId });
  return isRefusal(restored) ? restored : { status: 200, json: restored satisfies VersionRestored };
}

/** With the fields of an idea, or a cluster: the schema has seen to it. */
const listOf = ({ board }: VersionContent, root: string): unknown[] =>
  [...(board.get(root) ?? [])].map(([id, fields]) => ({ ...fields, id }));

/** Versions count from 1; null for what is no such number. */
function numberOf(request: Request): number | null {
  const said = String(request.params['n']);
  return /^[1-9]\d{0,8}$/.test(said) ? Number(said) : null;
}
