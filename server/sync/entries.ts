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
   * Takes back what the transaction under way adds beyond the limits of authors and document, the last ones first: when two people post the last
   * idea at once, one of them was first.
   */
  trim(transaction: Y.Transaction, budget: Budget): readonly Trimmed[] {
    const trimmed = this.#trimAuthors(transaction, budget);
    for (const [name, standing] of this.#standing) {
      const root: Root = this.#doc.getMap(name);
      for (const key of newcomersBeyond(this.#schema[name]?.most ?? 0, {
        root,
        standing,
        keys: keysIn(transaction, root),
      })) {
        trimmed.push(takeOut(root, key, 'board-full'));
      }
    }
    return trimmed;
  }

  /** Takes back the ideas that the transaction under way adds beyond what one author may have, the last ones first. */
  #trimAuthors(transaction: Y.Transaction, budget: Budget): Trimmed[] {
    const ideas: Root = this.#doc.getMap('ideas');
    const newcomers = keysIn(transaction, ideas).filter(
      (key) => ideas.has(key) && !this.#standing.get('ideas')?.has(key),
    );
    if (budget.most === null || newcomers.length === 0) return [];
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
    for (const [name, standing] of this.#standing) {
      const root: Root = this.#doc.getMap(name);
      for (const key of keysIn(transaction, root)) {
        if (root.has(key)) standing.add(key);
        else standing.delete(key);
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
