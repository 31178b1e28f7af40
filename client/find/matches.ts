import { byAge, clusterOf, headOf, sortBoard, type Cluster, type Idea } from '#shared/model/board.ts';
import { contains, folded, wordsOf, type Folded } from './folded.ts';

/** What somebody looks for; what is null or empty does not matter. */
export interface Wanted {
  readonly words: string;
  readonly sector: string | null;
  /** A cluster's id, or `OUTSIDE` for what is in none. */
  readonly cluster: string | null;
  readonly mine: boolean;
  /** Only these, like what came while somebody was away. */
  readonly among: ReadonlySet<string> | null;
}

export const OUTSIDE = '';
export const NOTHING_WANTED: Wanted = { words: '', sector: null, cluster: null, mine: false, among: null };

export const isWanting = ({ words, sector, cluster, mine, among }: Wanted): boolean =>
  words.trim() !== '' || sector !== null || cluster !== null || mine || among !== null;

/** A board whose ideas may be more than plain data, like live views. */
interface BoardOf<I extends Idea> {
  readonly ideas: ReadonlyMap<string, I>;
  readonly clusters: ReadonlyMap<string, Pick<Cluster, 'id' | 'createdAt'>>;
}

interface Known {
  readonly isMine: (idea: Idea) => boolean;
  readonly folds?: Folds;
}

/** The folded texts of ideas, so that each is folded once and not with every key. */
export class Folds {
  readonly #kept = new Map<string, { readonly text: string; readonly folded: Folded }>();

  of({ id, text }: Pick<Idea, 'id' | 'text'>): Folded {
    const kept = this.#kept.get(id);
    if (kept?.text === text) return kept.folded;
    const fresh = folded(text);
    this.#kept.set(id, { text, folded: fresh });
    return fresh;
  }
}

/**
 * The ideas on the wall that are wanted, in the order in which they are read. An idea that was merged stands for itself and
 * is found in the one that stands on the wall.
 */
export function matches<I extends Idea>(board: BoardOf<I>, wanted: Wanted, known: Known): string[] {
  const { isMine, folds = new Folds() } = known;
  const words = wordsOf(wanted.words);
  const fits = (idea: I): boolean =>
    (wanted.among?.has(idea.id) ?? true) &&
    (wanted.sector === null || idea.sector === wanted.sector) &&
    (!wanted.mine || isMine(idea)) &&
    contains(folds.of(idea), words);
  const heads = new Set<string | null>();
  for (const idea of board.ideas.values())
    if (idea.hidden !== true && fits(idea)) heads.add(headOf(board.ideas, idea.id));
  const lies = (idea: I): boolean =>
    wanted.cluster === null || (clusterOf(idea, board.clusters) ?? OUTSIDE) === wanted.cluster;
  return readingOrder(board)
    .filter((idea) => heads.has(idea.id) && lies(idea))
    .map(({ id }) => id);
}

/** What stands on the wall, as the list shows it: cluster by cluster, then the pool, then what lies freely. */
function readingOrder<I extends Idea>(board: BoardOf<I>): I[] {
  const { pool, clustered, free } = sortBoard(board);
  const clusters = [...board.clusters.values()].sort(byAge);
  return [...clusters.flatMap(({ id }) => clustered.get(id) ?? []), ...pool, ...free];
}

/** The match after or before the one where somebody stands; it goes round. Null where there is none. */
export function nextOf(found: readonly string[], at: string | null, step: 1 | -1): string | null {
  if (found.length === 0) return null;
  const index = at === null ? -1 : found.indexOf(at);
  const from = index < 0 && step < 0 ? 0 : index;
  return found[(from + step + found.length) % found.length] ?? null;
}
