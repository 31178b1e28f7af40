import { describe } from 'vitest';
import { ballotContract } from './contract-ballots.ts';
import { boardContract } from './contract-boards.ts';
import { documentContract } from './contract-documents.ts';
import { removalContract } from './contract-removal.ts';
import { versionContract } from './contract-versions.ts';
import type { Store } from './store.ts';

/** What a test knows of an implementation besides the port. Each test gets a harness, and so a store, of its own. */
export interface StoreHarness {
  /** Opens the store again and again on the same data; the one before is closed. */
  open(): Promise<Store>;
  /** Lets somebody else become the owner of the board: its epoch changes. The store must be closed where it has one owner only. */
  steal(boardId: string): Promise<void>;
  /** Everything the store has on disk. */
  bytes(): Promise<Uint8Array>;
  /** Throws everything away. */
  end(): Promise<void>;
}

export type NewHarness = () => Promise<StoreHarness>;

/** Every sentence of the port, as tests. Runs against each implementation. */
export function storeContract(name: string, newHarness: NewHarness): void {
  describe(`${name} as a store`, () => {
    boardContract(newHarness);
    documentContract(newHarness);
    removalContract(newHarness);
    ballotContract(newHarness);
    versionContract(newHarness);
  });
}
