import * as Y from 'yjs';
import type { Schema } from '#shared/document/schema.ts';
import { mayHaveMore } from '#shared/rules/may.ts';
import { textsIn, type Returned } from './take-back.ts';

type Root = Y.Map<unknown>;

/** An entry that was one too many. */
export interface Trimmed {
  readonly key: string;
  /** Who brought it. */
  readonly clientId: number;
  readonly texts: readonly string[];
  readonly why: 'board-full' | 'enough';
}

/** The texts for those who wrote them. */
export function returnedOf(trimmed: readonly Trimmed[], ownerOf: Budget['ownerOf']): Returned[] {
  return trimmed.flatMap(({ clientId, key, texts, why }) => {
    const participantId = ownerOf(clientId);
    if (participantId === null) return [];
    return texts.filter((text) => text.trim() !== '').map((text) => ({ participantId, key, text, why }));
  });
}

/**
 * Which entries a document has: yjs would count them by walking over all, deleted ones too. Follows each transaction, looking
 * only at the keys that it changed.
 */
export class Entries {
  readonly #listed = new Map<unknown, Listed>();
  readonly #ideas: Listed;

  constructor(doc: Y.Doc, schema: Schema) {
    for (const [name, { most }] of Object.entries(schema)) {
      const root: Root = doc.getMap(name);
      this.#listed.set(root, { root, most, standing: new Set(root.keys()) });
    }
    this.#ideas = this.#listed.get(doc.getMap('ideas')) as Listed;
    doc.on('afterTransaction', (transaction) => this.#note(transaction));
  }

  /**
   * Takes back what the transaction under way adds beyond the limits of authors and document, the last ones first: when two
   * people post the last idea at once, one of them was first.
   */
  trim(transaction: Y.Transaction, budget: Budget): readonly Trimmed[] {
    const trimmed = this.#trimAuthors(transaction, budget);
    for (const [type, changed] of transaction.changed) {
      const listed = this.#listed.get(type);
      if (listed === undefined) continue;
      for (const key of newcomersBeyond(listed, keysOf(changed))) {
        trimmed.push(takeOut(listed.root, key, 'board-full'));
      }
    }
    return trimmed;
  }

  /** Takes back the ideas that the transaction under way adds beyond what one author may have, the last ones first. */
  #trimAuthors(transaction: Y.Transaction, budget: Budget): Trimmed[] {
    if (budget.most === null) return [];
    const { root: ideas, standing } = this.#ideas;
    const newcomers = keysOf(transaction.changed.get(ideas as never)).filter(
      (key) => ideas.has(key) && !standing.has(key),
    );
    if (newcomers.length === 0) return [];
    const counts = countByAuthor(ideas, budget);
    return newcomers.reverse().flatMap((key) => {
      const author = authorOf(ideas, key, budget);
      const others = (counts.get(author) ?? 0) - 1;
      if (author === null || mayHaveMore(budget, others) === null) return [];
      counts.set(author, others);
      return [takeOut(ideas, key, 'enough')];
    });
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

/** What one author may have. */
export interface Budget {
  readonly most: number | null;
  /** Whose a client id is; null: the server's own. */
  readonly ownerOf: (clientId: number) => string | null;
}

/** Who leaves the name out is counted all the same. */
function authorOf(ideas: Root, key: string, { ownerOf }: Budget): string | null {
  const author = (ideas.get(key) as Root).get('author');
  return typeof author === 'string' ? author : ownerOf(writerOf(ideas, key));
}

function countByAuthor(ideas: Root, budget: Budget): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const key of ideas.keys()) {
    const author = authorOf(ideas, key, budget);
    counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  return counts;
}

const writerOf = (root: Root, key: string): number => root._map.get(key)?.id.client ?? 0;

function takeOut(root: Root, key: string, why: Trimmed['why']): Trimmed {
  const entry = root.get(key);
  const texts = entry instanceof Y.Map ? textsIn(entry, null) : [];
  const trimmed = { key, clientId: writerOf(root, key), texts, why };
  root.delete(key);
  return trimmed;
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

const keysOf = (changed: ReadonlySet<string | null> = new Set()): string[] =>
  [...changed].filter((key) => key !== null);
