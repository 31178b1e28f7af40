/** Milliseconds after which the room is told again, well before it forgets. */
const AGAIN_MS = 4_000;
/** Milliseconds without a key after which a sentence counts as finished, or given up. */
const PAUSE_MS = 3_000;

/** Tells the room whether this person is in the middle of a sentence, so that a step is not left in it. Never what or where. */
export class Writing {
  readonly #tell: (writing: boolean) => void;
  readonly #now: () => number;
  /** When the room was told last; null while it knows of nothing. */
  #toldAt: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (writing: boolean) => void, now: () => number) {
    this.#tell = tell;
    this.#now = now;
  }

  /** A key was pressed in a text. */
  typed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ended(), PAUSE_MS);
    if (this.#toldAt !== null && this.#now() - this.#toldAt < AGAIN_MS) return;
    this.#toldAt = this.#now();
    this.#tell(true);
  }

  /** The sentence is finished. */
  ended(): void {
    clearTimeout(this.#timer);
    if (this.#toldAt === null) return;
    this.#toldAt = null;
    this.#tell(false);
  }
}
