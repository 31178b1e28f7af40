import { changeAction, createAction, removeAction, sayWord, type ActionChange } from '#shared/document/plan.ts';
import { actionsOf, readAction } from '#shared/document/read.ts';
import { rewriteText, textAt, type Origin } from '#shared/document/write.ts';
import type { Action } from '#shared/model/board.ts';
import { newId } from '#shared/model/ids.ts';
import { ACTION_WHAT_MAX, ACTION_WHO_MAX, BOARD_ACTIONS_MAX } from '#shared/model/limits.ts';
import { mayAccept, mayPlan } from '#shared/rules/may.ts';
import type { DeedParts, Done, Made } from './deeds.ts';
import { fits } from './fits.ts';

/** What an action starts with. */
export type NewAction = Pick<Action, 'what'> & Partial<Pick<Action, 'on' | 'who' | 'due'>>;

/** What somebody said, and how often it may be said again: with every other person named it can get lost once. */
interface Said {
  readonly accepts: boolean;
  readonly left: number;
}

/** Agreeing on what is done after the round. */
export class PlanDeeds {
  readonly #parts: DeedParts;
  /** One's word is no part of undoing: undone, it would take back the words that others gave since. */
  readonly #word: Origin;
  readonly #said = new Map<string, Said>();

  constructor(parts: DeedParts) {
    this.#parts = parts;
    this.#word = { ...parts.origin };
  }

  create({ what, who = [], on, due }: NewAction): Made {
    const { doc, doer, origin, undoing } = this.#parts;
    const words = what.trim();
    const full = actionsOf(doc).size >= BOARD_ACTIONS_MAX ? 'board-full' : null;
    const refused = mayPlan(doer.asking()) ?? full ?? fits(words, ACTION_WHAT_MAX);
    if (refused !== null) return { refused };
    const id = newId(doer.fillRandom);
    undoing.begin();
    createAction(doc, { id, what: words, who, accepted: [], on, due, createdAt: doer.now() }, origin);
    return { id };
  }

  rewrite(id: string, what: string): Done {
    const { doc, doer, origin, undoing } = this.#parts;
    const refused = mayPlan(doer.asking()) ?? fits(what, ACTION_WHAT_MAX);
    if (refused !== null) return refused;
    const text = textAt(doc, 'actions', id);
    if (!text) return 'gone';
    undoing.begin(`actions:${id}`);
    rewriteText(doc, text, what, origin);
    return null;
  }

  change(id: string, change: ActionChange): Done {
    const refused = mayPlan(this.#parts.doer.asking()) ?? this.#isThere(id);
    if (refused !== null) return refused;
    if ((change.who?.length ?? 0) > ACTION_WHO_MAX) return 'too-many-people';
    this.#parts.undoing.begin();
    changeAction(this.#parts.doc, { id, ...change }, this.#parts.origin);
    return null;
  }

  /** Names somebody, or no longer. */
  name(id: string, participantId: string, named: boolean): Done {
    const others = (this.#action(id)?.who ?? []).filter((it) => it !== participantId);
    return this.change(id, { who: named ? [...others, participantId] : others });
  }

  /** Gives one's own word, or takes it back. */
  accept(id: string, accepts = true): Done {
    const { doc, doer } = this.#parts;
    const action = this.#action(id);
    if (action === null) return 'gone';
    const asking = doer.asking();
    const refused = mayAccept(asking, action);
    if (refused !== null) return refused;
    this.#said.set(id, { accepts, left: ACTION_WHO_MAX });
    sayWord(doc, { id, by: asking.participantId, accepts }, this.#word);
    return null;
  }

  /**
   * Says again what got lost: of lists that several people write at once only one stays. `saved`: the server has all that
   * was said. To be called whenever words or `saved` change.
   */
  keepWord(saved: boolean): void {
    for (const [id, said] of this.#said) {
      const action = this.#action(id);
      const by = this.#parts.doer.asking().participantId;
      const stands = action?.accepted.includes(by) === said.accepts;
      if (action === null || (stands && saved) || said.left === 0) this.#said.delete(id);
      else if (!stands && mayAccept(this.#parts.doer.asking(), action) === null) {
        this.#said.set(id, { ...said, left: said.left - 1 });
        sayWord(this.#parts.doc, { id, by, accepts: said.accepts }, this.#word);
      }
    }
  }

  remove(id: string): Done {
    const refused = mayPlan(this.#parts.doer.asking()) ?? this.#isThere(id);
    if (refused !== null) return refused;
    this.#parts.undoing.begin();
    removeAction(this.#parts.doc, id, this.#parts.origin);
    return null;
  }

  #action(id: string): Action | null {
    const entry = actionsOf(this.#parts.doc).get(id);
    return entry ? readAction(id, entry) : null;
  }

  #isThere(id: string): Done {
    return this.#action(id) === null ? 'gone' : null;
  }
}
