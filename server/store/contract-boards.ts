import { expect, test } from 'vitest';
import { BOARD, OTHER, aBoard, aSeat, opened } from './contract-fixture.ts';
import type { NewHarness } from './contract.ts';
import type { SeatChange } from './store.ts';

export function boardContract(newHarness: NewHarness): void {
  boards(newHarness);
  seats(newHarness);
  changes(newHarness);
  rooms(newHarness);
}

function boards(newHarness: NewHarness): void {
  test('[ST1] a board is found by id and by code exactly as it was stored, also after opening again', async () => {
    const { store, harness } = await opened(newHarness);
    expect(await store.boardById(BOARD)).toEqual(aBoard(BOARD));
    expect(await store.boardByCode(aBoard(BOARD).codeKey)).toEqual(aBoard(BOARD));
    expect(await store.boardById('nobody-knows-me')).toBeNull();
    expect(await store.boardByCode('nobody-knows-me')).toBeNull();
    const again = await harness.open();
    expect(await again.boardById(BOARD)).toEqual(aBoard(BOARD));
  });

  test('[ST2] a code belongs to one board, and a board whose code is taken leaves nothing', async () => {
    const { store } = await opened(newHarness);
    const twin = aBoard(OTHER, aBoard(BOARD).codeKey);
    expect(await store.addBoard(twin, [aSeat('late', { boardId: OTHER })])).toBe('code-taken');
    expect(await store.boardById(OTHER)).toBeNull();
    expect(await store.seatByTokenHash('hash-of-late')).toBeNull();
  });

  test('[ST2] of two boards added at the same moment with one code, one comes in', async () => {
    const { store } = await opened(newHarness);
    const twins = ['twin-a-123456789', 'twin-b-123456789'].map((id) => store.addBoard(aBoard(id, 'SAMECODE42'), []));
    expect((await Promise.all(twins)).sort()).toEqual(['added', 'code-taken']);
  });

  test('[ST22] boards are found when their last day is over, and not before', async () => {
    const { store } = await opened(newHarness);
    const board = aBoard(OTHER);
    const at = board.info.deleteAt + 1;
    await store.addBoard({ ...board, info: { ...board.info, deleteAt: at } }, []);
    expect(await store.boardsDue(at - 1)).toEqual([BOARD]);
    expect([...(await store.boardsDue(at))].sort()).toEqual([BOARD, OTHER].sort());
    await store.removeBoard(OTHER);
    expect(await store.boardsDue(at)).toEqual([BOARD]);
  });

  test('[ST3] a board comes with its seats or not at all', async () => {
    const { store } = await opened(newHarness);
    const seats = [aSeat('one', { boardId: OTHER }), aSeat('two', { boardId: OTHER, tokenHash: 'hash-of-one' })];
    await expect(store.addBoard(aBoard(OTHER), seats)).rejects.toMatchObject({ name: 'StoreFault' });
    expect(await store.boardById(OTHER)).toBeNull();
    expect(await store.seatByTokenHash('hash-of-one')).toBeNull();
    expect(await store.addBoard(aBoard(OTHER), seats.slice(0, 1))).toBe('added');
    expect(await store.seatsOf(OTHER)).toEqual(seats.slice(0, 1));
  });
}

function seats(newHarness: NewHarness): void {
  test('[ST4] seats are found by their token and listed in the order in which people came', async () => {
    const { store, harness } = await opened(newHarness);
    const named = aSeat('zoe', { name: 'Zoë Öztürk', organisation: 'Gießerei', role: 'moderator', createdAt: 9 });
    const seats = [named, aSeat('ada', { createdAt: 5 }), aSeat('mia', { createdAt: 7 })];
    for (const seat of seats) expect(await store.addSeat(seat, 10)).toBe('added');
    expect(await store.seatsOf(BOARD)).toEqual(seats);
    expect(await store.seatByTokenHash('hash-of-zoe')).toEqual(named);
    expect(await store.seatByTokenHash('hash-of-nobody')).toBeNull();
    expect(await (await harness.open()).seatsOf(BOARD)).toEqual(seats);
  });

  test('[ST5] a board takes no more people than its seats; screens are counted by themselves', async () => {
    const { store } = await opened(newHarness);
    const screen = (id: string) => aSeat(id, { role: 'screen' });
    expect(await store.addSeat(aSeat('a', { role: 'moderator' }), 2)).toBe('added');
    expect(await store.addSeat(screen('wall'), 1)).toBe('added');
    expect(await store.addSeat(screen('wall-2'), 1)).toBe('full');
    expect(await store.addSeat(aSeat('b'), 2)).toBe('added');
    expect(await store.addSeat(aSeat('c'), 2)).toBe('full');
    expect((await store.seatsOf(BOARD)).map((seat) => seat.participantId)).toEqual(['a', 'wall', 'b']);
  });

  test('[ST5] the last seat goes to one of those who ask at the same moment', async () => {
    const { store } = await opened(newHarness);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((id) => store.addSeat(aSeat(id), 2)));
    expect(answers).toEqual(['added', 'added', 'full', 'full']);
  });
}

