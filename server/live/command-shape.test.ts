import { expect, test } from 'vitest';
import { AGENDA_STEPS_MAX, DOTS_MAX } from '#shared/model/limits.ts';
import { readCommand } from './command-shape.ts';

const many = Array.from({ length: 5_000 }, (_, at) => at);

test('[RO4] of an agenda or a ballot that is far too long, no part is looked at', () => {
  let looks = 0;
  const watched = { enumerable: true, get: () => (looks += 1) };
  const agenda = many.map(() => Object.defineProperty({}, 'kind', watched));
  const ballot = Object.defineProperties({}, Object.fromEntries(many.map((at) => [`idea-${1_000_000 + at}`, watched])));
  expect(readCommand({ is: 'set-agenda', agenda, current: 0 })).toBeNull();
  expect(readCommand({ is: 'cast', vote: 'vote-0123456789', ballot })).toBeNull();
  expect(looks).toBe(0);
});

test('[RO4] the longest agenda and the widest ballot there can be are taken', () => {
  const agenda = many.slice(0, AGENDA_STEPS_MAX).map(() => ({ kind: 'open' }));
  const ballot = Object.fromEntries(many.slice(0, DOTS_MAX).map((at) => [`idea-${1_000_000 + at}`, 1]));
  const set = { is: 'set-agenda', agenda, current: 0 };
  const cast = { is: 'cast', vote: 'vote-0123456789', ballot };
  expect([readCommand(set), readCommand(cast)]).toEqual([set, cast]);
  expect(readCommand({ ...set, agenda: [...agenda, { kind: 'open' }] })).toBeNull();
  expect(readCommand({ ...cast, ballot: { ...ballot, 'idea-one-too-many': 1 } })).toBeNull();
  for (const no of [null, 'x', 7, undefined]) expect(readCommand({ ...cast, ballot: no })).toBeNull();
});
