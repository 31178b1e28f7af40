import { StoreFault } from '../store/fault.ts';
import type { Store } from '../store/store.ts';

/** Milliseconds between two trials of a full disk: soon after somebody has made room, people's edits go through again. */
const TRIAL_PAUSE_MS = 2_000;

/**
 * Whether the disk takes what is written. A write that fails takes its document along, and everybody in it; so while the disk
 * is known to be full nothing is written in documents, and those who only read stay.
 */
export class Disk {
  readonly #store: Pick<Store, 'ping'>;
  #timer: NodeJS.Timeout | null = null;

  constructor(store: Pick<Store, 'ping'>) {
    this.#store = store;
  }

  get isFull(): boolean {
    return this.#timer !== null;
  }

  /** A write has failed. */
  failed(fault: unknown): void {
    if (fault instanceof StoreFault && fault.kind === 'disk-full') this.#timer ??= this.#trialSoon();
  }

  /** Resolves when there is room to write; rejects with the fault while there is none. */
  async room(): Promise<void> {
    if (!this.isFull) return;
    await this.#store.ping();
    this.stop();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #trialSoon(): NodeJS.Timeout {
    return setTimeout(() => {
      this.room().catch(() => (this.#timer = this.#trialSoon()));
    }, TRIAL_PAUSE_MS).unref();
  }
}
