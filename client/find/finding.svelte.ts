import { createContext, untrack } from 'svelte';
import type { Idea } from '#shared/model/board.ts';
import type { BoardContext } from '../board/context.ts';
import { Folds, isWanting, matches, nextOf, NOTHING_WANTED, type Wanted } from './matches.ts';
import type { Order } from './order.ts';

type FindingBoard = Pick<BoardContext, 'view' | 'me' | 'notebook'>;

/** What one person looks for on the board, what that is, and at which of it they stand. */
export class Finding {
  readonly #board: FindingBoard;
  readonly #folds = new Folds();
  #open = $state(false);
  #wanted: Wanted = $state.raw(NOTHING_WANTED);
  #at: string | null = $state(null);
  /** How the list is sorted. */
  order: Order = $state('wall');
  /** In reading order; null while nothing is looked for. */
  readonly found: readonly string[] | null = $derived.by(() => this.#look());
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew whenever anything of it changes
  readonly #shown: ReadonlySet<string> | null = $derived(this.found && new Set(this.found));

  constructor(board: FindingBoard) {
    this.#board = board;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get wanted(): Wanted {
    return this.#wanted;
  }

  /** The match at which one stands; null: at none. */
  get at(): string | null {
    return this.#at !== null && this.#shown?.has(this.#at) === true ? this.#at : null;
  }

  /** The number of the match at which one stands, from 1; 0: at none. */
  get number(): number {
    return this.at === null ? 0 : (this.found ?? []).indexOf(this.at) + 1;
  }

  /** False for what is not looked for. */
  shows(id: string): boolean {
    return this.#shown?.has(id) ?? true;
  }

  open(): void {
    this.#open = true;
  }

  /** Shows everything again. */
  close(): void {
    this.#open = false;
    this.#want(NOTHING_WANTED);
  }

  look(wanted: Partial<Wanted>): void {
    this.#want({ ...this.#wanted, ...wanted });
  }

  /** Shows these alone. */
  showAmong(ids: readonly string[]): void {
    this.#open = true;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- never changed
    this.#want({ ...NOTHING_WANTED, among: new Set(ids) });
  }

  /** Goes to the next match or the one before; gives where it went. */
  go(step: 1 | -1): string | null {
    this.#at = nextOf(this.found ?? [], this.at, step);
    return this.#at;
  }

  #want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#at = null;
  }

  #look(): string[] | null {
    const wanted = this.#wanted;
    if (!isWanting(wanted)) return null;
    void this.#board.view.version;
    // Looks at everything once per transaction, and not at each field of each idea.
    return untrack(() =>
      matches(this.#board.view, wanted, { isMine: (idea) => this.#isMine(idea), folds: this.#folds }),
    );
  }

  /** On anonymous boards only one's own notebook knows what is one's own. */
  #isMine({ id, author }: Idea): boolean {
    const { me, notebook } = this.#board;
    return author === me.participantId || (author === null && notebook.of(id) !== null);
  }
}

export const [useFinding, provideFinding] = createContext<Finding>();
