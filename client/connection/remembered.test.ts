import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drawer } from '../session/storage.ts';
import type { Seated } from './live.svelte.ts';
import { Remembered } from './remembered.ts';

const NORA = { boardId: 'board', token: 'nora' };
/** What it holds is the business of those who read it. */
const seated = (version: number) => ({ me: { participantId: 'nora' }, room: { version } }) as Seated;

function drawer(): Drawer {
  const kept = new Map<string, string>();
  return new Drawer(() => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  }));
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[OF6] the room is remembered as it was last seen', () => {
  const place = drawer();
  const remembered = new Remembered(place, NORA);
  remembered.keep(seated(1));
  remembered.keep(seated(2));
  vi.runAllTimers();
  expect(new Remembered(place, NORA).read()).toEqual(seated(2));
});

test('[OF7] what is remembered is for the seat it belonged to', () => {
  const place = drawer();
  new Remembered(place, NORA).keep(seated(1));
  vi.runAllTimers();
  expect(new Remembered(place, { ...NORA, token: 'tobias' }).read()).toBeNull();
  expect(new Remembered(place, { ...NORA, boardId: 'other' }).read()).toBeNull();
});

test('[OF7] what another build wrote may look different, and is not read', () => {
  const place = drawer();
  place.keep('tafelrunde:room:board', JSON.stringify({ build: 'another', token: 'nora', seated: seated(1) }));
  expect(new Remembered(place, NORA).read()).toBeNull();
});

test('[OF7] forgotten is forgotten, also when it was about to be written', () => {
  const place = drawer();
  const remembered = new Remembered(place, NORA);
  remembered.keep(seated(1));
  remembered.forget();
  vi.runAllTimers();
  expect(remembered.read()).toBeNull();
});
