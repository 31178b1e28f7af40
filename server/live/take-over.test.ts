import { describe, expect, test } from 'vitest';
import { MODERATOR_AWAY_MS } from '#shared/model/limits.ts';
import { outcome, seatOf } from '../testing/commands.ts';
import { until } from '../testing/person.ts';
import { laidTable, type TableOptions } from '../testing/table.ts';

describe('taking over', () => {
  /** A table whose clock the test moves; waiting goes on in real time. */
  async function clocked(options: TableOptions = {}) {
    const clock = { now: Date.now() };
    return { clock, table: await laidTable({ ...options, world: { now: () => clock.now } }) };
  }

  test('[RO57] while a moderator is here, or was a minute ago, nobody takes over; then anybody at the table may', async () => {
    const { clock, table } = await clocked();
    const { moderator, guest, screen } = await table.seated('moderator', 'guest', 'screen');
    clock.now += 2 * MODERATOR_AWAY_MS;
    expect(await outcome(guest, { is: 'take-over' })).toBe('moderator-here');
    moderator.leave();
    await until(() => expect(seatOf(guest, moderator)?.here).toBe(false));
    clock.now += MODERATOR_AWAY_MS - 1;
    expect(await guest.command({ is: 'take-over' })).toMatchObject({
      problem: { type: 'urn:tafelrunde:problem:moderator-here', status: 409, retryAfter: 1 },
    });
    clock.now += 1;
    expect(await outcome(screen, { is: 'take-over' })).toBe('not-allowed');
    expect(await outcome(guest, { is: 'take-over' })).toBe('ok');
    await until(() => expect(seatOf(guest, guest)).toMatchObject({ role: 'moderator' }));
    expect(await outcome(guest, { is: 'set-lock', locked: true })).toBe('ok');
  });

  test('[RO58] whoever led before leads still when they come back, and can take it back', async () => {
    const { clock, table } = await clocked();
    const { moderator, guest } = await table.seated('moderator', 'guest');
    moderator.leave();
    await until(() => expect(seatOf(guest, moderator)?.here).toBe(false));
    clock.now += MODERATOR_AWAY_MS;
    expect(await outcome(guest, { is: 'take-over' })).toBe('ok');
    const back = await table.sit(moderator);
    expect(back.you.role).toBe('moderator');
    expect(await outcome(back, { is: 'set-role', participant: guest.participantId, role: 'participant' })).toBe('ok');
    expect(await outcome(guest, { is: 'take-over' })).toBe('moderator-here');
  });

  test('[RO59] of two who take over at once, one leads', async () => {
    const { clock, table } = await clocked();
    const { moderator, guest, other } = await table.seated('moderator', 'guest', 'other');
    moderator.leave();
    await until(() => expect(seatOf(guest, moderator)?.here).toBe(false));
    clock.now += MODERATOR_AWAY_MS;
    const outcomes = await Promise.all([guest, other].map((person) => outcome(person, { is: 'take-over' })));
    expect(outcomes.sort()).toEqual(['moderator-here', 'ok']);
  });

  test('[RO57] after a restart a moderator has their minute to come back', async () => {
    const { table, clock } = await clocked();
    const { guest } = await table.seated('moderator', 'guest');
    await table.close();
    const again = await clocked({ dir: table.dir });
    again.clock.now = clock.now + 10 * MODERATOR_AWAY_MS;
    const back = await again.table.sit(guest);
    expect(await outcome(back, { is: 'take-over' })).toBe('moderator-here');
    again.clock.now += MODERATOR_AWAY_MS;
    expect(await outcome(back, { is: 'take-over' })).toBe('ok');
  });
});
