import type { Counts } from '#shared/model/room.ts';
import type { World } from '../world.ts';

/** Milliseconds between two counts: fast enough to watch, too slow to tell who did what. */
const PAUSE_MS = 1_000;

export interface CountingParts {
  readonly count: () => Promise<Counts>;
  readonly tell: (counts: Counts) => void;
  readonly world: Pick<World, 'wait'>;
  readonly onFault: (error: unknown) => void;
}

/** Tells how the round is doing, in numbers, when they change and not too often. */
export class Counting {
  readonly #parts: CountingParts;
  #last: Counts | null = null;
  #resting = false;
  #due = false;

  constructor(parts: CountingParts) {
    this.#parts = parts;
  }

  /** What was told last. */
  get last(): Counts | null {
    return this.#last;
  }

  /** Something may have changed. */
  soon(): void {
    if (this.#resting) this.#due = true;
    else void this.#count();
  }

  async #count(): Promise<void> {
    this.#resting = true;
    this.#due = false;
    await this.#tell().catch(this.#parts.onFault);
    await this.#parts.world.wait(PAUSE_MS);
    this.#rested();
  }

  #rested(): void {
    this.#resting = false;
    if (this.#due) this.soon();
  }

  async #tell(): Promise<void> {
    const counts = await this.#parts.count();
    const isNews = JSON.stringify(counts) !== JSON.stringify(this.#last);
    this.#last = counts;
    if (isNews) this.#parts.tell(counts);
    // Nobody says that they have fallen asleep in the middle of a sentence.
    if (counts.writing > 0) this.#due = true;
  }
}
