import { expect, test } from 'vitest';
import { CLOCKS_BY_PERSON, COMMANDS_BY_PERSON } from '../pace/rates.ts';
import { until } from '../testing/person.ts';
import { seated } from '../testing/table.ts';

test('[RO30] commands over the limit are answered with a time to come back, and change nothing', async () => {
  const { moderator, guest } = await seated('moderator', 'guest');
  const asked = Array.from({ length: COMMANDS_BY_PERSON.atOnce * 3 }, (_, turn) =>
    moderator.command({ is: 'set-lock', locked: turn % 2 === 0 }),
  );
  const answers = await Promise.all(asked);
  const done = answers.filter((answer) => answer.ok);
  const refused = answers.filter((answer) => !answer.ok);
  expect(done.length).toBeGreaterThanOrEqual(COMMANDS_BY_PERSON.atOnce);
  expect(refused.length).toBeGreaterThan(0);
  for (const { problem } of refused) {
    expect(problem).toMatchObject({ type: 'urn:tafelrunde:problem:too-fast', status: 429, retryAfter: 1 });
  }
  await until(() => expect(guest.room.version).toBe(done.at(-1)?.version));
  expect(moderator.live.connected).toBe(true);
});

test('[RO30] others lead on while somebody is over the limit, and who does not stop is not listened to', async () => {
  const { moderator, guest } = await seated('moderator', 'guest');
  const gone = new Promise((resolve) => guest.live.on('disconnect', resolve));
  for (let turn = 0; turn < 2_000; turn++)
    guest.live.emit('command', { is: 'set-lock', locked: true }, () => undefined);
  expect(await moderator.command({ is: 'set-lock', locked: true })).toMatchObject({ ok: true });
  await gone;
  expect(moderator.live.connected).toBe(true);
});

test('[RO35] who looks at the clock without end is not answered, and others are', async () => {
  const { moderator, guest } = await seated('moderator', 'guest');
  let answers = 0;
  for (let look = 0; look < 20 * CLOCKS_BY_PERSON.atOnce; look++) guest.live.emit('clock', () => void answers++);
  expect(await guest.command({ is: 'hand', up: true })).toMatchObject({ ok: true });
  expect(answers).toBeGreaterThanOrEqual(CLOCKS_BY_PERSON.atOnce);
  expect(answers).toBeLessThan(2 * CLOCKS_BY_PERSON.atOnce);
  const now = (await moderator.live.timeout(20_000).emitWithAck('clock')) as number;
  expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
});
