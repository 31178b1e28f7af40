import { expect, test } from 'vitest';
import {
  BOARD,
  OTHER,
  aBoard,
  aSeat,
  aSnapshot,
  anUpdate,
  bytesOf,
  filled,
  opened,
  seeded,
  told,
} from './contract-fixture.ts';
import type { NewHarness } from './contract.ts';
import type { Store } from './store.ts';

/** Random enough to be found nowhere else, and never written down but by what is to be deleted. */
const CANARY = 'kanarienvogel-7261';

export function removalContract(newHarness: NewHarness): void {
  test('[ST20] a removed board is gone with everything that belongs to it, and its code is free again', async () => {
    const { store } = await opened(newHarness);
    await store.addSeat(aSeat('ada'), 9);
    await filled(store, 3, { claims: [[1, 'ada']] });
    expect(await store.removeBoard(BOARD)).toBe(true);
    expect(await store.removeBoard(BOARD)).toBe(false);
    expect(await store.boardById(BOARD)).toBeNull();
    expect(await store.seatByTokenHash('hash-of-ada')).toBeNull();
    expect(await store.commit(anUpdate(4))).toBe('no-board');
    expect(await store.addBoard(aBoard(BOARD), [])).toBe('added');
    expect(await told(store)).toEqual({ seq: 0, snapshot: null, updates: [], claims: [] });
    expect(await store.commit(anUpdate(1))).toBe('committed');
  });

  test('[ST20] whoever writes while a board is removed is told that it is gone', async () => {
    const { store } = await opened(newHarness);
    const answers = await Promise.all([store.commit(anUpdate(1)), store.removeBoard(BOARD), store.commit(anUpdate(2))]);
    expect(answers).toEqual(['committed', true, 'no-board']);
  });

  test('[ST21] nothing of removed boards is left in the files, and nothing of others is lost', async () => {
    const { store, harness } = await opened(newHarness, OTHER);
    const secret = ['a', 'b', 'c', 'd'].map((letter) => `board-${letter}-${CANARY}`);
    for (const id of secret) await store.addBoard(aBoard(id), [secretSeat(id, 0)]);
    await writeMixed(store, secret);
    const before = await told(store, { boardId: OTHER, name: '' });
    expect(await Promise.all(secret.map((id) => store.removeBoard(id)))).toEqual([true, true, true, true]);
    await store.close();
    expect(count(await harness.bytes(), CANARY)).toBe(0);
    expect(count(await harness.bytes(), 'public')).toBeGreaterThan(0);
    const again = await harness.open();
    expect(await told(again, { boardId: OTHER, name: '' })).toEqual(before);
    expect(before.seq).toBeGreaterThan(100);
  });
}

/** Updates of all sizes to all boards in turn, so that rows are moved between pages and leave copies where they were. */
async function writeMixed(store: Store, secret: readonly string[]): Promise<void> {
  const seqs = new Map<string, number>();
  const random = seeded(7);
  for (let step = 1; step <= 1_500; step++) {
    const boardId = random(2) === 0 ? OTHER : (secret[random(secret.length)] ?? OTHER);
    const word = boardId === OTHER ? 'public' : CANARY;
    const seq = (seqs.get(boardId) ?? 0) + 1;
    seqs.set(boardId, seq);
    const update = bytesOf(`${word}-${step} `.repeat(1 + random(random(12) === 0 ? 300 : 15)));
    const asked = store.commit(anUpdate(seq, { boardId, update, claims: [[step, `${word}-${step}`]] }));
    if (seq % 100 === 0) void store.compact(aSnapshot(seq - 20, { boardId, state: update }));
    if (step % 20 === 0) void store.addSeat(secretSeat(secret[0] ?? '', step), 999);
    if (step % 50 === 0) await asked;
  }
}

function secretSeat(boardId: string, number: number) {
  const name = `${CANARY} ${number}`;
  return aSeat(`${number}-${boardId}`, { boardId, name, organisation: name });
}

function count(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes).toString('latin1').split(text).length - 1;
}
