import { idsUnder, putUnder, takeOut } from '#shared/document/merge.ts';
import { ideasOf, readBoard } from '#shared/document/read.ts';
import { headOf } from '#shared/model/board.ts';
import { mayArrange } from '#shared/rules/may.ts';
import type { DeedParts, Done } from './deeds.ts';

/** Merging what says the same, and taking it apart again. */
export class MergeDeeds {
  readonly #parts: DeedParts;

  constructor(parts: DeedParts) {
    this.#parts = parts;
  }

  /** Puts an idea, and what lies under it, under the one that stands on the wall for the other. */
  merge(id: string, other: string): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const head = headOf(readBoard(doc).ideas, other);
    const refused = mayArrange(doer.asking()) ?? (head === null || !ideasOf(doc).has(id) ? 'gone' : null);
    if (refused !== null || head === null) return refused;
    if (head === id) return null;
    undoing.begin();
    putUnder(doc, { id, head }, origin);
    return null;
  }

  /** Lets one idea stand for itself again, where it was. */
  takeOut(id: string): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const refused = mayArrange(doer.asking()) ?? (ideasOf(doc).get(id)?.has('under') === true ? null : 'gone');
    if (refused !== null) return refused;
    undoing.begin();
    takeOut(doc, [id], origin);
    return null;
  }

  takeApart(head: string): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const ids = idsUnder(doc, head);
    const refused = mayArrange(doer.asking()) ?? (ids.length === 0 ? 'gone' : null);
    if (refused !== null) return refused;
    undoing.begin();
    takeOut(doc, ids, origin);
    return null;
  }

  /** Before an idea goes for good: what lies under it stays. Where nobody may sort, the server sees to it. */
  release(head: string): void {
    const { doc, doer, origin } = this.#parts;
    if (mayArrange(doer.asking()) === null) takeOut(doc, idsUnder(doc, head), origin);
  }
}
