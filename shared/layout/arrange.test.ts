import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Board, Cluster, Idea } from '../model/board.ts';
import { Arranger, arrange, type Arrangement } from './arrange.ts';
import { board, cluster, clusterId, idea, ideaId, inCluster } from './boards.fixture.ts';
import { overlaps, type Rect } from './rect.ts';
import { CLUSTER, POOL, POOL_COLUMNS } from './sizes.ts';
import { freeSlot } from './slot.ts';

const card = (arrangement: Arrangement, n: number): Rect => {
  const found = arrangement.cards.get(ideaId(n));
  if (!found) throw new Error(`idea ${n} is not on the wall`);
  return found;
};
const box = (arrangement: Arrangement, n: number): Rect => arrangement.clusters.get(clusterId(n))!;

const anyPoint = fc.tuple(fc.integer({ min: -2000, max: 4000 }), fc.integer({ min: -2000, max: 4000 }));
const anyBoard = fc
  .record({
    clusters: fc.array(anyPoint, { maxLength: 8 }),
    ideas: fc.array(
      fc.record({
        words: fc.integer({ min: 0, max: 40 }),
        lies: fc.oneof(
          fc.constant('pool' as const),
          fc.record({ cluster: fc.integer({ min: 0, max: 9 }), rank: fc.integer({ min: 0, max: 99 }) }),
          fc.record({ at: anyPoint }),
        ),
      }),
      { maxLength: 60 },
    ),
  })
  .map(({ clusters, ideas }): Board => {
    const made = ideas.map(({ words, lies }, n): Idea => {
      if (lies === 'pool') return idea(n, { words });
      if ('at' in lies) return idea(n, { words, place: { at: lies.at } });
      return idea(n, { words, place: inCluster(lies.cluster, `a${lies.rank}`) });
    });
    return board(
      made,
      clusters.map((at, n): Cluster => cluster(n, at)),
    );
  });

const noneOverlap = (rects: readonly Rect[]): boolean =>
  rects.every((a, i) => rects.slice(i + 1).every((b) => !overlaps(a, b)));

describe('arranging any board', () => {
  test('[WA3] every idea has exactly one place', () => {
    fc.assert(
      fc.property(anyBoard, (it) => {
        expect([...arrange(it).cards.keys()].sort()).toEqual([...it.ideas.keys()].sort());
      }),
    );
  });

  test('[WA4] clusters and the pool never overlap, nor do cards in them', () => {
    fc.assert(
      fc.property(anyBoard, (it) => {
        const { cards, clusters, pool } = arrange(it);
        expect(noneOverlap([...clusters.values(), pool])).toBe(true);
        const settled = [...cards.values()].filter(({ free }) => !free);
        expect(noneOverlap(settled)).toBe(true);
        const free = [...cards.values()].filter((one) => one.free);
        expect(free.some((one) => [...clusters.values(), pool].some((other) => overlaps(one, other)))).toBe(false);
      }),
    );
  });

  test('cards lie inside their cluster', () => {
    fc.assert(
      fc.property(anyBoard, (it) => {
        const { cards, clusters } = arrange(it);
        for (const one of cards.values()) {
          const around = clusters.get(one.cluster ?? '');
          if (!around) continue;
          expect(one.x).toBeGreaterThan(around.x);
          expect(one.x + one.w).toBeLessThan(around.x + around.w);
          expect(one.y + one.h).toBeLessThan(around.y + around.h);
        }
      }),
    );
  });

  test('[WA2] the same board always looks the same, whatever the order of its entries and whatever was arranged before', () => {
    const arranger = new Arranger();
    fc.assert(
      fc.property(anyBoard, (it) => {
        const reversed = { ideas: new Map([...it.ideas].reverse()), clusters: new Map([...it.clusters].reverse()) };
        const sorted = (arrangement: Arrangement): unknown => ({
          ...arrangement,
          cards: new Map([...arrangement.cards].sort()),
          clusters: new Map([...arrangement.clusters].sort()),
        });
        expect(sorted(arranger.arrange(reversed))).toEqual(sorted(arrange(it)));
      }),
    );
  });

  test('[WA5] a new idea moves nobody, but where the pool gets a column', () => {
    fc.assert(
      fc.property(anyBoard, (it) => {
        const before = arrange(it);
        const fresh = idea(1000, { words: 5 });
        const after = arrange({ ...it, ideas: new Map([...it.ideas, [fresh.id, fresh]]) });
        fc.pre(before.pool.columns === after.pool.columns && before.pool.x === after.pool.x);
        for (const [id, one] of before.cards) expect(after.cards.get(id)).toEqual(one);
      }),
    );
  });
});

