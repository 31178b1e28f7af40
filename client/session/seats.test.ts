import { expect, test } from 'vitest';
import { Seats } from './seats.ts';
import { Drawer } from './storage.ts';

function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
}

const blocked = (): Storage => {
  throw new DOMException('Access is denied', 'SecurityError');
};

test('[SE20] a browser remembers its seats between visits, moderator and projection apart', () => {
  const storage = fakeStorage();
  const before = new Seats(new Drawer(() => storage));
  before.keep('board', 'one', 'token-1');
  before.keep('screen', 'one', 'token-2');
  const after = new Seats(new Drawer(() => storage));
  expect([after.token('board', 'one'), after.token('screen', 'one'), after.token('board', 'two')]).toEqual([
    'token-1',
    'token-2',
    null,
  ]);
  after.forget('board', 'one');
  expect(after.token('board', 'one')).toBe(null);
});

test('[SE20] where storage is blocked a seat lasts as long as the page', () => {
  const seats = new Seats(new Drawer(blocked));
  seats.keep('board', 'one', 'token-1');
  expect(seats.token('board', 'one')).toBe('token-1');
});
