/** Runs tasks one after another. */
type InTurn = (task: () => Promise<unknown>) => Promise<unknown>;

/**
 * Tasks that may run side by side, and share the next turn: a store that takes what comes together as one write keeps nobody
 * waiting for as many writes as there are people.
 */
export class SharedTurn {
  readonly #inTurn: InTurn;
  #waiting: (() => Promise<void>)[] = [];

  constructor(inTurn: InTurn) {
    this.#inTurn = inTurn;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => task().then(resolve, reject));
      if (this.#waiting.length === 1) void this.#inTurn(() => this.#runAll());
    });
  }

  async #runAll(): Promise<void> {
    await Promise.all(this.#waiting.splice(0).map((start) => start()));
  }
}
