import { sortBoard, type Board, type Point } from '../model/board.ts';
import { COORDINATE_MAX } from '../model/limits.ts';

/**
 * Where new clusters of an import stand: in two lanes left of the pool, below what is there already. About as large as
 * the wall will draw them; where that is not quite right, the wall's own layout moves them apart.
 */

/** World units from one lane to the next, the left edge of the first, and the top of the wall. */
const LANE = 470;
const LEFT = 30;
const TOP = 84;
const GAP = 30;
/** Lanes in which an import puts clusters; wide ones reach beyond. */
const LANES = 2;
/** Head and padding of a cluster. */
const HEAD = 89;
/** Width of a card with its gap; height of its foot, padding and gap, and of a line; letters that fit on one. */
const CARD = { w: 210, foot: 54, minH: 114, line: 20, letters: 22 } as const;

type Text = { readonly text: string };

/** The free end of every lane that something stands in, in world units. */
export class Lanes {
  readonly #ends = new Map<number, number>();

  constructor(board: Board) {
    const { clustered } = sortBoard(board);
    for (const { id, at } of board.clusters.values()) {
      const size = sizeOf(clustered.get(id) ?? []);
      const first = Math.max(0, Math.floor((at[0] - LEFT) / LANE));
      const behind = Math.max(0, Math.ceil((at[0] + size.w - LEFT) / LANE));
      this.#fill(first, behind, at[1] + size.h + GAP);
    }
  }

  /** The place for a cluster of these ideas, in the lane where it comes to stand higher. */
  take(ideas: readonly Text[]): Point {
    const { w, h } = sizeOf(ideas);
    const span = Math.ceil(w / LANE);
    const tops = Array.from({ length: LANES }, (_, lane) => this.#end(lane, lane + span));
    const top = Math.min(...tops);
    const lane = tops.indexOf(top);
    this.#fill(lane, lane + span, top + h + GAP);
    return [LEFT + lane * LANE, Math.min(top, COORDINATE_MAX)];
  }

  #end(first: number, behind: number): number {
    let end = TOP;
    for (let lane = first; lane < behind; lane++) end = Math.max(end, this.#ends.get(lane) ?? TOP);
    return end;
  }

  #fill(first: number, behind: number, end: number): void {
    for (let lane = first; lane < behind; lane++) this.#ends.set(lane, Math.max(this.#end(lane, lane + 1), end));
  }
}

/** A cluster of n columns holds up to twice n squared cards, shared out so that its columns end about level. */
function sizeOf(ideas: readonly Text[]): { w: number; h: number } {
  const columns = Math.max(2, Math.ceil(Math.sqrt(ideas.length / 2)));
  const heights = ideas.map(({ text }) =>
    Math.max(CARD.minH, CARD.foot + CARD.line * Math.ceil(text.length / CARD.letters)),
  );
  const sum = heights.reduce((total, height) => total + height, 0);
  const rest = Math.max(0, ...heights) / 2;
  return { w: columns * CARD.w + 20, h: HEAD + Math.ceil(sum / columns + rest) };
}
