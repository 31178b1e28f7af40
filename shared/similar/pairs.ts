import { byAge, isOnWall, type Idea } from '../model/board.ts';
import { Likeness } from './likeness.ts';

/** Two ideas on the wall that say about the same. */
export interface Pair {
  /** The older one. */
  readonly first: string;
  readonly second: string;
  /** From `ALIKE` to 1. */
  readonly score: number;
}

/** From here on people mostly agree that two ideas say the same; chosen by reading pairs of 1,039 real ideas. */
export const ALIKE = 0.45;

type Ideas = ReadonlyMap<string, Idea>;

/** All pairs of a board, the likest first. */
export function pairsIn(board: { readonly ideas: Ideas }): Pair[] {
  const pairs = new Pairs();
  pairs.follow(board.ideas);
  pairs.work(() => true);
  return pairs.list(board.ideas);
}

/** The pairs of a board that changes: only what changed is compared anew, and only as long as there is time for it. */
export class Pairs {
  readonly #likeness = new Likeness();
  readonly #scores = new Map<string, Map<string, number>>();
  /** New texts by id, and ids of those that are known but not compared yet. */
  readonly #fresh = new Map<string, string>();
  readonly #waiting = new Set<string>();

  /** Notes what has come, gone or changed on the wall. */
  follow(ideas: Ideas): void {
    for (const id of [...this.#likeness.ids(), ...this.#fresh.keys()]) {
      const idea = ideas.get(id);
      if (idea === undefined || !isOnWall(idea)) this.#drop(id);
    }
    for (const idea of ideas.values()) {
      if (isOnWall(idea) && this.#likeness.textOf(idea.id) !== idea.text) this.#fresh.set(idea.id, idea.text);
    }
  }

  /** Compares what waits, one idea after the other while `goesOn`; true when nothing waits any more. */
  work(goesOn: () => boolean): boolean {
    for (const [id, text] of this.#fresh) {
      if (!goesOn()) return false;
      this.#drop(id);
      this.#likeness.set(id, text);
      this.#waiting.add(id);
    }
    for (const id of this.#waiting) {
      if (!goesOn()) return false;
      this.#waiting.delete(id);
      for (const like of this.#likeness.likeTo(id, ALIKE)) this.#join(id, like.id, like.score);
    }
    return true;
  }

  list(ideas: Ideas): Pair[] {
    const pairs: Pair[] = [];
    for (const [id, scores] of this.#scores) {
      for (const [other, score] of scores) if (id < other) pairs.push(paired(ideas, [id, other], score));
    }
    return pairs.sort((a, b) => b.score - a.score || (a.first < b.first ? -1 : 1));
  }

  #join(a: string, b: string, score: number): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const scores = this.#scores.get(one);
      if (scores) scores.set(other, score);
      else this.#scores.set(one, new Map([[other, score]]));
    }
  }

  #drop(id: string): void {
    this.#likeness.delete(id);
    this.#fresh.delete(id);
    this.#waiting.delete(id);
    for (const other of this.#scores.get(id)?.keys() ?? []) this.#scores.get(other)?.delete(id);
    this.#scores.delete(id);
  }
}

function paired(ideas: Ideas, [a, b]: readonly [string, string], score: number): Pair {
  const [one, other] = [ideas.get(a), ideas.get(b)];
  const inOrder = one === undefined || other === undefined || byAge(one, other) < 0;
  return inOrder ? { first: a, second: b, score } : { first: b, second: a, score };
}
