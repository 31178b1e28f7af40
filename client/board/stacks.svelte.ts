import { SvelteMap } from 'svelte/reactivity';
import { byAge, headOf, type Idea } from '#shared/model/board.ts';

const NOTHING: readonly never[] = [];

/** What lies under which idea, oldest first. Only cards whose stack changed are told. */
export class Stacks<I extends Idea> {
  readonly #under = new SvelteMap<string, readonly I[]>();
  #stale = false;

  /** The ideas that were merged into this one. */
  of(id: string): readonly I[] {
    return this.#under.get(id) ?? NOTHING;
  }

  /** Notes that an idea may lie under another one than before. */
  touched(before: string | undefined, after: string | undefined): void {
    if (before !== undefined || after !== undefined) this.#stale = true;
  }

  /** Once per transaction: walks over all ideas, and only when something was touched. */
  settle(ideas: ReadonlyMap<string, I>): void {
    if (!this.#stale) return;
    this.#stale = false;
    const fresh = stacksOf(ideas);
    for (const id of this.#under.keys()) if (!fresh.has(id)) this.#under.delete(id);
    for (const [id, stack] of fresh) if (!same(stack, this.of(id))) this.#under.set(id, stack);
  }
}

function stacksOf<I extends Idea>(ideas: ReadonlyMap<string, I>): Map<string, I[]> {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- used up at once
  const stacks = new Map<string, I[]>();
  for (const idea of ideas.values()) {
    const head = idea.under === undefined || idea.hidden ? null : headOf(ideas, idea.id);
    if (head !== null) stacks.set(head, [...(stacks.get(head) ?? []), idea]);
  }
  for (const stack of stacks.values()) stack.sort(byAge);
  return stacks;
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((it, index) => it === b[index]);
