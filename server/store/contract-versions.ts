import { expect, test } from 'vitest';
import { BOARD_NAMED_VERSIONS_MAX, BOARD_VERSIONS_BYTES_MAX, BOARD_VERSIONS_MAX } from '#shared/model/limits.ts';
import { BOARD, OTHER, aBoard, bytesOf, opened, textOf } from './contract-fixture.ts';
import type { NewHarness } from './contract.ts';
import type { NewVersion, Store } from './store.ts';

/** Written down by versions alone. */
const CANARY = 'fassung-8812';
const NAMED = { is: 'hand', name: 'Vor der Pause' } as const;

const aVersion = (text: string, more: Partial<NewVersion> = {}): NewVersion => ({
  ...{ boardId: BOARD, epoch: 1, at: 1_700_000_000_000, why: { is: 'step', step: 'collect' }, ideas: 3 },
  state: bytesOf(text),
  ...more,
});

const numbers = async (store: Store, boardId = BOARD) => (await store.versionsOf(boardId)).map(({ n }) => n);

export function versionContract(newHarness: NewHarness): void {
  keeping(newHarness);
  limits(newHarness);

  test('[VE14] versions go with their board, and the files hold no trace of them', async () => {
    const { store, harness } = await opened(newHarness);
    await store.addBoard(aBoard(OTHER), []);
    for (let n = 0; n < 20; n++) {
      await store.addVersion(aVersion(`${CANARY} `.repeat(1 + n * 40), { why: { is: 'hand', name: CANARY } }));
      await store.addVersion(aVersion(`public-${n} `.repeat(50), { boardId: OTHER }));
    }
    expect(await store.removeBoard(BOARD)).toBe(true);
    expect(await numbers(store)).toEqual([]);
    await store.close();
    expect(Buffer.from(await harness.bytes()).includes(CANARY)).toBe(false);
    expect(await numbers(await harness.open(), OTHER)).toHaveLength(20);
  });
}

function keeping(newHarness: NewHarness): void {
  test('[VE13] versions are numbered from 1, listed without what they hold, and read whole, also after opening again', async () => {
    const { store, harness } = await opened(newHarness);
    expect(await store.addVersion(aVersion('eins'))).toBe(1);
    expect(await store.addVersion(aVersion('zwei', { why: NAMED, at: 1_700_000_000_005, ideas: 0 }))).toBe(2);
    const again = await harness.open();
    expect(await again.versionsOf(BOARD)).toEqual([
      { n: 1, at: 1_700_000_000_000, why: { is: 'step', step: 'collect' }, ideas: 3 },
      { n: 2, at: 1_700_000_000_005, why: NAMED, ideas: 0 },
    ]);
    const second = await again.versionAt(BOARD, 2);
    expect(second).toMatchObject({ n: 2, why: NAMED });
    expect(textOf(second?.state ?? null)).toBe('zwei');
    expect(await again.versionAt(BOARD, 3)).toBeNull();
    expect(await again.versionAt(OTHER, 1)).toBeNull();
  });

  test('[VE13] only the owner of a board keeps versions, and none where there is no such board', async () => {
    const { store, harness } = await opened(newHarness);
    expect(await store.addVersion(aVersion('x', { boardId: OTHER }))).toBe('no-board');
    await store.close();
    await harness.steal(BOARD);
    const again = await harness.open();
    expect(await again.addVersion(aVersion('x'))).toBe('fenced');
    expect(await numbers(again)).toEqual([]);
  });
}

function limits(newHarness: NewHarness): void {
  test('[VE12] of versions kept by themselves the oldest go, those with a name stay, and no number comes twice', async () => {
    const { store } = await opened(newHarness);
    await store.addVersion(aVersion('mit Namen', { why: NAMED }));
    for (let n = 0; n < BOARD_VERSIONS_MAX + 2; n++) await store.addVersion(aVersion(`von selbst ${n}`));
    const kept = await numbers(store);
    expect(kept).toHaveLength(BOARD_VERSIONS_MAX + 1);
    expect(kept.slice(0, 2)).toEqual([1, 4]);
    expect(kept.at(-1)).toBe(BOARD_VERSIONS_MAX + 3);
  });

  test('[VE12] there is an end to versions with names, and whoever keeps one more is told', async () => {
    const { store } = await opened(newHarness);
    for (let n = 1; n <= BOARD_NAMED_VERSIONS_MAX; n++)
      expect(await store.addVersion(aVersion('x', { why: NAMED }))).toBe(n);
    expect(await store.addVersion(aVersion('x', { why: NAMED }))).toBe('full');
    expect(await store.addVersion(aVersion('von selbst'))).toBe(BOARD_NAMED_VERSIONS_MAX + 1);
  });

  test('[VE12] bytes count as well, by themselves and with names apart; the newest stays however large', async () => {
    const { store } = await opened(newHarness);
    const half = new Uint8Array(BOARD_VERSIONS_BYTES_MAX / 2);
    for (const state of [half, half, half]) await store.addVersion(aVersion('', { state }));
    expect(await numbers(store)).toEqual([2, 3]);
    for (const done of [4, 5, 'full'])
      expect(await store.addVersion(aVersion('', { state: half, why: NAMED }))).toBe(done);
    const large = new Uint8Array(BOARD_VERSIONS_BYTES_MAX + 1);
    expect(await store.addVersion(aVersion('', { state: large }))).toBe(6);
    expect(await numbers(store)).toEqual([4, 5, 6]);
  });
}
