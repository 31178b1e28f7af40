import type { Idea } from '#shared/model/board.ts';
import { Pairs, type Pair } from '#shared/similar/pairs.ts';
import type { NotAlike } from './not-alike.ts';

/** Milliseconds from a change until texts are looked at: with sixty people at the wall something always changes. */
const AFTER_MS = 1_500;
/** Milliseconds of one go where the browser does not say how long it has. */
const GO_MS = 6;
/** Milliseconds that must be left for another comparison. */
const NEEDED_MS = 3;

/** Looks for ideas that sound alike, in the pauses between what people do. */
export class Similar {
  readonly #pairs = new Pairs();
  readonly #ideas: ReadonlyMap<string, Idea>;
  readonly #notAlike: NotAlike;
  #found: readonly Pair[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #stopWork: () => void = () => undefined;

  constructor(ideas: ReadonlyMap<string, Idea>, notAlike: NotAlike) {
    this.#ideas = ideas;
    this.#notAlike = notAlike;
  }

  /** The likest first, without those that this person dismissed. */
  get found(): readonly Pair[] {
    return this.#found;
  }

  dismiss(pair: Pair): void {
    this.#notAlike.add(pair);
    this.#found = this.#found.filter((it) => it !== pair);
  }

  /** To be called whenever something changed; costs nothing there and then. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#look(), AFTER_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopWork();
  }

  #look(): void {
    this.stop();
    this.#pairs.follow(this.#ideas);
    this.#found = this.#found.filter((pair) => this.#stands(pair));
    this.#work();
  }

  #work(): void {
    this.#stopWork = inPause((hasTime) => {
      if (!this.#pairs.work(hasTime)) this.#work();
      else this.#found = this.#pairs.list(this.#ideas).filter((pair) => !this.#notAlike.has(pair));
    });
  }

  #stands({ first, second }: Pair): boolean {
    return [first, second].every((id) => this.#ideas.get(id)?.under === undefined && this.#ideas.has(id));
  }
}

/** Runs when the browser has nothing else to do; returns what prevents it. Safari does not say when that is. */
function inPause(run: (hasTime: () => boolean) => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback((deadline) => run(() => deadline.timeRemaining() > NEEDED_MS));
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(() => {
    const until = performance.now() + GO_MS;
    run(() => performance.now() < until);
  }, GO_MS);
  return () => clearTimeout(timer);
}
