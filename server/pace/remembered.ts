/** Something for each person or each address; when there are too many, those that were quiet longest are forgotten. */
export class Remembered<T> {
  readonly #most: number;
  /** By who it is, the one asked for last at the end. */
  readonly #known = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What is known of them, made when nothing is. */
  of(who: string, make: () => T): T {
    const known = this.#known.get(who) ?? make();
    this.#known.delete(who);
    this.#known.set(who, known);
    const [quietest] = this.#known.size > this.#most ? this.#known.keys() : [];
    if (quietest !== undefined) this.#known.delete(quietest);
    return known;
  }
}
