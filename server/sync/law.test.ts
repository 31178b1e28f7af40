import { expect, test } from 'vitest';
import type { Moment } from '#shared/model/room.ts';
import { BoardLaw, GRACE_MS } from './law.ts';

const OPEN: Moment = { step: 'cluster', silent: false, locked: false, anonymous: false, most: null };
const writer = { role: 'participant', participantId: 'me-0123456789a' } as const;
const post = { root: 'ideas', entry: 'idea-0123456789', field: null, deed: 'set', isNew: true, owner: null } as const;

function lawAt(moment: Moment) {
  const clock = { now: 1_000 };
  return { clock, law: new BoardLaw(moment, () => clock.now) };
}

test('[MA18] what the room has just ended is still allowed for 2 s', () => {
  const { clock, law } = lawAt(OPEN);
  law.change({ ...OPEN, step: 'close' });
  clock.now += GRACE_MS;
  expect(law.verdict(writer, post)).toBeNull();
  clock.now += 1;
  expect(law.verdict(writer, post)).toBe('not-in-this-step');
});

test('[MA18] a roster that changes does not prolong what has ended', () => {
  const { clock, law } = lawAt(OPEN);
  law.change({ ...OPEN, locked: true });
  clock.now += GRACE_MS;
  law.change({ ...OPEN, locked: true });
  clock.now += 1;
  expect(law.verdict(writer, post)).toBe('locked');
});

test('[MA18] a forgery is none the less one', () => {
  const { law } = lawAt(OPEN);
  law.change({ ...OPEN, step: 'close' });
  expect(law.verdict(writer, { ...post, field: 'text', isNew: false, owner: 'somebody-else-1' })).toBe('never');
});
