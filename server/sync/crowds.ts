import * as Y from 'yjs';

/**
 * Yjs compares what comes with everything that stands at the same spot, so many items at one spot cost the server more than
 * their sender. This counts them, for one update.
 */

type AnyType = Pick<Y.AbstractType<unknown>, '_map' | '_start'>;

/** A list of items in which yjs looks for the place of a newcomer: a text, or all values that one key has had. */
export interface List {
  readonly type: AnyType;
  /** null: the text itself. */
  readonly key: string | null;
}

/** Items of one text, deleted ones too: it shows 280 characters. */
const ITEMS_PER_TEXT_MAX = 1_200;
/** Values that one update may put beside others at one key, rather than after the last one: one for each page open offline. */
const BESIDE_MAX = 16;
/** Values set since that a value may be put beside: what a table does to one card while somebody is offline. */
const SINCE_MAX = 1_200;

interface Counted {
  /** Items in the text, or values put beside others. */
  count: number;
  /** The last value of the key. */
  last: Y.ID | null;
}

export class Crowds {
  readonly #lists = new Map<AnyType, Map<string | null, Counted>>();

  /** True when the item may join the list. */
  admits(item: Y.Item, { type, key }: List): boolean {
    const counted = this.#counted(type, key);
    if (key === null) return ++counted.count <= ITEMS_PER_TEXT_MAX;
    const follows = Y.compareIDs(item.origin, counted.last);
    counted.last = item.lastId;
    if (follows) return true;
    return ++counted.count <= BESIDE_MAX && valuesSince(item.origin, type._map.get(key)) <= SINCE_MAX;
  }

  #counted(type: AnyType, key: string | null): Counted {
    const keys = this.#lists.get(type) ?? new Map<string | null, Counted>();
    this.#lists.set(type, keys);
    const counted = keys.get(key) ?? firstCount(type, key);
    keys.set(key, counted);
    return counted;
  }
}

function firstCount(type: AnyType, key: string | null): Counted {
  if (key === null) return { count: itemsOf(type), last: null };
  return { count: 0, last: type._map.get(key)?.lastId ?? null };
}

function itemsOf(text: AnyType): number {
  let count = 0;
  for (let item = text._start; item !== null && count < ITEMS_PER_TEXT_MAX; item = item.right) count++;
  return count;
}

function valuesSince(origin: Y.ID | null, last: Y.Item | undefined): number {
  let count = 0;
  for (let item: Y.Item | null = last ?? null; item !== null && count <= SINCE_MAX; item = item.left) {
    if (origin !== null && isIn(item, origin)) break;
    count++;
  }
  return count;
}

const isIn = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length;
