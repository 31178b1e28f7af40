import { onTestFinished } from 'vitest';
import { NEW_ROOM, type RoomState } from '#shared/model/room.ts';
import type { NewHarness, StoreHarness } from './contract.ts';
import type { Claim, DocumentName, JournalEntry, Snapshot, Store, StoredBoard, StoredSeat } from './store.ts';

/** A store with one board on it, gone when the test is over. */
export async function opened(
  newHarness: NewHarness,
  boardId = BOARD,
): Promise<{ store: Store; harness: StoreHarness }> {
  const harness = await newHarness();
  const store = await harness.open();
  onTestFinished(() => harness.end());
  await store.addBoard(aBoard(boardId), []);
  return { store, harness };
}

export const BOARD = 'board-0123456789';
export const OTHER = 'other-0123456789';
export const AT_BOARD: DocumentName = { boardId: BOARD, name: '' };

export function aBoard(id: string, codeKey = `KUPFERLAMPE${id}`): StoredBoard {
  const info = {
    id,
    code: codeKey,
    title: `Runde ${id} – „Äpfel“ 🍏`,
    question: 'Was tun?',
    sectors: [{ id: 'industry' }, { id: 'own', name: 'Eigene' }],
    anonymous: false,
    locale: 'de',
    createdAt: 1_700_000_000_000,
    deleteAt: 1_702_592_000_000,
  } as const;
  const room: RoomState = { ...NEW_ROOM, agenda: [{ kind: 'collect', minutes: 10 }] };
  return { info, codeKey, retentionDays: 30, room, roomVersion: 1, generation: 1 };
}

export function aSeat(participantId: string, more: Partial<StoredSeat> = {}): StoredSeat {
  const times = { createdAt: 1_700_000_000_001, expiresAt: 1_702_592_000_001 };
  return {
    participantId,
    boardId: BOARD,
    role: 'participant',
    sector: 'industry',
    tokenHash: `hash-of-${participantId}`,
    ...times,
    ...more,
  };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array | null): string | null => (bytes ? new TextDecoder().decode(bytes) : null);

/** The update with this number; its bytes say which it is. */
export function anUpdate(seq: number, more: Partial<JournalEntry> = {}): JournalEntry {
  const claims: readonly Claim[] = [];
  return { ...AT_BOARD, epoch: 1, seq, update: bytesOf(`update ${seq}`), claims, ...more };
}

export function aSnapshot(seq: number, more: Partial<Snapshot> = {}): Snapshot {
  return { ...AT_BOARD, epoch: 1, seq, state: bytesOf(`state of ${seq}`), ...more };
}

/** Commits the updates from 1 to `last`. */
export async function filled(store: Store, last: number, more: Partial<JournalEntry> = {}): Promise<void> {
  for (let seq = 1; seq <= last; seq++) await store.commit(anUpdate(seq, more));
}

/** What a document reads like. */
export async function told(store: Store, document: DocumentName = AT_BOARD) {
  const { seq, snapshot, updates, claims } = await store.load(document);
  return { seq, snapshot: textOf(snapshot), updates: updates.map(textOf), claims };
}

/** A small generator of the Lehmer kind: the same rows in every run. */
export function seeded(seed: number) {
  let state = seed;
  return (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
}
