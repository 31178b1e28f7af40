import { SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { Broadcast } from './broadcast.ts';
import { syncFrame } from './frames.ts';
import type { Replica } from './replica.ts';

/** The answer to those who come with nothing; they share it. */
export class Welcome {
  readonly #replica: Pick<Replica, 'fullState'>;
  #full: { readonly of: Uint8Array; readonly frame: Broadcast } | null = null;

  constructor(replica: Pick<Replica, 'fullState'>) {
    this.#replica = replica;
  }

  frames(): Broadcast[] {
    const { full, tail } = this.#replica.fullState();
    if (this.#full?.of !== full) this.#full = { of: full, frame: new Broadcast(syncFrame(SYNC_STEP_2, full)) };
    const { frame } = this.#full;
    return tail === null ? [frame] : [frame, new Broadcast(syncFrame(SYNC_UPDATE, tail))];
  }

  forget(): void {
    this.#full = null;
  }
}
