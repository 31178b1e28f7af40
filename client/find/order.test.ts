import { expect, test } from 'vitest';
import type { Idea } from '#shared/model/board.ts';
import { inOrder, type Order } from './order.ts';

const idea = (id: string, createdAt: number, sector: string): Idea => ({
  id,
  text: id,
  author: null,
  sector,
  createdAt,
});
const IDEAS = [idea('b', 2, 'creative'), idea('a', 1, 'unknown'), idea('d', 4, 'industry'), idea('c', 3, 'creative')];
const ranks = {
  dotsOn: ({ id }: Idea) => ({ b: 2, d: 5 })[id] ?? 0,
  sectors: [{ id: 'industry' }, { id: 'creative' }],
};

test.each<[Exclude<Order, 'wall'>, string]>([
  ['newest', 'dcba'],
  ['dots', 'dbac'],
  ['sector', 'dbca'],
])('[FI6] sorted by %s; of the same rank the older one comes first', (order, expected) => {
  expect(inOrder(IDEAS, order, ranks).map(({ id }) => id)).toEqual([...expected]);
});
