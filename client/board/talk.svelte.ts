import { SvelteMap } from 'svelte/reactivity';
import { byAge } from '#shared/model/board.ts';
import { byKind, MARK_KINDS, markAt, markKey, type Comment, type Mark, type MarkKind } from '#shared/model/talk.ts';

const NOTHING: readonly never[] = [];

/** What is said about which idea. Who looks at one idea is told of nothing that is about another. */
export class Talk {
  readonly #comments = new SvelteMap<string, readonly Comment[]>();
  readonly #marks = new SvelteMap<string, readonly Mark[]>();
  /** Every comment by its id: it has to be found again when it goes. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody watches it
  readonly #all = new Map<string, Comment>();

  /** Comments on any of these ideas, oldest first. */
  commentsOn(ideas: readonly string[]): readonly Comment[] {
    const lists = ideas.map((id) => this.#comments.get(id) ?? NOTHING).filter((list) => list.length > 0);
    return lists.length > 1 ? lists.flat().sort(byAge) : (lists[0] ?? NOTHING);
  }

  /** Marks on any of these ideas, by kind and person. */
  marksOn(ideas: readonly string[]): readonly Mark[] {
    const lists = ideas.map((id) => this.#marks.get(id) ?? NOTHING).filter((list) => list.length > 0);
    return lists.length > 1 ? onceEach(lists.flat()).sort(byKind) : (lists[0] ?? NOTHING);
  }

  /** Every comment, in no order; not reactive. */
  get comments(): Iterable<Comment> {
    return this.#all.values();
  }

  /** `undefined`: the comment is gone. */
  comment(id: string, comment: Comment | undefined): void {
    const on = this.#all.get(id)?.on ?? comment?.on ?? '';
    const others = (this.#comments.get(on) ?? NOTHING).filter((it) => it.id !== id);
    if (comment === undefined) this.#all.delete(id);
    else this.#all.set(id, comment);
    keep(this.#comments, on, comment === undefined ? others : [...others, comment].sort(byAge));
  }

  /** `undefined`: the mark is gone. */
  mark(key: string, mark: Mark | undefined): void {
    const { on } = markAt(key);
    const others = (this.#marks.get(on) ?? NOTHING).filter((it) => markKey(it) !== key);
    keep(this.#marks, on, mark === undefined ? others : [...others, mark].sort(byKind));
  }
}

/** How many people set each kind that anybody set, in the order of the kinds. */
export function countMarks(marks: readonly Mark[]): { readonly kind: MarkKind; readonly count: number }[] {
  const counts = MARK_KINDS.map((kind) => ({ kind, count: marks.filter((mark) => mark.kind === kind).length }));
  return counts.filter(({ count }) => count > 0);
}

function keep<T>(lists: SvelteMap<string, readonly T[]>, on: string, list: readonly T[]): void {
  if (list.length > 0) lists.set(on, list);
  else lists.delete(on);
}

/** Who says the same of two ideas that were merged says it once. */
const onceEach = (marks: readonly Mark[]): Mark[] => [
  ...new Map(marks.map((mark) => [`${mark.kind}:${mark.by}`, mark])).values(),
];
