/** Questions in one round: the answer that came back quickest is the most exact. */
const QUESTIONS = 3;
/** Milliseconds between two rounds: computers drift by seconds a day, and are set right in between. */
const ROUND_MS = 60_000;
/** Milliseconds that a question waits for its answer. */
const ANSWER_MS = 5_000;

/** What the clock needs of the connection to the room. */
export interface TimeSource {
  readonly connected: boolean;
  on(event: 'connect', listener: () => void): unknown;
  timeout(ms: number): { emitWithAck(event: 'clock'): Promise<number> };
}

/** The server's clock, told from this machine's: timers end at the same moment everywhere, however wrong a laptop's clock is. */
export class ServerClock {
  readonly #here: () => number;
  #ahead = 0;

  /** `here` is this machine's clock. */
  constructor(here: () => number) {
    this.#here = here;
  }

  /** Milliseconds since 1970, on the server. */
  readonly now = (): number => this.#here() + this.#ahead;

  /** Asks whenever the connection is made, and once a minute while it lasts. Returns what stops it. */
  follow(source: TimeSource): () => void {
    const ask = () => void this.#ask(source);
    source.on('connect', ask);
    const timer = setInterval(ask, ROUND_MS);
    return () => clearInterval(timer);
  }

  /** An answer was given somewhere between question and arrival: taken for the middle, it errs by half of the way at most. */
  async #ask(source: TimeSource): Promise<void> {
    let quickest = Infinity;
    for (let i = 0; i < QUESTIONS && source.connected; i++) {
      const asked = this.#here();
      const told = await source
        .timeout(ANSWER_MS)
        .emitWithAck('clock')
        .catch(() => null);
      const answered = this.#here();
      if (told === null || answered - asked >= quickest) continue;
      quickest = answered - asked;
      this.#ahead = told - (asked + answered) / 2;
    }
  }
}
