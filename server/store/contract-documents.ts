import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEW_ROOM } from '#shared/model/room.ts';
import {
  AT_BOARD,
  BOARD,
  OTHER,
  aBoard,
  aSnapshot,
  anUpdate,
  bytesOf,
  filled,
  opened,
  told,
} from './contract-fixture.ts';
import { documentModel, stepsOf } from './contract-model.ts';
import type { NewHarness } from './contract.ts';

const UNTOUCHED = { seq: 0, snapshot: null, updates: [], claims: [] };

export function documentContract(newHarness: NewHarness): void {
  numbers(newHarness);
  together(newHarness);
  order(newHarness);
  owners(newHarness);
  snapshots(newHarness);
  claims(newHarness);
  anything(newHarness);
}

function numbers(newHarness: NewHarness): void {
  test('[ST10] updates are numbered from 1 without gaps; any other number is refused and leaves nothing', async () => {
    const { store } = await opened(newHarness);
    expect(await told(store)).toEqual(UNTOUCHED);
    expect(await store.commit(anUpdate(2))).toBe('gap');
    expect(await store.commit(anUpdate(0))).toBe('gap');
    expect(await store.commit(anUpdate(1))).toBe('committed');
    expect(await store.commit(anUpdate(1))).toBe('gap');
    expect(await store.commit(anUpdate(3))).toBe('gap');
    expect(await store.commit(anUpdate(2))).toBe('committed');
    expect(await told(store)).toEqual({ seq: 2, snapshot: null, updates: ['update 1', 'update 2'], claims: [] });
  });

  test('[ST11] what was committed is there after opening again, byte for byte', async () => {
    const { store, harness } = await opened(newHarness);
    const update = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    await store.commit(anUpdate(1, { update }));
    await store.commit(anUpdate(2, { update: update.subarray(17, 19) }));
    await store.commit(anUpdate(3, { update: new Uint8Array(0) }));
    const again = await harness.open();
    const { updates } = await again.load(AT_BOARD);
    expect(updates.map((bytes) => [...bytes])).toEqual([[...update], [17, 18], []]);
    expect(await again.commit(anUpdate(4))).toBe('committed');
  });
}

function together(newHarness: NewHarness): void {
  const NOTES = { boardId: BOARD, name: 'ada-123456789' };
  const room = {
    ...{ boardId: BOARD, epoch: 1, version: 2 },
    room: { ...NEW_ROOM, agenda: [{ kind: 'open' }], locked: true },
  } as const;

  test('[ST60] what is committed together is there together, with the room', async () => {
    const { store, harness } = await opened(newHarness);
    const entries = [anUpdate(1), anUpdate(1, { ...NOTES, update: bytesOf('a note'), claims: [[7, 'ada-123456789']] })];
    expect(await store.commitAll(entries, room)).toBe('committed');
    expect(await store.documentsOf(BOARD)).toEqual(['', 'ada-123456789']);
    const again = await harness.open();
    expect(await told(again)).toMatchObject({ seq: 1, updates: ['update 1'] });
    expect(await told(again, NOTES)).toMatchObject({ seq: 1, updates: ['a note'], claims: [[7, 'ada-123456789']] });
    expect(await again.boardById(BOARD)).toMatchObject({ roomVersion: 2, room: { locked: true } });
  });

  test.each([
    ['a gap in one of them', [anUpdate(1), anUpdate(2, NOTES)], room],
    ['an older owner of one of them', [anUpdate(1), anUpdate(1, { ...NOTES, epoch: 0 })], room],
    ['an older owner of the room', [anUpdate(1)], { ...room, epoch: 0 }],
    ['no such board', [anUpdate(1), anUpdate(1, { boardId: OTHER })], room],
  ])('[ST61] %s leaves nothing of what was to be committed together', async (_why, entries, stored) => {
    const { store } = await opened(newHarness);
    expect(await store.commitAll(entries, stored)).not.toBe('committed');
    expect(await told(store)).toEqual(UNTOUCHED);
    expect(await told(store, NOTES)).toEqual(UNTOUCHED);
    expect(await store.boardById(BOARD)).toMatchObject({ roomVersion: 1, room: { locked: false } });
    expect(await store.commit(anUpdate(1))).toBe('committed');
    expect(await store.commit(anUpdate(1, NOTES))).toBe('committed');
  });
}

