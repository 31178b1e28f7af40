import { expect, test } from 'vitest';
import type { Order } from '#shared/wire/live.ts';
import { inverseOf } from './inverse.ts';

const AT = 1_000_000;
const before = {
  agenda: [{ kind: 'cluster' }, { kind: 'vote' }],
  current: 0,
  door: 'open',
  locked: false,
  names: true,
  roster: [
    { participantId: 'ada', role: 'moderator', sector: 'other', here: true },
    { participantId: 'ben', role: 'participant', sector: 'industry', name: 'Ben Krug', here: true },
  ],
  shown: { is: 'wall' },
  timer: { is: 'running', endsAt: AT + 90_000 },
} as const;
const inverse = (order: Order, now = AT) => inverseOf(before, order, now);

test('[LE10] what a switch had before is its way back, and a switch that changed nothing has none', () => {
  expect(inverse({ is: 'set-door', door: 'closed' })).toEqual([{ is: 'set-door', door: 'open' }]);
  expect(inverse({ is: 'set-lock', locked: true })).toEqual([{ is: 'set-lock', locked: false }]);
  expect(inverse({ is: 'set-names', names: false })).toEqual([{ is: 'set-names', names: true }]);
  expect(inverse({ is: 'show', shown: { is: 'join' } })).toEqual([{ is: 'show', shown: { is: 'wall' } }]);
  expect(inverse({ is: 'set-lock', locked: false })).toBeNull();
  expect(inverse({ is: 'go-to-step', step: 0 })).toBeNull();
});

test('[LE10] back in the step before, timer and projection are as they were', () => {
  expect(inverse({ is: 'go-to-step', step: 1 }, AT + 30_000)).toEqual([
    { is: 'go-to-step', step: 0, now: true },
    { is: 'time', timer: { do: 'start', ms: 60_000 } },
    { is: 'show', shown: { is: 'wall' } },
  ]);
});

test('[LE10] a timer that rested rests again, and one that was not there is stopped', () => {
  const order: Order = { is: 'time', timer: { do: 'stop' } };
  expect(inverseOf({ ...before, timer: { is: 'paused', left: 5_000 } }, order, AT)).toEqual([
    { is: 'time', timer: { do: 'start', ms: 5_000 } },
    { is: 'time', timer: { do: 'pause' } },
  ]);
  expect(inverseOf({ ...before, timer: { is: 'idle' } }, order, AT)).toEqual([{ is: 'time', timer: { do: 'stop' } }]);
});

test('[LE10] a timer that would be over by now is not wound back', () => {
  expect(inverse({ is: 'time', timer: { do: 'pause' } }, AT + 120_000)).toEqual([
    { is: 'time', timer: { do: 'start', ms: 1 } },
  ]);
});

test('[LE30] a person is called and leads as before; what changed nothing has no way back', () => {
  const rename = { is: 'rename', participant: 'ben' } as const;
  expect(inverse({ ...rename, name: 'Benno' })).toEqual([{ ...rename, name: 'Ben Krug' }]);
  expect(inverse({ ...rename, name: 'Ben Krug' })).toBeNull();
  const role = { is: 'set-role', participant: 'ben' } as const;
  expect(inverse({ ...role, role: 'moderator' })).toEqual([{ ...role, role: 'participant' }]);
  expect(inverse({ ...role, participant: 'ada', role: 'participant' })).toEqual([
    { ...role, participant: 'ada', role: 'moderator' },
  ]);
  expect(inverse({ ...role, role: 'participant' })).toBeNull();
});

test('[LE30] who had no name keeps the one they got, and of who is not at the table nothing is put back', () => {
  expect(inverse({ is: 'rename', participant: 'ada', name: 'Ada' })).toBeNull();
  expect(inverse({ is: 'rename', participant: 'zoe', name: 'Zoe' })).toBeNull();
  expect(inverse({ is: 'set-role', participant: 'zoe', role: 'moderator' })).toBeNull();
});
