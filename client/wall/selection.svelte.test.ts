import { expect, test } from 'vitest';
import type { CardBox } from '#shared/layout/arrange.ts';
import { CardStates } from './card-states.svelte.ts';
import { Selection } from './selection.svelte.ts';

const box = (id: string, x: number, y = 0): CardBox => {
  return { id, x, y, w: 200, h: 104, lines: [], cluster: null, free: false };
};
const cards = new Map([box('a', 0), box('b', 210), box('c', 420), box('d', 0, 400)].map((it) => [it.id, it]));

function selecting() {
  const states = new CardStates();
  const selection = new Selection(states);
  const shown = (): string[] => [...cards.keys()].filter((id) => states.of(id).selected);
  return { selection, shown };
}

test('[WA43] a click with Shift selects a card, and the next one lets it go', () => {
  const { selection, shown } = selecting();
  selection.toggle('a');
  selection.toggle('c');
  expect([[...selection.ids], shown()]).toEqual([
    ['a', 'c'],
    ['a', 'c'],
  ]);
  selection.toggle('a');
  expect(shown()).toEqual(['c']);
  selection.clear();
  expect([selection.ids.size, shown()]).toEqual([0, []]);
});

test('[WA43] a frame selects what it touches, follows the hand back, and keeps what was selected before', () => {
  const { selection, shown } = selecting();
  selection.toggle('d');
  selection.beginFrame([700, 50]);
  selection.stretchTo([150, -20], cards.values());
  expect(shown()).toEqual(['a', 'b', 'c', 'd']);
  selection.stretchTo([400, -20], cards.values());
  expect([shown(), selection.frame]).toEqual([['b', 'c', 'd'], { x: 400, y: -20, w: 300, h: 70 }]);
  selection.endFrame();
  expect([shown(), selection.frame]).toEqual([['b', 'c', 'd'], null]);
});

test('[WA43] Escape puts back what was selected before the frame', () => {
  const { selection, shown } = selecting();
  selection.toggle('d');
  selection.beginFrame([0, 0]);
  selection.stretchTo([900, 90], cards.values());
  selection.cancelFrame();
  expect([shown(), selection.frame]).toEqual([['d'], null]);
});

test('[WA43] what has left the wall is no longer selected', () => {
  const { selection } = selecting();
  selection.toggle('a');
  selection.toggle('b');
  selection.keep(new Map([...cards].filter(([id]) => id !== 'a')));
  expect([...selection.ids]).toEqual(['b']);
});
