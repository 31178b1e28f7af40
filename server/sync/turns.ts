import type { Account } from './account.ts';

/** Milliseconds to hold beyond what is owed, so that nobody is woken for every single frame. */
const BREATH_MS = 250;

/** One connection whose frames wait. */
export interface Line {
  /** Takes the next frame; false when none waits any more. */
  takeNext(): boolean;
}

/**
 * While a person is over the limit their connections take turns, a frame each: one that asks for much must not make the
 * others wait for all of it.
 */
export class Turns {
  readonly #account: Pick<Account, 'owedFor' | 'slowed'>;
  /** Whose turn comes first stands first. */
  #lines: Line[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(account: Pick<Account, 'owedFor' | 'slowed'>) {
    this.#account = account;
  }

  /** True when somebody waits for a turn; whoever comes now waits behind. */
  get areWaitedFor(): boolean {
    return this.#lines.length > 0;
  }

  /** The line is called until it has no more frames. */
  wait(line: Line): void {
    this.#lines.push(line);
    if (this.#lines.length === 1) this.#rest();
  }

  leave(line: Line): void {
    this.#lines = this.#lines.filter((other) => other !== line);
    if (this.areWaitedFor || this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #rest(): void {
    const now = performance.now();
    const ms = this.#account.owedFor(now) + BREATH_MS;
    this.#timer = setTimeout(() => this.#goOn(), ms);
    this.#account.slowed(ms, now);
  }

  #goOn(): void {
    this.#timer = null;
    for (let [line] = this.#lines; line && this.#owesNothing; [line] = this.#lines) {
      // It keeps its place while it takes, so that what comes meanwhile waits behind.
      const goesOn = line.takeNext();
      this.leave(line);
      if (goesOn) this.#lines.push(line);
    }
    if (this.areWaitedFor) this.#rest();
  }

  get #owesNothing(): boolean {
    return this.#account.owedFor(performance.now()) === 0;
  }
}
