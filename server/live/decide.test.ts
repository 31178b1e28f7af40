import { describe, expect, test } from 'vitest';
import { LEAVING_MS } from '#shared/model/limits.ts';
import { NEW_ROOM, type RoomState } from '#shared/model/room.ts';
import type { Agenda } from '#shared/model/step.ts';
import { readCommand } from './command-shape.ts';
import { decide, type Decided, type Standing } from './decide.ts';

const room: RoomState = { ...NEW_ROOM, agenda: [{ kind: 'collect' }, { kind: 'vote' }, { kind: 'close' }] };
const standing: Standing = { version: 7, now: 1_000_000, by: 'ada-123456789', writing: 0 };

describe('deciding', () => {
  test('[RO1] a moderator goes to any step of the agenda, also back', () => {
    expect(decide(room, { is: 'go-to-step', step: 2 }, standing)).toMatchObject({ current: 2 });
    expect(decide({ ...room, current: 2 }, { is: 'go-to-step', step: 0 }, standing)).toMatchObject({ current: 0 });
  });

  test('[RO2] a step that is not in the agenda is refused', () => {
    for (const step of [-1, 3, 1e9]) {
      expect(decide(room, { is: 'go-to-step', step }, standing)).toEqual({ refused: 'no-such-step' });
    }
  });

  test('[RO3] a command meant for an older version is refused', () => {
    expect(decide(room, { is: 'go-to-step', step: 2, ifVersion: 6 }, standing)).toEqual({ refused: 'older-version' });
    expect(decide(room, { is: 'go-to-step', step: 2, ifVersion: 7 }, standing)).toMatchObject({ current: 2 });
  });

  test('[RO40] a step with minutes starts the timer, and ends what belonged to the one before', () => {
    const agenda: Agenda = [{ kind: 'collect' }, { kind: 'cluster', minutes: 15 }];
    const before: RoomState = { ...room, agenda, done: ['ada-123456789'], shown: { is: 'wall' } };
    expect(decide(before, { is: 'go-to-step', step: 1 }, standing)).toMatchObject({
      timer: { is: 'running', endsAt: standing.now + 900_000 },
      done: [],
      shown: { is: 'step' },
    });
  });

  test('[RO41] a step is not left in the middle of a sentence, unless the moderator says so twice', () => {
    const writing: Standing = { ...standing, writing: 3 };
    const leaving = { to: 1, at: standing.now + LEAVING_MS };
    expect(decide(room, { is: 'go-to-step', step: 1 }, writing)).toEqual({ ...room, leaving });
    expect(decide({ ...room, leaving }, { is: 'go-to-step', step: 1, now: true }, writing)).toMatchObject({
      current: 1,
    });
    expect(decide({ ...room, leaving }, { is: 'stay' }, writing)).toEqual(room);
    expect(decide({ ...room, leaving }, { is: 'go-to-step', step: 0 }, writing)).toEqual(room);
  });

  test('[RO42] where writing goes on as before, nobody is waited for', () => {
    const writing: Standing = { ...standing, writing: 3 };
    const at = (agenda: Agenda) => decide({ ...room, agenda }, { is: 'go-to-step', step: 1 }, writing);
    expect(at([{ kind: 'collect' }, { kind: 'cluster' }])).toMatchObject({ current: 1 });
    expect(at([{ kind: 'collect', silent: true }, { kind: 'cluster' }])).toMatchObject({ current: 0 });
    expect(at([{ kind: 'plan' }, { kind: 'close' }])).toMatchObject({ current: 1 });
  });

  test('[RO43] the agenda can be changed, but not the step in which the round is', () => {
    const agenda: Agenda = [{ kind: 'open' }, { kind: 'collect', minutes: 3, most: 2 }, { kind: 'plan' }];
    const change = (current: number, changed = agenda) =>
      decide(room, { is: 'set-agenda', agenda: changed, current }, standing);
    expect(change(1)).toEqual({ ...room, agenda, current: 1 });
    expect(change(0)).toEqual({ refused: 'step-kind-differs' });
    expect(change(0, [{ kind: 'collect', silent: true }])).toEqual({ refused: 'step-kind-differs' });
    expect(change(3)).toEqual({ refused: 'no-such-step' });
  });

  test('[RO44] who raises a hand stands in line; being done is said and taken back', () => {
    const say = (state: RoomState, command: Decided, by: string) => decide(state, command, { ...standing, by });
    const one = say(room, { is: 'hand', up: true }, 'ada-123456789') as RoomState;
    const two = say(one, { is: 'hand', up: true }, 'ben-123456789') as RoomState;
    expect(two.hands).toEqual(['ada-123456789', 'ben-123456789']);
    expect(say(two, { is: 'hand', up: true }, 'ada-123456789')).toBe(two);
    expect(say(two, { is: 'lower-hand', participant: 'ada-123456789' }, 'mod-123456789')).toMatchObject({
      hands: ['ben-123456789'],
    });
    const done = say(two, { is: 'done', done: true }, 'ben-123456789') as RoomState;
    expect(done.done).toEqual(['ben-123456789']);
    expect(say(done, { is: 'done', done: false }, 'ben-123456789')).toMatchObject({ done: [] });
  });

  test('what is so already changes nothing', () => {
    expect(decide(room, { is: 'go-to-step', step: 0 }, standing)).toBe(room);
    expect(decide(room, { is: 'set-door', door: 'open' }, standing)).toBe(room);
    expect(decide(room, { is: 'set-lock', locked: false }, standing)).toBe(room);
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
