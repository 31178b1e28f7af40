/** How one way to the server did: a connection that got through, with its there-and-backs in milliseconds, or did not. */
export type Way = { readonly is: 'through'; readonly ms: readonly number[] } | { readonly is: 'blocked' };

/** What has been measured so far; null: not yet. */
export interface Measured {
  readonly http: Way | null;
  readonly websocket: Way | null;
  readonly polling: Way | null;
  /** This browser keeps what it is given to keep. */
  readonly keeps: boolean | null;
  /** This page is the one that the server hands out now; 'unknown' when it could not be asked. */
  readonly current: boolean | 'unknown' | null;
  /** CSS pixels of the window. */
  readonly screen: { readonly width: number; readonly height: number };
}

export const UNMEASURED = { http: null, websocket: null, polling: null, keeps: null, current: null } as const;

export type State = 'checking' | 'good' | 'slow' | 'limited' | 'unreachable';
export type About = 'http' | 'websocket' | 'polling' | 'keeps' | 'current' | 'screen';

export interface Line {
  readonly about: About;
  readonly state: State;
  /** Median of the there-and-backs, in milliseconds. */
  readonly ms: number | null;
}

/** works: an evening is possible, with less comfort than there could be. */
export type Verdict = 'checking' | 'good' | 'works' | 'fails';

/** Milliseconds from which a there-and-back is felt: others' cards begin to lag behind what is said at the table. */
export const SLOW_MS = 300;
/** CSS pixels of the smallest projection that we promise to be readable. */
export const PROJECTION = { width: 1280, height: 720 } as const;
/** What people notice during the round; the window's size only matters to whoever projects. */
const COUNTS: readonly About[] = ['http', 'websocket', 'polling', 'keeps', 'current'];

export function judge(measured: Measured): readonly Line[] {
  const { http, websocket, polling, keeps, current, screen } = measured;
  const fits = screen.width >= PROJECTION.width && screen.height >= PROJECTION.height;
  return [
    wayLine('http', http),
    // Without WebSocket there is the detour, so that alone keeps nobody away.
    wayLine('websocket', websocket, polling?.is === 'through' ? 'limited' : 'unreachable'),
    wayLine('polling', polling),
    { about: 'keeps', state: stateOf(keeps), ms: null },
    { about: 'current', state: current === 'unknown' ? 'unreachable' : stateOf(current), ms: null },
    { about: 'screen', state: stateOf(fits), ms: null },
  ];
}

/** Long polling opens every connection to the room, also where WebSocket works: without it nobody gets to a table. */
export function verdictOf(lines: readonly Line[]): Verdict {
  const states = lines.filter(({ about }) => COUNTS.includes(about)).map(({ state }) => state);
  if (states.includes('checking')) return 'checking';
  if (lines.some(({ about, state }) => about !== 'current' && state === 'unreachable')) return 'fails';
  return states.every((state) => state === 'good') ? 'good' : 'works';
}

function wayLine(about: About, way: Way | null, blocked: State = 'unreachable'): Line {
  if (way === null) return { about, state: 'checking', ms: null };
  if (way.is === 'blocked') return { about, state: blocked, ms: null };
  const ms = median(way.ms);
  return { about, state: ms < SLOW_MS ? 'good' : 'slow', ms };
}

const stateOf = (good: boolean | null): State => {
  if (good === null) return 'checking';
  return good ? 'good' : 'limited';
};

/** The middle one; of an even number the slower of both. */
export const median = (values: readonly number[]): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
