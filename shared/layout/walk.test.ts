import { describe, expect, test } from 'vitest';
import { arrange } from './arrange.ts';
import { board, cluster, idea, ideaId, inCluster } from './boards.fixture.ts';
import { nearest, neighbour, type Direction } from './walk.ts';

const box = (id: string, x: number, y: number) => ({ id, x, y, w: 200, h: 104 });

describe('arrow keys', () => {
  const grid = [box('a', 0, 0), box('b', 210, 10), box('c', 0, 120), box('d', 215, 118), box('far', 2000, 0)];
  const go = (from: number, direction: Direction) => neighbour(grid, grid[from]!, direction);

  test('[WA40] go to the card that lies that way, in the same row or column first', () => {
    expect([go(0, 'right'), go(0, 'down'), go(3, 'left'), go(3, 'up')]).toEqual(['b', 'c', 'c', 'b']);
  });

  test('[WA40] reach a card that stands alone, and stay at the end', () => {
    expect(go(1, 'right')).toBe('far');
    expect([go(0, 'left'), go(0, 'up'), go(4, 'right')]).toEqual([null, null, null]);
  });

  test('[WA40] reach every card of a wall with clusters, pool and free ideas', () => {
    const ideas = Array.from({ length: 60 }, (_, n) => {
      const words = 3 + ((n * 7) % 30);
      if (n < 20) return idea(n, { words, place: inCluster(n % 3, `a${String(n).padStart(2, '0')}`) });
      return idea(n, { words, ...(n < 30 ? { place: { at: [n * 90, 1500 + (n % 4) * 300] as const } } : {}) });
    });
    const clusters = [0, 1, 2].map((n) => cluster(n, [30 + n * 470, 84]));
    const cards = arrange(board(ideas, clusters)).cards;
    const reached = new Set([ideaId(0)]);
    for (const id of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(cards.values(), cards.get(id)!, direction);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(60);
  });
});

test('[WA41] the nearest card is the one around or next to a point', () => {
  const boxes = [box('a', 0, 0), box('b', 300, 0)];
  expect([nearest(boxes, [250, 50]), nearest(boxes, [-90, 400]), nearest([], [0, 0])]).toEqual(['a', 'a', null]);
});
