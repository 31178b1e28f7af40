import { describe, expect, test } from 'vitest';
import { seated } from '../testing/table.ts';
import { until } from '../testing/person.ts';

describe('the room', () => {
  test('[RO1] everybody sees a step that the moderator goes to', async () => {
    const { moderator, guest } = await seated('moderator', 'guest');
    guest.doc.getMap('ideas');
    expect(await moderator.command({ is: 'set-lock', locked: true })).toMatchObject({ ok: true });
    await until(() => expect(guest.room.locked).toBe(true));
  });
});