function order(newHarness: NewHarness): void {
  test('[ST12] commits resolve in the order of the calls', async () => {
    const { store } = await opened(newHarness);
    const order: number[] = [];
    const seqs = Array.from({ length: 100 }, (_, at) => at + 1);
    await Promise.all(seqs.map((seq) => store.commit(anUpdate(seq)).then(() => order.push(seq))));
    expect(order).toEqual(seqs);
    expect((await told(store)).updates).toEqual(seqs.map((seq) => `update ${seq}`));
  });

  test('[ST12] of two who write the same number, the first is in and the second is told of the gap', async () => {
    const { store } = await opened(newHarness);
    const both = ['mine', 'yours'].map((text) => store.commit(anUpdate(1, { update: bytesOf(text) })));
    expect(await Promise.all(both)).toEqual(['committed', 'gap']);
    expect((await told(store)).updates).toEqual(['mine']);
  });

  test('[ST12] what is read while commits wait is read after them', async () => {
    const { store } = await opened(newHarness);
    const [, before, , after] = await Promise.all([
      store.commit(anUpdate(1)),
      told(store),
      store.commit(anUpdate(2)),
      told(store),
    ]);
    expect([before.seq, after.seq]).toEqual([1, 2]);
  });

  test('[ST18] closing waits for what was asked before', async () => {
    const { store, harness } = await opened(newHarness);
    const commits = [1, 2, 3].map((seq) => store.commit(anUpdate(seq)));
    await store.close();
    expect(await Promise.all(commits)).toEqual(['committed', 'committed', 'committed']);
    expect((await told(await harness.open())).seq).toBe(3);
  });
}

function owners(newHarness: NewHarness): void {
  test('[ST13] every document of every board has numbers of its own', async () => {
    const { store } = await opened(newHarness);
    await store.addBoard(aBoard(OTHER), []);
    await filled(store, 3);
    await filled(store, 2, { name: 'somebody' });
    await filled(store, 1, { boardId: OTHER });
    expect((await told(store)).seq).toBe(3);
    expect((await told(store, { boardId: BOARD, name: 'somebody' })).seq).toBe(2);
    expect((await told(store, { boardId: OTHER, name: '' })).seq).toBe(1);
    expect(await told(store, { boardId: OTHER, name: 'somebody' })).toEqual(UNTOUCHED);
  });

  test('[ST14] only the owner writes: another epoch than the current one is fenced and leaves nothing', async () => {
    const { store, harness } = await opened(newHarness);
    const epoch = (await store.acquire(BOARD)) ?? 0;
    expect(await store.commit(anUpdate(1, { epoch: epoch + 1 }))).toBe('fenced');
    expect(await store.commit(anUpdate(1, { epoch }))).toBe('committed');
    await store.close();
    await harness.steal(BOARD);
    const frozen = await harness.open();
    expect(await frozen.commit(anUpdate(2, { epoch }))).toBe('fenced');
    expect(await frozen.compact(aSnapshot(1, { epoch }))).toBe('fenced');
    expect(await frozen.saveRoom({ boardId: BOARD, epoch, version: 2, room: aBoard(BOARD).room })).toBe('fenced');
    expect(await told(frozen)).toMatchObject({ seq: 1, snapshot: null });
    const now = (await frozen.acquire(BOARD)) ?? 0;
    expect(await frozen.commit(anUpdate(2, { epoch: now }))).toBe('committed');
  });

  test('[ST6] a document cannot be written where there is no such board', async () => {
    const { store } = await opened(newHarness);
    expect(await store.commit(anUpdate(1, { boardId: OTHER }))).toBe('no-board');
    expect(await store.compact(aSnapshot(1, { boardId: OTHER }))).toBe('no-board');
    expect(await told(store, { boardId: OTHER, name: '' })).toEqual(UNTOUCHED);
  });
}

