import { expect, test } from 'vitest';
import { stands } from './stands.ts';

const room = {
  agenda: [{ kind: 'cluster', minutes: 5 }, { kind: 'vote' }],
  current: 1,
  roster: [{ participantId: 'ben', role: 'moderator', sector: 'industry', name: 'Ben', here: true }],
  shown: { is: 'wall' },
} as const;

test('[LE12] what somebody else has decided meanwhile is not taken back', () => {
  expect(stands(room, { is: 'go-to-step', step: 1 })).toBe(true);
  expect(stands(room, { is: 'go-to-step', step: 0 })).toBe(false);
  expect(stands(room, { is: 'show', shown: { is: 'wall' } })).toBe(true);
  expect(stands(room, { is: 'show', shown: { is: 'join' } })).toBe(false);
});

test('[LE12] an agenda that came back with its fields in another order is the same', () => {
  const agenda = [{ minutes: 5, kind: 'cluster' as const }, { kind: 'vote' as const }];
  expect(stands(room, { is: 'set-agenda', agenda, current: 1 })).toBe(true);
  expect(stands(room, { is: 'set-agenda', agenda: [{ kind: 'vote' }], current: 0 })).toBe(false);
});

test('[LE30] a name or a role that somebody else has given meanwhile stays', () => {
  expect(stands(room, { is: 'rename', participant: 'ben', name: 'Ben' })).toBe(true);
  expect(stands(room, { is: 'rename', participant: 'ben', name: 'Benno' })).toBe(false);
  expect(stands(room, { is: 'set-role', participant: 'ben', role: 'moderator' })).toBe(true);
  expect(stands(room, { is: 'set-role', participant: 'ben', role: 'participant' })).toBe(false);
  expect(stands(room, { is: 'set-role', participant: 'zoe', role: 'moderator' })).toBe(false);
});
