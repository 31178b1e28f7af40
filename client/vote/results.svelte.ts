import { createContext } from 'svelte';
import { isClosed, resultOf, type ResultRow } from '#shared/exchange/result.ts';
import { currentStep } from '#shared/model/room.ts';
import { openVote, type ClosedVote } from '#shared/model/vote.ts';
import type { BoardContext } from '../board/context.ts';

type ResultsBoard = Pick<BoardContext, 'room' | 'view'>;

/** The results of a board's votes, and which of them one looks at. */
export class Results {
  readonly #board: ResultsBoard;
  #chosen: string | null = $state(null);
  #shown = $state(false);

  /** Newest first. */
  readonly votes: readonly ClosedVote[] = $derived.by(() => this.#board.room.votes.filter(isClosed).reverse());
  readonly vote: ClosedVote | null = $derived.by(
    () => this.votes.find(({ id }) => id === this.#chosen) ?? this.votes[0] ?? null,
  );
  readonly rows: readonly ResultRow[] = $derived.by(() => (this.vote ? resultOf(this.vote, this.#board.view) : []));
  /** What stands on cards and clusters; nothing while people vote, so that nobody looks at what others chose before. */
  readonly #marks: ReadonlyMap<string, ResultRow> = $derived.by(() => {
    const { room } = this.#board;
    const votes = currentStep(room) === 'vote' && openVote(room.votes) !== null;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew whenever anything of it changes
    return new Map(votes ? [] : this.rows.map((row) => [row.target, row]));
  });

  constructor(board: ResultsBoard) {
    this.#board = board;
  }

  /** In place of the wall or the list. */
  get shown(): boolean {
    return this.#shown && this.vote !== null;
  }

  show(id?: string): void {
    if (id !== undefined) this.#chosen = id;
    this.#shown = true;
  }

  hide(): void {
    this.#shown = false;
  }

  markOn(id: string): ResultRow | null {
    return this.#marks.get(id) ?? null;
  }
}

export const [useResults, provideResults] = createContext<Results>();