function rooms(newHarness: NewHarness): void {
  test('[ST6] what belongs to a board is refused where there is no such board', async () => {
    const { store } = await opened(newHarness);
    const room = aBoard(OTHER).room;
    expect(await store.addSeat(aSeat('a', { boardId: OTHER }), 9)).toBe('no-board');
    expect(await store.saveRoom({ boardId: OTHER, epoch: 1, version: 2, room })).toBe('no-board');
    expect(await store.acquire(OTHER)).toBeNull();
    expect(await store.seatsOf(OTHER)).toEqual([]);
  });

  test('[ST7] the room is kept with its version, and only for the owner', async () => {
    const { store, harness } = await opened(newHarness);
    const epoch = (await store.acquire(BOARD)) ?? 0;
    const room = { ...aBoard(BOARD).room, door: 'closed' } as const;
    expect(await store.saveRoom({ boardId: BOARD, epoch: epoch + 1, version: 2, room })).toBe('fenced');
    expect(await store.boardById(BOARD)).toMatchObject({ roomVersion: 1, room: { door: 'open' } });
    expect(await store.saveRoom({ boardId: BOARD, epoch, version: 2, room })).toBe('saved');
    expect(await (await harness.open()).boardById(BOARD)).toMatchObject({ roomVersion: 2, room });
  });

  test('[ST8] the store answers a ping while it is open; closed, it rejects everything', async () => {
    const { store } = await opened(newHarness);
    await store.ping();
    await Promise.all([store.close(), store.close()]);
    await expect(store.ping()).rejects.toMatchObject({ kind: 'closed' });
    await expect(store.boardById(BOARD)).rejects.toMatchObject({ kind: 'closed' });
  });
}

function changes(newHarness: NewHarness): void {
  const changeOf = (participantId: string, change: SeatChange['change'], more: Partial<SeatChange> = {}) => ({
    ...{ boardId: BOARD, epoch: 1, participantId, change },
    ...more,
  });

  test('[ST67] a seat gets another name and another role, and stays the same otherwise', async () => {
    const { store, harness } = await opened(newHarness);
    const [ada, mia] = [aSeat('ada', { name: 'Ada' }), aSeat('mia')];
    for (const seat of [ada, mia]) await store.addSeat(seat, 10);
    expect(await store.changeSeat(changeOf('ada', { name: 'Zoë' }))).toBe('changed');
    expect(await store.changeSeat(changeOf('ada', { role: 'moderator' }))).toBe('changed');
    const changed = { ...ada, name: 'Zoë', role: 'moderator' };
    expect(await store.seatByTokenHash('hash-of-ada')).toEqual(changed);
    expect(await (await harness.open()).seatsOf(BOARD)).toEqual([changed, mia]);
  });

  test('[ST68] the token of a removed seat finds nothing; who it was is still listed, and does not change any more', async () => {
    const { store, harness } = await opened(newHarness);
    const ada = aSeat('ada', { name: 'Ada' });
    for (const seat of [ada, aSeat('mia')]) await store.addSeat(seat, 10);
    expect(await store.changeSeat(changeOf('ada', { removedAt: 5 }))).toBe('changed');
    expect(await store.seatByTokenHash('hash-of-ada')).toBeNull();
    for (const change of [{ removedAt: 6 }, { name: 'Eve' }, { role: 'moderator' }] as const) {
      expect(await store.changeSeat(changeOf('ada', change))).toBe('no-seat');
    }
    const [gone] = await (await harness.open()).seatsOf(BOARD);
    expect(gone).toMatchObject({ participantId: 'ada', name: 'Ada', role: 'participant', removedAt: 5 });
    expect(gone?.tokenHash).not.toBe(ada.tokenHash);
  });

  test('[ST69] only the owner of a board changes its seats, and only those that are there', async () => {
    const { store } = await opened(newHarness);
    await store.addBoard(aBoard(OTHER), [aSeat('eve', { boardId: OTHER })]);
    await store.addSeat(aSeat('ada'), 10);
    const change = { role: 'moderator' } as const;
    expect(await store.changeSeat(changeOf('ada', change, { epoch: 2 }))).toBe('fenced');
    expect(await store.changeSeat(changeOf('eve', change))).toBe('no-seat');
    expect(await store.changeSeat(changeOf('nobody', change))).toBe('no-seat');
    expect(await store.changeSeat(changeOf('ada', change, { boardId: 'nowhere-123456789' }))).toBe('no-board');
    expect((await store.seatsOf(BOARD)).map(({ role }) => role)).toEqual(['participant']);
    expect((await store.seatsOf(OTHER)).map(({ role }) => role)).toEqual(['participant']);
  });

  test('[ST5] stand-ins are kept as such, and counted by themselves', async () => {
    const { store, harness } = await opened(newHarness);
    const standIn = (id: string) => aSeat(id, { standIn: true, name: id });
    expect(await store.addSeat(aSeat('ada'), 1)).toBe('added');
    expect(await store.addSeat(standIn('kern'), 1)).toBe('added');
    expect(await store.addSeat(standIn('blum'), 1)).toBe('full');
    expect(await store.addSeat(aSeat('mia'), 1)).toBe('full');
    expect(await (await harness.open()).seatsOf(BOARD)).toEqual([aSeat('ada'), standIn('kern')]);
  });
}