function snapshots(newHarness: NewHarness): void {
  test('[ST15] a snapshot replaces what it covers, keeps later updates, and the numbers go on', async () => {
    const { store, harness } = await opened(newHarness);
    await filled(store, 5);
    expect(await store.compact(aSnapshot(3))).toBe('compacted');
    const kept = { seq: 5, snapshot: 'state of 3', updates: ['update 4', 'update 5'], claims: [] };
    expect(await told(store)).toEqual(kept);
    expect(await told(await harness.open())).toEqual(kept);
  });

  test('[ST15] after a snapshot of everything the numbers go on, also after opening again', async () => {
    const { store, harness } = await opened(newHarness);
    await filled(store, 3);
    await store.compact(aSnapshot(3));
    expect(await store.commit(anUpdate(4))).toBe('committed');
    await store.compact(aSnapshot(4));
    const again = await harness.open();
    expect(await told(again)).toEqual({ seq: 4, snapshot: 'state of 4', updates: [], claims: [] });
    expect(await again.commit(anUpdate(1))).toBe('gap');
    expect(await again.commit(anUpdate(5))).toBe('committed');
  });

  test('[ST16] a snapshot of updates that are not there, or older than the one there, is refused', async () => {
    const { store } = await opened(newHarness);
    expect(await store.compact(aSnapshot(1))).toBe('gap');
    await filled(store, 3);
    expect(await store.compact(aSnapshot(4))).toBe('gap');
    expect(await store.compact(aSnapshot(2))).toBe('compacted');
    expect(await store.compact(aSnapshot(1))).toBe('gap');
    expect(await told(store)).toMatchObject({ seq: 3, snapshot: 'state of 2', updates: ['update 3'] });
  });
}

function claims(newHarness: NewHarness): void {
  test('[ST17] a client id stays with whoever claimed it first, also after a snapshot', async () => {
    const { store, harness } = await opened(newHarness);
    const most = 2 ** 32 - 1;
    await store.commit(
      anUpdate(1, {
        claims: [
          [7, 'ada'],
          [most, 'mia'],
        ],
      }),
    );
    await store.commit(
      anUpdate(2, {
        claims: [
          [7, 'eve'],
          [8, 'eve'],
        ],
      }),
    );
    await store.commit(anUpdate(1, { name: 'ada', claims: [[7, 'bob']] }));
    await store.compact(aSnapshot(2));
    const again = await harness.open();
    expect((await told(again)).claims).toEqual([
      [7, 'ada'],
      [8, 'eve'],
      [most, 'mia'],
    ]);
    expect((await told(again, { boardId: BOARD, name: 'ada' })).claims).toEqual([[7, 'bob']]);
  });

  test('[ST17] a refused update claims nothing', async () => {
    const { store } = await opened(newHarness);
    await store.commit(anUpdate(1));
    await store.commit(anUpdate(3, { claims: [[9, 'eve']] }));
    expect((await told(store)).claims).toEqual([]);
  });
}

function anything(newHarness: NewHarness): void {
  test('[ST19] whatever is asked in whatever order, the store answers like its model', async () => {
    const { store, harness } = await opened(newHarness);
    await fc.assert(
      fc.asyncProperty(stepsOf, async (steps) => {
        // All runs share one file, so each has boards of its own.
        const boardIds = [randomUUID(), randomUUID()];
        let open = await harness.open();
        for (const id of boardIds) await open.addBoard(aBoard(id), []);
        const model = documentModel();
        for (const step of steps) {
          if (step.is === 'reopen') open = await harness.open();
          else expect(await model.asked(open, step, boardIds)).toEqual(model.expected(step));
        }
      }),
      { numRuns: 12 },
    );
    expect(await store.ping().catch((fault: unknown) => fault)).toMatchObject({ kind: 'closed' });
  });
}
