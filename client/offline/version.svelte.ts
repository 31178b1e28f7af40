/** Whether the server has a newer client than this page. */
export class Version {
  #isOld = $state(false);
  readonly #isCurrent: () => Promise<boolean | 'unknown'>;

  constructor(isCurrent: () => Promise<boolean | 'unknown'>) {
    this.#isCurrent = isCurrent;
  }

  get isOld(): boolean {
    return this.#isOld;
  }

  /** To be called when the server is there, or there again: it may be another one. */
  async look(): Promise<void> {
    if (!this.#isOld) this.#isOld = (await this.#isCurrent()) === false;
  }
}
