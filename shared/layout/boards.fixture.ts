import type { Board, Cluster, Idea, Place } from '../model/board.ts';

/** Small boards for tests. */

export const ideaId = (n: number): string => `idea-${n}`.padEnd(16, 'x');
export const clusterId = (n: number): string => `cluster-${n}`.padEnd(16, 'x');

const WORDS = 'Ladesäulen am Markt mit Solardach und Sitzbank, gebaut von Makern aus der Region'.split(' ');

/** A text of so many words. */
export const text = (words: number): string =>
  Array.from({ length: words }, (_, i) => WORDS[i % WORDS.length] ?? '').join(' ');

export function idea(
  n: number,
  given: { place?: Place; words?: number; createdAt?: number; text?: string } = {},
): Idea {
  const { place, words = 8, createdAt = n } = given;
  return {
    id: ideaId(n),
    text: given.text ?? text(words),
    author: null,
    sector: n % 2 ? 'industry' : 'creative',
    createdAt,
    ...(place ? { place } : {}),
  };
}

export function cluster(n: number, at: readonly [number, number], title = 'Laden & Parken'): Cluster {
  return { id: clusterId(n), title, at, createdBy: null, createdAt: n };
}

export const inCluster = (n: number, rank: string): Place => ({ in: clusterId(n), rank });

export const board = (ideas: readonly Idea[], clusters: readonly Cluster[] = []): Board => ({
  ideas: new Map(ideas.map((it) => [it.id, it])),
  clusters: new Map(clusters.map((it) => [it.id, it])),
});
