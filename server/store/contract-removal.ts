import { expect, test } from 'vitest';
import { BOARD, OTHER, aBoard, aSeat, aSnapshot, anUpdate, bytesOf, filled, opened, told } from './contract-fixture.ts';
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

  test('[ST21] nothing of a removed board is left in the files, and nothing of another is lost', async () => {
    const { store, harness } = await opened(newHarness, OTHER);
    const secret = `board-${CANARY}`;
    await store.addBoard({ ...aBoard(secret), room: { ...aBoard(secret).room, agenda: [] } }, [secretSeat(secret, 0)]);
    await writeBoth(store, secret);
    expect(await store.removeBoard(secret)).toBe(true);
    const before = await told(store, { boardId: OTHER, name: '' });
    await store.close();
    expect(count(await harness.bytes(), CANARY)).toBe(0);
    expect(count(await harness.bytes(), 'public')).toBeGreaterThan(0);
    const again = await harness.open();
    expect(await told(again, { boardId: OTHER, name: '' })).toEqual(before);
    expect(before.seq).toBe(600);
  });
}

/** Two boards side by side, so that their rows get mixed and moved between pages. */
async function writeBoth(store: Store, secret: string): Promise<void> {
  const asked: Promise<unknown>[] = [];
  for (let seq = 1; seq <= 600; seq++) {
    const size = 1 + ((seq * 37) % 120);
    for (const [boardId, word] of [
      [secret, CANARY],
      [OTHER, 'public'],
    ] as const) {
      const update = bytesOf(`${word}-${seq} `.repeat(size % 7 === 0 ? 200 : size / 20 + 1));
      asked.push(store.commit(anUpdate(seq, { boardId, update, claims: [[seq, `${word}-${seq}`]] })));
      if (seq % 150 === 0) asked.push(store.compact(aSnapshot(seq - 20, { boardId, state: update })));
    }
    if (seq % 10 === 0) asked.push(store.addSeat(secretSeat(secret, seq), 999));
  }
  await Promise.all(asked);
}

function secretSeat(boardId: string, number: number) {
  const name = `${CANARY} ${number}`;
  return aSeat(`${CANARY}-${number}`, { boardId, name, organisation: name, tokenHash: `${number} ${CANARY}` });
}

function count(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes).toString('latin1').split(text).length - 1;
}
