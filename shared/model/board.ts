import { BOARD_IDEAS_MAX, COORDINATE_MAX, RANK_MAX } from './limits.ts';
import { isId } from './ids.ts';
import type { Comment, Mark } from './talk.ts';

/** World coordinates: 1 unit is one CSS pixel at 100 %. */
export type Point = readonly [x: number, y: number];

/** Where an idea is; absent means in the pool. One value, so that two people moving one card end in one place. */
export type Place = { readonly in: string; readonly rank: string } | { readonly at: Point };

/** An idea as plain data. Absent fields may also be present as `undefined`, so that live views fit. */
export interface Idea {
  readonly id: string;
  readonly text: string;
  /** Participant id; null on anonymous boards and for imported ideas. */
  readonly author: string | null;
  readonly sector: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly place?: Place | undefined;
  /** The idea into which this one was merged. */
  readonly under?: string | undefined;
  readonly hidden?: true | undefined;
  /** Where a carried-over or imported idea came from. */
  readonly from?: string | undefined;
}

export interface Cluster {
  readonly id: string;
  readonly title: string;
  readonly at: Point;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

/** A day as `2026-05-12`. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** What somebody is going to do after the round. */
export interface Action {
  readonly id: string;
  readonly what: string;
  /** The idea or cluster from which it came. */
  readonly on?: string | undefined;
  /** Participant ids of those it names, whether they sit there or not. */
  readonly who: readonly string[];
  /** Participant ids of those who gave their word; who was named once and is no longer may still be among them. */
  readonly accepted: readonly string[];
  /** A day: `2026-05-12`. */
  readonly due?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The board document as plain data: what layouts and tests read. */
export interface Board {
  readonly ideas: ReadonlyMap<string, Idea>;
  readonly clusters: ReadonlyMap<string, Cluster>;
}

/** With what was said about ideas and agreed on: what exports read. */
export interface PlannedBoard extends Board {
  readonly actions: ReadonlyMap<string, Action>;
  readonly comments: ReadonlyMap<string, Comment>;
  /** By `ideaId:participantId`. */
  readonly marks: ReadonlyMap<string, Mark>;
}

const isCoordinate = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= COORDINATE_MAX;

export const isPoint = (value: unknown): value is Point =>
  Array.isArray(value) && value.length === 2 && isCoordinate(value[0]) && isCoordinate(value[1]);

/** Exactly these keys: none behind them either, as a decoded key `__proto__` would put there. */
const hasKeys = (value: object, ...keys: string[]): boolean => {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const own = Object.keys(value);
  return own.length === keys.length && keys.every((key) => own.includes(key));
};

const RANK = /^[0-9A-Za-z]+$/;
export const isRank = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= RANK_MAX && RANK.test(value);

export function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const place = value as Record<string, unknown>;
  if (hasKeys(place, 'in', 'rank')) return isId(place['in']) && isRank(place['rank']);
  return hasKeys(place, 'at') && isPoint(place['at']);
}

/** The cluster an idea lies in. A place in a cluster that is no longer there counts as the pool. */
export function clusterOf(idea: Idea, clusters: ReadonlyMap<string, unknown>): string | null {
  const place = idea.place;
  return place && 'in' in place && clusters.has(place.in) ? place.in : null;
}

interface Aged {
  readonly id: string;
  readonly createdAt: number;
}

/** Oldest first; of the same age by id, so that the order is the same everywhere. */
export const byAge = (a: Aged, b: Aged): number => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);

const byRank = (a: Idea, b: Idea): number => {
  const [left, right] = [rankOf(a), rankOf(b)];
  return left === right ? byAge(a, b) : left < right ? -1 : 1;
};

const rankOf = (idea: Idea): string => (idea.place && 'in' in idea.place ? idea.place.rank : '');

/** An idea stands on the wall on its own: not hidden by a moderator and not merged under another. */
export const isOnWall = (idea: Idea): boolean => idea.hidden !== true && idea.under === undefined;

export interface Sorted<I extends Idea = Idea> {
  /** Oldest first. */
  readonly pool: readonly I[];
  /** By cluster id, in rank order; every cluster has an entry. */
  readonly clustered: ReadonlyMap<string, readonly I[]>;
  /** Lying freely on the wall, oldest first. */
  readonly free: readonly I[];
}

/** A board whose ideas may be more than plain data, like live views. */
export interface BoardOf<I extends Idea> {
  readonly ideas: ReadonlyMap<string, I>;
  readonly clusters: ReadonlyMap<string, unknown>;
}

/** Sorts what stands on the wall into pool, clusters and free ideas, each in the order in which people read them. */
export function sortBoard<I extends Idea>(board: BoardOf<I>): Sorted<I> {
  const pool: I[] = [];
  const free: I[] = [];
  const clustered = new Map<string, I[]>([...board.clusters.keys()].map((id) => [id, []]));
  for (const idea of board.ideas.values()) {
    if (!isOnWall(idea)) continue;
    const cluster = clusterOf(idea, board.clusters);
    if (cluster !== null) clustered.get(cluster)?.push(idea);
    else if (idea.place && 'at' in idea.place) free.push(idea);
    else pool.push(idea);
  }
  pool.sort(byAge);
  free.sort(byAge);
  for (const ideas of clustered.values()) ideas.sort(byRank);
  return { pool, clustered, free };
}

export const isFull = (board: Pick<Board, 'ideas'>): boolean => board.ideas.size >= BOARD_IDEAS_MAX;

/** Whether somebody named by an action has given their word. */
export const hasAccepted = ({ who, accepted }: Pick<Action, 'who' | 'accepted'>, participantId: string): boolean =>
  who.includes(participantId) && accepted.includes(participantId);

/** The idea that stands on the wall for this one: itself, or the one it was merged into. Null in a circle or a gap. */
export function headOf(ideas: ReadonlyMap<string, Pick<Idea, 'id' | 'under'>>, id: string): string | null {
  const seen = new Set<string>();
  let at = ideas.get(id);
  while (at?.under !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    at = ideas.get(at.under);
  }
  return at === undefined || at.under !== undefined ? null : at.id;
}