describe('the pool', () => {
  const pooled = (count: number): Board =>
    board(Array.from({ length: count }, (_, n) => idea(n, { words: (n * 7) % 30 })));

  test('lies right of two lanes of clusters', () => {
    expect(arrange(pooled(5)).pool).toMatchObject({ x: POOL.x, y: POOL.y, columns: 2, count: 5 });
  });

  test('[WA6] is a landscape block also with 1,000 ideas', () => {
    for (const count of [60, 300, 1_000, 3_000]) {
      const { w, h } = arrange(pooled(count)).pool;
      expect(w / h).toBeGreaterThan(1);
      expect(w / h).toBeLessThan(2.6);
    }
  });

  test('[WA5] when an idea leaves, only those below it in its column move', () => {
    const before = arrange(pooled(40));
    const { ideas } = pooled(40);
    const gone = ideas.get(ideaId(3))!;
    const after = arrange({
      ideas: new Map([...ideas, [gone.id, { ...gone, place: { at: [-900, 0] } }]]),
      clusters: new Map(),
    });
    const column = card(before, 3).x;
    for (const [id, one] of before.cards) {
      if (id === gone.id) continue;
      expect(after.cards.get(id)?.x).toBe(one.x);
      if (one.x !== column) expect(after.cards.get(id)).toEqual(one);
    }
  });

  test('moves right of what is in its way', () => {
    const { pool } = arrange(board([idea(1)], [cluster(1, [900, 84])]));
    expect(pool.x).toBe(900 + 440 + POOL.gap);
  });

  test('has room for every number of ideas', () => expect(POOL_COLUMNS.at(-1)?.[0]).toBe(Infinity));
});

describe('clusters', () => {
  const filled = (n: number, at: readonly [number, number], count: number): [Cluster, Idea[]] => [
    cluster(n, at),
    Array.from({ length: count }, (_, i) =>
      idea(n * 100 + i, { place: inCluster(n, `a${String(i).padStart(2, '0')}`) }),
    ),
  ];
  const wall = (...parts: [Cluster, Idea[]][]): Arrangement =>
    arrange(
      board(
        parts.flatMap(([, ideas]) => ideas),
        parts.map(([one]) => one),
      ),
    );

  test('grow by a column after 8, 18 and 32 ideas', () => {
    const widths = [8, 9, 18, 19, 32, 33].map((count) => box(wall(filled(1, [30, 84], count)), 1).w);
    expect(widths).toEqual([440, 650, 650, 860, 860, 1070]);
  });

  test('[WA4] one that becomes wider moves its neighbour aside, one that becomes higher moves the lower one down', () => {
    const wide = wall(filled(1, [30, 84], 9), filled(2, [500, 84], 2));
    expect(box(wide, 2)).toMatchObject({ x: 30 + 650 + CLUSTER.gap, y: 84 });
    const high = wall(filled(1, [30, 84], 8), filled(2, [30, 400], 2));
    const upper = box(high, 1);
    expect(box(high, 2)).toMatchObject({ x: 30, y: upper.y + upper.h + CLUSTER.gap });
  });

  test('an idea in a cluster that is no longer there lies in the pool', () => {
    const { pool, cards } = arrange(board([idea(1, { place: inCluster(9, 'a0') })]));
    expect(pool.count).toBe(1);
    expect(cards.get(ideaId(1))).toMatchObject({ cluster: null, free: false });
  });

  test('count their ideas by sector', () => {
    const { clusters } = wall(filled(1, [0, 0], 5));
    expect([...(clusters.get(clusterId(1))?.bySector ?? [])].sort()).toEqual([
      ['creative', 3],
      ['industry', 2],
    ]);
  });

  test('a new one goes to the topmost gap of the lanes', () => {
    expect(freeSlot(wall())).toEqual([30, 84]);
    expect(freeSlot(wall(filled(1, [30, 84], 2)))).toEqual([500, 84]);
    const both = wall(filled(1, [30, 84], 6), filled(2, [500, 84], 2));
    const right = box(both, 2);
    expect(freeSlot(both)).toEqual([500, right.y + right.h + CLUSTER.gap]);
  });
});

describe('arranging again', () => {
  test('keeps the same object for a card that stays as it was', () => {
    const arranger = new Arranger();
    const first = arranger.arrange(board([idea(1), idea(2)]));
    const second = arranger.arrange(board([idea(1), idea(2, { text: 'anders' })]));
    expect(second.cards.get(ideaId(1))).toBe(first.cards.get(ideaId(1)));
    expect(second.cards.get(ideaId(2))).not.toBe(first.cards.get(ideaId(2)));
  });
});
