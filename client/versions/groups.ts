import { byAge, sortBoard, type Cluster, type Idea } from '#shared/model/board.ts';

export interface Line {
  readonly idea: Idea;
  /** It was merged into the idea before. */
  readonly below: boolean;
}

export interface Group {
  readonly is: 'cluster' | 'free' | 'pool' | 'hidden';
  readonly key: string;
  /** Of a cluster. */
  readonly title: string;
  readonly lines: readonly Line[];
}

/** How a version reads: clusters from the oldest, what lay in none, and at the end what was off the wall. */
export function groupsOf(ideas: readonly Idea[], clusters: readonly Cluster[]): readonly Group[] {
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => new Map(all.map((it) => [it.id, it]));
  const { pool, clustered, free } = sortBoard({ ideas: byId(ideas), clusters: byId(clusters) });
  const lines = (heads: readonly Idea[]) => heads.flatMap((head) => withBelow(head, ideas));
  const hidden = ideas.filter((idea) => idea.hidden).toSorted(byAge);
  const groups = [
    ...clusters.toSorted(byAge).map(({ id, title }): Group => ({
      ...{ is: 'cluster', key: id, title, lines: lines(clustered.get(id) ?? []) },
    })),
    group('free', lines(free)),
    group('pool', lines(pool)),
    group('hidden', lines(hidden)),
  ];
  return groups.filter(({ is, lines }) => is === 'cluster' || lines.length > 0);
}

const group = (is: Group['is'], lines: readonly Line[]): Group => ({ is, key: is, title: '', lines });

const withBelow = (head: Idea, ideas: readonly Idea[]): readonly Line[] => [
  { idea: head, below: false },
  ...ideas
    .filter(({ under, hidden }) => under === head.id && !hidden)
    .toSorted(byAge)
    .map((idea) => ({ idea, below: true })),
];
