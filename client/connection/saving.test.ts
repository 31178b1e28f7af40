import { expect, test } from 'vitest';
import { MESSAGE_PRESENCE, MESSAGE_SYNC, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { worstOf, SaveStatus, type Saving } from './saving.ts';

const frame = (...bytes: number[]): Uint8Array => new Uint8Array(bytes);
const OFFER = frame(MESSAGE_SYNC, SYNC_STEP_2, 0);
const UPDATE = frame(MESSAGE_SYNC, SYNC_UPDATE, 1);

function status(kept = true): { status: SaveStatus; told: Saving[] } {
  const told: Saving[] = [];
  return { status: new SaveStatus(kept, (saving) => told.push(saving)), told };
}

/** A connection that has told and heard everything, and whose offer is on disk. */
function settled(): ReturnType<typeof status> {
  const it = status();
  it.status.connected();
  it.status.sending(OFFER);
  it.status.synced();
  it.status.acknowledged(1);
  return it;
}

test('[CL1] saved is shown only when connected, synced, and all that was sent is on disk', () => {
  const { status: it } = status();
  expect(it.saving).toBe('connecting');
  it.connected();
  expect(it.saving).toBe('saving');
  it.synced();
  expect(it.saving).toBe('saving');
  it.sending(OFFER);
  expect(it.saving).toBe('saving');
  it.acknowledged(1);
  expect(it.saving).toBe('saved');
});

test('[CL1] every update counts until its own confirmation', () => {
  const { status: it, told } = settled();
  it.sending(UPDATE);
  it.sending(UPDATE);
  it.acknowledged(2);
  expect(it.saving).toBe('saving');
  it.acknowledged(3);
  expect(it.saving).toBe('saved');
  expect(told).toEqual(['saving', 'saved', 'saving', 'saved']);
});

test('[CL1] questions and presence need no confirmation', () => {
  const { status: it } = settled();
  it.sending(frame(MESSAGE_SYNC, SYNC_STEP_1, 0));
  it.sending(frame(MESSAGE_PRESENCE, SYNC_UPDATE));
  expect(it.saving).toBe('saved');
});

test('[CL1] a late, smaller confirmation takes nothing back', () => {
  const { status: it } = settled();
  it.sending(UPDATE);
  it.acknowledged(2);
  it.acknowledged(1);
  expect(it.saving).toBe('saved');
});

test('[CL2] an update before the offer of a connection is held back, because the offer contains it', () => {
  const { status: it } = status();
  it.connected();
  expect(it.sending(UPDATE)).toBe(false);
  expect(it.sending(OFFER)).toBe(true);
  expect(it.sending(UPDATE)).toBe(true);
  it.synced();
  it.acknowledged(2);
  expect(it.saving).toBe('saved');
});

test('[CL1] each connection counts from zero', () => {
  const { status: it } = settled();
  it.lost();
  expect(it.saving).toBe('offline');
  it.connected();
  it.synced();
  it.acknowledged(0);
  expect(it.saving).toBe('saving');
});

test('[CL3] offline says whether this browser keeps what is written', () => {
  const kept = status(true);
  kept.status.lost();
  const unkept = status(false);
  unkept.status.lost();
  expect([kept.status.saving, unkept.status.saving]).toEqual(['offline', 'unkept']);
});

test('[NB21] the sign says "saved" only when board and notebook both are', () => {
  expect(worstOf(['saved', 'saved'], true)).toBe('saved');
  expect(worstOf(['saved', 'saving'], true)).toBe('saving');
  expect(worstOf(['saved', 'connecting'], true)).toBe('connecting');
  expect(worstOf(['offline', 'connecting'], true)).toBe('offline');
  expect(worstOf(['offline', 'unkept'], true)).toBe('unkept');
});

test('[RO85] the sign does not say "saved" while the room is not reached, and hides nothing that is worse', () => {
  expect(worstOf(['saved', 'saved'], false)).toBe('connecting');
  expect(worstOf(['saving', 'saved'], false)).toBe('connecting');
  expect(worstOf(['saved', 'offline'], false)).toBe('offline');
});
