import { mergeIdea, takeApart } from '#shared/document/merge.ts';
import { ideasOf } from '#shared/document/read.ts';
import { mayArrange } from '#shared/rules/may.ts';
import type { DeedParts, Done } from './deeds.ts';

/** Merging what says the same, and taking it apart again. */
export class MergeDeeds {
  readonly #parts: DeedParts;

  constructor(parts: DeedParts) {
    this.#parts = parts;
  }

  /** Puts an idea, and what lies under it, under the one that stands on the wall for the other. */
  merge(id: string, into: string): Done {
    const refused = this.#mayChange(id) ?? this.#mayChange(into);
    if (refused !== null) return refused;
    this.#parts.undoing.begin();
    mergeIdea(this.#parts.doc, { id, into }, this.#parts.origin);
    return null;
  }

  /** Lets one idea stand for itself again, where it was. */
  takeOut(id: string): Done {
    const refused = this.#mayChange(id);
    if (refused !== null) return refused;
    this.#parts.undoing.begin();
    mergeIdea(this.#parts.doc, { id, into: null }, this.#parts.origin);
    return null;
  }

  takeApart(head: string): Done {
    const refused = this.#mayChange(head);
    if (refused !== null) return refused;
    this.#parts.undoing.begin();
    takeApart(this.#parts.doc, head, this.#parts.origin);
    return null;
  }

  #mayChange(id: string): Done {
    const { doc, doer } = this.#parts;
    return mayArrange(doer.asking()) ?? (ideasOf(doc).has(id) ? null : 'gone');
  }
}
