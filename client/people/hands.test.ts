import { expect, test } from 'vitest';
import { listed, placeIn } from './hands.ts';

const person = (participantId: string) =>
  ({ participantId, role: 'participant', sector: 'other', here: true }) as const;

test('[RO44] who raised a hand stands first, in that order, and all others as they came', () => {
  const roster = ['ada', 'ben', 'mia', 'zoe'].map(person);
  const people = listed({ roster, hands: ['zoe', 'ben'] });
  expect(people.map(({ participantId, hand }) => [participantId, hand])).toEqual([
    ['zoe', 1],
    ['ben', 2],
    ['ada', null],
    ['mia', null],
  ]);
  expect(placeIn(['zoe', 'ben'], 'ada')).toBeNull();
});
