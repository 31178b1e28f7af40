import { expect, test } from 'vitest';
import type { Action } from '#shared/model/board.ts';
import { agreedPages, agreedRows, type Saying } from './agreed.ts';

const SAYING: Saying = {
  nameOf: (id) => id,
  accepted: (name) => `${name}: ja`,
  open: (name) => `${name}: offen`,
  due: (day) => `bis ${day}`,
};
const action = (id: string, more: Partial<Action> = {}): Action => ({
  ...{ id, what: 'Mit der Stadt reden', who: [], accepted: [], createdAt: 1 },
  ...more,
});

test('[SN13] who gave their word and who has not yet is told, with the day', () => {
  const [row] = agreedRows([action('a', { who: ['Nora', 'Max'], accepted: ['Max'], due: '2026-05-12' })], SAYING, 150);
  expect(row?.who.flat()).toEqual([
    { text: 'Nora: offen', accepted: false },
    { text: 'Max: ja', accepted: true },
    { text: 'bis 2026-05-12' },
  ]);
});

test('[SN13] many people stand in several lines', () => {
  const who = Array.from({ length: 20 }, (_, i) => `Person mit Namen ${i}`);
  const [row] = agreedRows([action('a', { who })], SAYING, 150);
  expect(row?.who.length).toBeGreaterThan(2);
  expect(row?.who.flat()).toHaveLength(20);
});

test('[SN10] what was agreed comes in the order in which it was, page by page', () => {
  const rows = agreedRows([action('b', { createdAt: 2 }), action('a'), action('c', { createdAt: 3 })], SAYING, 150);
  expect(agreedPages(rows, 22).map((page) => page.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
});
