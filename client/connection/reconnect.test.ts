import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepConnected, type RoomSocket } from './reconnect.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Listener = (...rest: unknown[]) => void;

/** A connection to the room that does what the test says. */
class Room {
  connected = true;
  tries = 0;
  readonly #listeners: Record<string, Listener[]> = {};

  on(event: string, listener: Listener): this {
    (this.#listeners[event] ??= []).push(listener);
    return this;
  }

  connect(): this {
    this.tries++;
    return this;
  }

  disconnect(): this {
    this.connected = false;
    return this;
  }

  hears(event: string, ...rest: unknown[]): void {
    this.connected = event === 'connect';
    for (const listener of this.#listeners[event] ?? []) listener(...rest);
  }
}

function kept(random = 1) {
  const room = new Room();
  return { room, keeping: keepConnected(room as unknown as RoomSocket, () => random) };
}

/** Milliseconds until the next attempt. */
function waitOf(room: Room): number {
  const { tries } = room;
  for (let waited = 0; ; waited += 100) {
    if (room.tries > tries) return waited;
    vi.advanceTimersByTime(100);
  }
}

test('[CL35] the room is come back to after a random wait below a bound that doubles, 30 s at most', () => {
  const { room } = kept();
  room.hears('disconnect', 'transport close');
  const waits = Array.from({ length: 10 }, () => {
    const waited = waitOf(room);
    room.hears('connect_error', new Error('xhr poll error'));
    return waited;
  });
  expect(waits).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
  room.hears('connect');
  room.hears('disconnect', 'io server disconnect');
  expect(waitOf(room)).toBe(200);
});

test.each([
  ['a server that restarts', (room: Room) => room.hears('restarting', 1_000)],
  ['a server in trouble', (room: Room) => room.hears('connect_error', Object.assign(new Error('x'), { data: {} }))],
])('[CL35] %s is given more time', (_, before) => {
  const { room } = kept();
  before(room);
  room.hears('disconnect', 'transport close');
  expect(waitOf(room)).toBeGreaterThanOrEqual(6_400);
});

test('[CL35] nobody comes back who was told to stop, or who left', () => {
  const { room, keeping } = kept();
  room.hears('disconnect', 'io client disconnect');
  vi.advanceTimersByTime(60_000);
  room.hears('disconnect', 'transport close');
  keeping.stop();
  keeping.tryNow();
  vi.advanceTimersByTime(60_000);
  expect(room.tries).toBe(0);
});
