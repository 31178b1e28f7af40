import type * as Y from 'yjs';
import { isRootName, ROOTS, type RootName } from '#shared/document/schema.ts';
import {
  BOARD_ACTIONS_MAX,
  BOARD_CLUSTERS_MAX,
  BOARD_COMMENTS_MAX,
  BOARD_IDEAS_MAX,
  BOARD_MARKS_MAX,
} from '#shared/model/limits.ts';

const MOST: Readonly<Record<RootName, number>> = {
  ideas: BOARD_IDEAS_MAX,
  clusters: BOARD_CLUSTERS_MAX,
  comments: BOARD_COMMENTS_MAX,
  marks: BOARD_MARKS_MAX,
  actions: BOARD_ACTIONS_MAX,
};

type Root = Y.Map<unknown>;

/**
 * Which entries a document has: yjs would count them by walking over all, deleted ones too. Follows each transaction, looking
 * only at the keys that it changed.
 */
export class Entries {
  readonly #doc: Y.Doc;
  readonly #standing = new Map<RootName, Set<string>>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    for (const name of Object.keys(ROOTS)) {
      if (isRootName(name)) this.#standing.set(name, new Set(doc.getMap(name).keys()));
    }
    doc.on('afterTransaction', (transaction) => this.#note(transaction));
  }

  /**
   * Takes back what the transaction under way adds beyond the limits, the last ones first: when two people post the last
   * idea at once, one of them was first. Returns the client ids that brought it, one per entry.
   */
  trim(transaction: Y.Transaction): readonly number[] {
    const writers: number[] = [];
    for (const [name, standing] of this.#standing) {
      const root: Root = this.#doc.getMap(name);
      for (const key of newcomersBeyond(MOST[name], { root, standing, keys: keysIn(transaction, root) })) {
        const item = root._map.get(key);
        if (item) writers.push(item.id.client);
        root.delete(key);
      }
    }
    return writers;
  }

  #note(transaction: Y.Transaction): void {
    for (const [name, standing] of this.#standing) {
      const root: Root = this.#doc.getMap(name);
      for (const key of keysIn(transaction, root)) {
        if (root.has(key)) standing.add(key);
        else standing.delete(key);
      }
    }
  }
}

interface Change {
  readonly root: Root;
  /** Before the transaction. */
  readonly standing: ReadonlySet<string>;
  readonly keys: readonly string[];
}

function newcomersBeyond(most: number, { root, standing, keys }: Change): readonly string[] {
  if (keys.length === 0) return [];
  const newcomers = keys.filter((key) => root.has(key) && !standing.has(key));
  const gone = keys.filter((key) => standing.has(key) && !root.has(key)).length;
  const excess = standing.size - gone + newcomers.length - most;
  return excess > 0 ? newcomers.slice(-excess) : [];
}

const keysIn = (transaction: Y.Transaction, root: Root): string[] =>
  [...(transaction.changed.get(root as never) ?? [])].filter((key) => key !== null);
