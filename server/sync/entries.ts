import * as Y from 'yjs';
import type { Schema } from '#shared/document/schema.ts';
import { textsIn } from './take-back.ts';

type Root = Y.Map<unknown>;

/** An entry that a full document did not take. */
export interface Trimmed {
  readonly key: string;
  /** Who brought it. */
  readonly clientId: number;
  readonly texts: readonly string[];
}

/**
 * Which entries a document has: yjs would count them by walking over all, deleted ones too. Follows each transaction, looking
 * only at the keys that it changed.
 */
export class Entries {
  readonly #doc: Y.Doc;
  readonly #schema: Schema;
  readonly #standing = new Map<string, Set<string>>();

  constructor(doc: Y.Doc, schema: Schema) {
    this.#doc = doc;
    this.#schema = schema;
    for (const name of Object.keys(schema)) this.#standing.set(name, new Set(doc.getMap(name).keys()));
    doc.on('afterTransaction', (transaction) => this.#note(transaction));
  }

  /**
   * Takes back what the transaction under way adds beyond the limits, the last ones first: when two people post the last
   * idea at once, one of them was first.
   */
  trim(transaction: Y.Transaction): readonly Trimmed[] {
    const trimmed: Trimmed[] = [];
    for (const [name, standing] of this.#standing) {
      const root: Root = this.#doc.getMap(name);
      for (const key of newcomersBeyond(this.#schema[name]?.most ?? 0, {
        root,
        standing,
        keys: keysIn(transaction, root),
      })) {
        const entry = root.get(key);
        const clientId = root._map.get(key)?.id.client ?? 0;
        trimmed.push({ key, clientId, texts: entry instanceof Y.Map ? textsIn(entry, null) : [] });
        root.delete(key);
      }
    }
    return trimmed;
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
