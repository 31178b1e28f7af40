import { expect, test } from 'vitest';
import { NEW_ROOM, type RoomSnapshot } from '#shared/model/room.ts';
import { LatestRoom } from './latest.ts';

const room = (version: number): RoomSnapshot => ({
  ...NEW_ROOM,
  ...{ version, generation: 1, agenda: [{ kind: 'collect' }], roster: [], former: [] },
  ...{ done: 0, revealing: null },
  board: {
    id: 'board-000000000',
    code: 'KUPFER-LAMPE-42',
    title: 'Urbane Mobilität',
    sectors: [{ id: 'industry' }],
    anonymous: false,
    locale: 'de',
    createdAt: 0,
    deleteAt: 1,
  },
});

test('[CL5] a snapshot that is not newer is ignored', () => {
  const latest = new LatestRoom();
  expect([room(3), room(2), room(3), room(4)].map((it) => latest.offer(it))).toEqual([true, false, false, true]);
  expect(latest.room?.version).toBe(4);
});

test('[CL5] the first snapshot after a reconnect always counts', () => {
  const latest = new LatestRoom();
  latest.offer(room(9));
  latest.connected();
  expect(latest.offer(room(2))).toBe(true);
  expect(latest.offer(room(1))).toBe(false);
  expect(latest.room?.version).toBe(2);
});
