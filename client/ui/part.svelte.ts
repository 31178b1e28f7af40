/** A part of the client that comes in a file of its own. Once it is here it is shown at once, like everything else. */
export class Part<Code> {
  #here = $state.raw<Code | null>(null);
  #coming: Promise<Code> | null = null;
  readonly #load: () => Promise<Code>;

  constructor(load: () => Promise<Code>) {
    this.#load = load;
  }

  get here(): Code | null {
    return this.#here;
  }

  /** Asked again it is the same; but what did not come may come the next time. */
  fetch(): Promise<Code> {
    this.#coming ??= this.#load().then(
      (code) => (this.#here = code),
      (error: unknown) => {
        this.#coming = null;
        throw error;
      },
    );
    return this.#coming;
  }
}
