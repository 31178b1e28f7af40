import { judge, UNMEASURED, verdictOf, type Line, type Measured, type Verdict } from './judge.ts';
import { PROBES } from './probes.ts';

type Probes = typeof PROBES;

/** One look at this browser and its way to the server; can be taken again. */
export class Checkup {
  #measured = $state.raw<Omit<Measured, 'screen'>>(UNMEASURED);
  #screen = $state.raw(windowSize());
  readonly lines: readonly Line[] = $derived(judge({ ...this.#measured, screen: this.#screen }));
  readonly verdict: Verdict = $derived(verdictOf(this.lines));
  readonly stop: () => void;
  readonly #probes: Probes;
  /** Answers to an earlier look are not those to this one. */
  #look = 0;

  constructor(probes: Probes = PROBES) {
    this.#probes = probes;
    const resized = () => (this.#screen = windowSize());
    addEventListener('resize', resized);
    this.stop = () => {
      this.#look += 1;
      removeEventListener('resize', resized);
    };
    void this.again();
  }

  get screen(): Measured['screen'] {
    return this.#screen;
  }

  /** One way after the other, since they would slow each other down. */
  async again(): Promise<void> {
    const look = ++this.#look;
    this.#measured = UNMEASURED;
    for (const name of ['keeps', 'http', 'current', 'polling', 'websocket'] as const) {
      const found = await this.#probes[name]();
      if (look !== this.#look) return;
      this.#measured = { ...this.#measured, [name]: found };
    }
  }
}

const windowSize = (): Measured['screen'] => ({ width: innerWidth, height: innerHeight });
