import { describe, expect, test } from 'vitest';
import type { RoomState } from '#shared/model/room.ts';
import { decide, readCommand } from './decide.ts';

const room: RoomState = {
  agenda: [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'close' }],
  current: 0,
  door: 'open',
  locked: false,
};

describe('deciding', () => {
  test('[RO1] a moderator goes to any step of the agenda, also back', () => {
    expect(decide(room, { is: 'go-to-step', step: 2 }, 7)).toMatchObject({ current: 2 });
    expect(decide({ ...room, current: 2 }, { is: 'go-to-step', step: 0 }, 7)).toMatchObject({ current: 0 });
  });

  test('[RO2] a step that is not in the agenda, or that this version cannot lead, is refused', () => {
    for (const step of [-1, 3, 1e9]) {
      expect(decide(room, { is: 'go-to-step', step }, 7)).toEqual({ refused: 'no-such-step' });
    }
    expect(decide(room, { is: 'go-to-step', step: 1 }, 7)).toEqual({ refused: 'step-not-led' });
  });

  test('[RO3] a command meant for an older version is refused', () => {
    expect(decide(room, { is: 'go-to-step', step: 2, ifVersion: 6 }, 7)).toEqual({ refused: 'older-version' });
    expect(decide(room, { is: 'go-to-step', step: 2, ifVersion: 7 }, 7)).toMatchObject({ current: 2 });
  });

  test('what is so already changes nothing', () => {
    expect(decide(room, { is: 'go-to-step', step: 0 }, 7)).toBe(room);
    expect(decide(room, { is: 'set-door', door: 'open' }, 7)).toBe(room);
    expect(decide(room, { is: 'set-lock', locked: false }, 7)).toBe(room);
  });

  test.each([
    [null],
    ['go-to-step'],
    [[]],
    [{ is: 'dance' }],
    [{ is: 'go-to-step' }],
    [{ is: 'go-to-step', step: '1' }],
    [{ is: 'go-to-step', step: 0.5 }],
    [{ is: 'go-to-step', step: 1, ifVersion: -1 }],
    [{ is: 'set-door', door: 'ajar' }],
    [{ is: 'set-lock', locked: 1 }],
  ])('[RO4] %j is no command', (sent) => {
    expect(readCommand(sent)).toBeNull();
  });
});
