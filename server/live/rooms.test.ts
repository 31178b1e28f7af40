import { describe, expect, test } from 'vitest';
import { NEW_ROOM, type Moment, type RoomSnapshot, type RoomState } from '#shared/model/room.ts';
import { createLog } from '../log.ts';
import type { StoredBoard, StoredRoom, StoredSeat } from '../store/store.ts';
import { realWorld } from '../world.ts';
import { Rooms } from './rooms.ts';

const BOARD = 'board-0000001';

const seat: StoredSeat = {
  participantId: 'person-000001',
  boardId: BOARD,
  role: 'moderator',
  sector: 'other',
  tokenHash: '',
  createdAt: 0,
  expiresAt: 1,
};

function board(): StoredBoard {
  const room: RoomState = { ...NEW_ROOM, agenda: [{ kind: 'collect' }, { kind: 'close' }] };
  const info = {
    id: BOARD,
    code: '',
    title: '',
    sectors: [],
    anonymous: false,
    locale: 'de',
    createdAt: 0,
    deleteAt: 1,
  } as const;
  return { info, codeKey: '', retentionDays: 1, room, roomVersion: 4, generation: 1 };
}

/** Rooms over a store of one board whose writes end when the test says so. */
function heldRooms(wait: () => Promise<void> = () => new Promise(() => undefined)) {
  const stored = { board: board() };
  const saves: (() => void)[] = [];
  const told: RoomSnapshot[] = [];
  const moments: Moment[] = [];
  const loads = { count: 0 };
  const rooms = new Rooms({
    world: { ...realWorld, now: () => 0, wait },
    targets: () => ({ among: async () => new Map(), carriedFrom: async () => new Set() }),
    log: createLog('silent'),
    tells: () => ({ all: (snapshot) => told.push(snapshot), counts: () => undefined, one: () => undefined }),
    notes: () => ({
      reveal: async () => 'saved',
      owners: async () => [],
      count: async () => 0,
      changed: () => undefined,
    }),
    beforeStep: async () => undefined,
    onMoment: (_, moment) => moments.push(moment),
    onSeat: async () => undefined,
    store: {
      acquire: async () => 1,
      boardById: async (boardId) => {
        loads.count += 1;
        return boardId === BOARD ? stored.board : null;
      },
      seatsOf: async () => [seat],
      ballotsOf: async () => [],
      saveBallot: async () => 'saved',
      endVote: async () => 'saved',
      addSeat: async () => 'full',
      changeSeat: async () => 'no-seat',
      saveRoom: ({ room, version }: StoredRoom) =>
        new Promise((resolve) => {
          saves.push(() => {
            stored.board = { ...stored.board, room, roomVersion: version };
            resolve('saved');
          });
        }),
    },
  });
  return { rooms, saves, told, loads, moments };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('rooms', () => {
  test('many who come at once share one loading', async () => {
    const { rooms, loads } = heldRooms();
    await Promise.all(Array.from({ length: 50 }, () => rooms.enter({}, seat)));
    expect(loads.count).toBe(1);
  });

  test('[RO15] a room stays until what it decided is on disk, so whoever comes meanwhile sees it', async () => {
    const { rooms, saves } = heldRooms();
    const moderator = {};
    const room = await rooms.enter(moderator, seat);
    const command = room?.command({ is: 'go-to-step', step: 1 }, seat.participantId);
    const left = rooms.leave(moderator, BOARD);
    await settle();
    const next = {};
    const again = await rooms.enter(next, seat);
    saves[0]?.();
    expect(await command).toBe(5);
    await left;
    expect(again?.snapshot()).toMatchObject({ current: 1, version: 5 });
    await rooms.leave(next, BOARD);
    expect(rooms.size).toBe(0);
  });

  test('[RO13] a command is told to nobody before it is on disk', async () => {
    const { rooms, saves, told } = heldRooms();
    const room = await rooms.enter({}, seat);
    const command = room?.command({ is: 'set-lock', locked: true }, seat.participantId);
    await settle();
    expect(told).toHaveLength(0);
    saves[0]?.();
    await command;
    expect(told).toHaveLength(1);
  });

  test('what the rules ask is answered with and without people in the room', async () => {
    const { rooms, saves } = heldRooms();
    const rest = { silent: false, locked: false, anonymous: false, most: null };
    expect(await rooms.momentOf(BOARD)).toEqual({ step: 'collect', ...rest });
    expect(await rooms.momentOf('board-0000002')).toBeNull();
    const room = await rooms.enter({}, seat);
    const command = room?.command({ is: 'go-to-step', step: 1 }, seat.participantId);
    await settle();
    saves[0]?.();
    await command;
    expect(await rooms.momentOf(BOARD)).toEqual({ step: 'close', ...rest });
  });

  test('[NB11] notebooks are looked through when a board opens and when its step changes, and not for each who comes', async () => {
    const { rooms, saves, told, moments } = heldRooms(() => Promise.resolve());
    /** Until nothing waits to be written any more. */
    const save = async () => {
      for (await settle(); saves.length > 0; await settle()) saves.shift()?.();
    };
    const room = await rooms.enter({}, seat);
    expect(moments).toMatchObject([{ step: 'collect' }]);
    await rooms.enter({}, { ...seat, participantId: 'person-000002' });
    await save();
    expect(told.length).toBeGreaterThan(0);
    expect(moments).toHaveLength(1);
    const command = room?.command({ is: 'go-to-step', step: 1 }, seat.participantId);
    await save();
    await command;
    expect(moments).toMatchObject([{ step: 'collect' }, { step: 'close' }]);
  });

  test('a board that is not there has no room, and leaves none behind', async () => {
    const { rooms } = heldRooms();
    const elsewhere = { ...seat, boardId: 'board-0000002' };
    expect(await rooms.enter({}, elsewhere)).toBeNull();
    expect(rooms.size).toBe(0);
  });
});
