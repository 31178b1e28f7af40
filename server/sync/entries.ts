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
  readonly #listed = new Map<unknown, Listed>();

  constructor(doc: Y.Doc, schema: Schema) {
    for (const [name, { most }] of Object.entries(schema)) {
      const root: Root = doc.getMap(name);
      this.#listed.set(root, { root, most, standing: new Set(root.keys()) });
    }
    doc.on('afterTransaction', (transaction) => this.#note(transaction));
  }

  /**
   * Takes back what the transaction under way adds beyond the limits, the last ones first: when two people post the last
   * idea at once, one of them was first.
   */
  trim(transaction: Y.Transaction): readonly Trimmed[] {
    const trimmed: Trimmed[] = [];
    for (const [type, changed] of transaction.changed) {
      const listed = this.#listed.get(type);
      if (listed === undefined) continue;
      const { root } = listed;
      for (const key of newcomersBeyond(listed, keysOf(changed))) {
        const entry = root.get(key);
        const clientId = root._map.get(key)?.id.client ?? 0;
        trimmed.push({ key, clientId, texts: entry instanceof Y.Map ? textsIn(entry, null) : [] });
        root.delete(key);
      }
    }
    return trimmed;
  }

  #note(transaction: Y.Transaction): void {
    for (const [type, changed] of transaction.changed) {
      const listed = this.#listed.get(type);
      if (listed === undefined) continue;
      for (const key of keysOf(changed)) {
        if (listed.root.has(key)) listed.standing.add(key);
        else listed.standing.delete(key);
      }
    }
  }
}

interface Listed {
  readonly root: Root;
  readonly most: number;
  /** As of the last transaction. */
  readonly standing: Set<string>;
}

function newcomersBeyond({ root, most, standing }: Listed, keys: readonly string[]): readonly string[] {
  const newcomers = keys.filter((key) => root.has(key) && !standing.has(key));
  const gone = keys.filter((key) => standing.has(key) && !root.has(key)).length;
  const excess = standing.size - gone + newcomers.length - most;
  return excess > 0 ? newcomers.slice(-excess) : [];
}

const keysOf = (changed: ReadonlySet<string | null>): string[] => [...changed].filter((key) => key !== null);
