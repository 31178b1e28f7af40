import { expect, test } from 'vitest';
import { until } from '../testing/person.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { laidTable } from '../testing/table.ts';
import { realWorld } from '../world.ts';
import { LOOK_MS } from './retention.ts';

const DAY_MS = 86_400_000;

/** Real but for the days, and for the hours between two looks, which end when told. */
function hourglass() {
  let now = Date.now();
  let turn: () => void = () => undefined;
  const wait = (ms: number) => (ms < LOOK_MS ? realWorld.wait(ms) : new Promise<void>((resolve) => (turn = resolve)));
  return { world: { now: () => now, wait }, passDay: () => (now += DAY_MS), turn: () => turn() };
}

test('[BO28] after its last day a board is deleted with all its seats, whoever is there is told, and others stay', async () => {
  const glass = hourglass();
  const table = await laidTable({ world: glass.world });
  const short = await table.create({ retentionDays: 1 });
  const long = await table.create({ retentionDays: 2 });
  const person = await table.sit({ boardId: short.board.id, ...short.moderator });
  const gone = new Promise((resolve) => person.live.on('disconnect', resolve));
  glass.passDay();
  glass.turn();
  await gone;
  await until(async () => expect(await table.store.boardById(short.board.id)).toBeNull());
  expect(await table.store.seatsOf(short.board.id)).toEqual([]);
  expect((await table.call(`/api/boards/${long.board.code}/door`)).status).toBe(200);
});

test('[BO28] what could not be deleted is told to the operator, and tried again at the next look', async () => {
  const glass = hourglass();
  let broken = true;
  const table = await laidTable({
    world: glass.world,
    store: (store) =>
      alteredStore(store, {
        removeBoard: (boardId) => (broken ? Promise.reject(new Error('no disk')) : store.removeBoard(boardId)),
      }),
  });
  const { board } = await table.create({ retentionDays: 1 });
  glass.passDay();
  glass.turn();
  await until(() => expect(table.logged.join()).toContain('could not be deleted'));
  broken = false;
  glass.turn();
  await until(async () => expect(await table.store.boardById(board.id)).toBeNull());
});
