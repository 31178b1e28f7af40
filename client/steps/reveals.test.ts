import { expect, test } from 'vitest';
import type { Agenda } from '#shared/model/step.ts';
import { opensAll } from './reveals.ts';

const SILENT = { kind: 'collect', silent: true } as const;
const ONE_BY_ONE = { ...SILENT, reveal: 'by-person' } as const;
const room = (agenda: Agenda, how: { anonymous?: boolean; revealing?: boolean; current?: number } = {}) => ({
  agenda,
  current: how.current ?? 0,
  revealing: how.revealing ? { left: 2, now: null } : null,
  board: { anonymous: how.anonymous ?? false },
});

test('[LE11] leaving the silence opens all notebooks, unless they are opened one by one', () => {
  expect(opensAll(room([SILENT, { kind: 'cluster' }]), 1)).toBe(true);
  expect(opensAll(room([ONE_BY_ONE, { kind: 'cluster' }]), 1)).toBe(false);
  expect(opensAll(room([ONE_BY_ONE, { kind: 'cluster' }], { anonymous: true }), 1)).toBe(true);
});

test('[LE11] between silent steps, and where nothing is hidden, nothing is opened', () => {
  expect(opensAll(room([SILENT, SILENT]), 1)).toBe(false);
  expect(opensAll(room([SILENT, { kind: 'cluster' }]), 0)).toBe(false);
  expect(opensAll(room([{ kind: 'collect' }, { kind: 'cluster' }]), 1)).toBe(false);
});

test('[LE11] going on while notebooks are opened one by one opens the rest; going back does not', () => {
  const agenda: Agenda = [ONE_BY_ONE, { kind: 'cluster' }, { kind: 'vote' }];
  expect(opensAll(room(agenda, { current: 1, revealing: true }), 2)).toBe(true);
  expect(opensAll(room(agenda, { current: 1, revealing: true }), 0)).toBe(false);
});
