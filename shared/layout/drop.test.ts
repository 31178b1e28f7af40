import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../model/board.ts';
import { COORDINATE_MAX } from '../model/limits.ts';
import { arrange } from './arrange.ts';
import { board, cluster, clusterId, idea, ideaId, inCluster } from './boards.fixture.ts';
import { cardOver, dropOf, mergeCorner, type Drop } from './drop.ts';
import { contains, type Rect } from './rect.ts';

const wall = arrange(
  board(
    [
      idea(1, { place: inCluster(1, 'a1') }),
      idea(2, { place: inCluster(1, 'a2') }),
      idea(3, { place: inCluster(1, 'a3') }),
      idea(4),
      idea(5),
      idea(6, { place: { at: [40, 900] } }),
    ],
    [cluster(1, [30, 84]), cluster(2, [500, 84])],
  ),
);
const at = (n: number): Rect => wall.cards.get(ideaId(n))!;
const middle = ({ x, y, w, h }: Rect): Point => [x + w / 2, y + h / 2];
const drop = (n: number, pointer: Point): Drop =>
  dropOf(wall, { id: ideaId(n), pointer, corner: [pointer[0] - 20, pointer[1] - 20] });

describe('a drop', () => {
  test('[WA8] into a cluster lands before the card below the pointer', () => {
    const { x, y, w } = at(2);
    expect(drop(4, [x + w / 2, y + 2])).toMatchObject({
      is: 'cluster',
      id: clusterId(1),
      before: ideaId(1),
      after: ideaId(2),
    });
    expect(drop(4, [at(1).x + 5, at(1).y - 30])).toMatchObject({ is: 'cluster', before: null, after: ideaId(1) });
  });

  test('[WA8] below the last card of a column it lands at the end', () => {
    const { x, y, w, h } = at(2);
    expect(drop(4, [x + w / 2, y + h + 8])).toMatchObject({ is: 'cluster', before: ideaId(3), after: null });
  });

  test('into an empty cluster is its first', () => {
    expect(drop(4, middle(wall.clusters.get(clusterId(2))!))).toMatchObject({
      is: 'cluster',
      before: null,
      after: null,
    });
  });

  test('where it came from changes nothing', () => {
    expect(drop(2, middle(at(2)))).toEqual({ is: 'back' });
    expect(drop(4, [wall.pool.x + 4, wall.pool.y + 4])).toEqual({ is: 'back' });
  });

  test('within its own cluster it goes between the others', () => {
    const { x, y } = at(1);
    expect(drop(3, [x + 5, y + 5])).toMatchObject({ is: 'cluster', before: null, after: ideaId(1) });
  });

  test('[WA9] anywhere onto a loose card means a cluster of both, only its narrow rim does not', () => {
    expect(drop(4, middle(at(5)))).toMatchObject({ is: 'card', id: ideaId(5) });
    expect(drop(1, middle(at(6)))).toMatchObject({ is: 'card', id: ideaId(6) });
    expect(drop(1, [at(6).x + 14, at(6).y + 12])).toMatchObject({ is: 'card', id: ideaId(6) });
    expect(drop(1, [at(5).x + 14, at(5).y + 12])).toMatchObject({ is: 'card', id: ideaId(5) });
    expect(drop(1, [at(6).x + 4, at(6).y + 20])).toMatchObject({ is: 'wall' });
    expect(drop(1, [at(5).x + 4, at(5).y + 20])).toMatchObject({ is: 'pool' });
  });

  test('on free wall keeps the corner of the card, clear of clusters and within the wall', () => {
    expect(drop(4, [700, 1200])).toMatchObject({ is: 'wall', at: [680, 1180] });
    expect(drop(4, [1e9, 1200])).toMatchObject({ is: 'wall', at: [COORDINATE_MAX, 1180] });
    const below = drop(4, [100, 80]);
    expect(below.is === 'wall' && below.marker.y > 84).toBe(true);
  });

  test('[WA44] of several goes between those that stay, never under one, and never onto one of them', () => {
    const several = (n: number, pointer: Point): Drop =>
      dropOf(wall, { id: ideaId(n), pointer, corner: pointer, along: new Set([ideaId(4), ideaId(1), ideaId(2)]) });
    const { x, y } = at(3);
    expect(several(4, [x + 5, y + 5])).toMatchObject({ is: 'cluster', before: null, after: ideaId(3) });
    expect(several(4, middle(mergeCorner(at(5))))).toMatchObject({ is: 'card', id: ideaId(5) });
    expect(several(4, middle(at(2))).is).toBe('cluster');
    expect(several(4, [wall.pool.x + 4, wall.pool.y + 4]).is).toBe('pool');
  });

  test('[WA8] always means exactly one thing, and a card never lands on itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: -500, max: 2500 }),
        fc.integer({ min: -500, max: 2500 }),
        (n, x, y) => {
          const meant = drop(n, [x, y]);
          if (meant.is === 'cluster') {
            expect(contains(wall.clusters.get(meant.id)!, [x, y])).toBe(true);
            expect([meant.before, meant.after]).not.toContain(ideaId(n));
          }
          if (meant.is === 'card') expect(meant.id).not.toBe(ideaId(n));
        },
      ),
    );
  });
});

describe('the corner of a card', () => {
  test('[ME6] takes what is dropped there under it, loose and in a cluster alike', () => {
    for (const n of [2, 5, 6]) {
      expect(drop(4, middle(mergeCorner(at(n))))).toEqual({ is: 'merge', id: ideaId(n), marker: mergeCorner(at(n)) });
    }
  });

  test('[ME6] is small: left of it, above it and between cards a drop means what it always did', () => {
    const corner = mergeCorner(at(2));
    expect(drop(4, [corner.x - 4, corner.y + 4])).toMatchObject({ is: 'cluster' });
    expect(drop(4, [corner.x + 4, corner.y - 4])).toMatchObject({ is: 'cluster' });
    expect(drop(4, middle(at(5)))).toMatchObject({ is: 'card', id: ideaId(5) });
    expect((corner.w * corner.h) / (at(2).w * at(2).h)).toBeLessThan(0.25);
  });

  test('[ME6] shows for whatever card one is over, but not for the one in the hand', () => {
    expect(cardOver(wall, { id: ideaId(4), pointer: middle(at(2)) })?.id).toBe(ideaId(2));
    expect(cardOver(wall, { id: ideaId(2), pointer: middle(at(2)) })).toBeNull();
    expect(cardOver(wall, { id: ideaId(2), pointer: [-500, -500] })).toBeNull();
  });
});
