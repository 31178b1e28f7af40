import { expect, test } from 'vitest';
import type { Drop } from '#shared/layout/drop.ts';
import { COORDINATE_MAX } from '#shared/model/limits.ts';
import { inReadingOrder, landing } from './landing.ts';

const marker = { x: 0, y: 0, w: 1, h: 1 };
const carried = inReadingOrder([
  { id: 'below', by: [0, 120] as const },
  { id: 'right', by: [210, 0] as const },
  { id: 'grabbed', by: [0, 0] as const },
]);
const none = { low: null, high: null };

test('[WA44] on free wall cards keep their places beside each other, and stay on the wall', () => {
  const wall: Extract<Drop, { is: 'wall' }> = { is: 'wall', at: [50, 60], pushed: false, marker };
  expect(landing(wall, carried, none)).toEqual([
    { id: 'grabbed', place: { at: [50, 60] } },
    { id: 'right', place: { at: [260, 60] } },
    { id: 'below', place: { at: [50, 180] } },
  ]);
  const edge = landing({ ...wall, at: [COORDINATE_MAX, 0] }, carried, none);
  expect(edge[1]?.place).toEqual({ at: [COORDINATE_MAX, 0] });
});

test('[WA44] in a cluster they come one behind the other, in reading order and between the neighbours shown', () => {
  const cluster: Drop = { is: 'cluster', id: 'c', before: 'x', after: 'y', marker };
  const moves = landing(cluster, carried, { low: 'a0', high: 'a1' });
  const ranks = moves.map(({ place }) => (place && 'rank' in place ? place.rank : ''));
  expect(moves.map(({ id }) => id)).toEqual(['grabbed', 'right', 'below']);
  expect(['a0', ...ranks, 'a1']).toEqual([...new Set(['a0', ...ranks, 'a1'])].sort());
});

test('[WA44] in the pool each has the place of its age', () => {
  const moves = landing({ is: 'pool', marker }, carried, none);
  expect(moves.every(({ place }) => place === null)).toBe(true);
});
