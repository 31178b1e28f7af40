import * as Y from 'yjs';
import { fieldOf, rootOf, type Schema } from '#shared/document/schema.ts';
import type { List } from './crowds.ts';

/** Where in the board document something stands. 'gone': inside what was deleted; yjs drops it on arrival. */
export type Spot =
  { readonly is: 'entry'; readonly root: string; readonly entry: string } | FieldSpot | { readonly is: 'gone' };

export interface FieldSpot {
  /** 'characters': inside a text field. */
  readonly is: 'value' | 'text' | 'characters';
  readonly root: string;
  readonly entry: string;
  readonly field: string;
}

/** A struct of the update; `entryId` is the item that holds the entry in which it stands. */
interface Fresh {
  readonly struct: Struct;
  readonly spot: Spot;
  readonly entryId: Y.ID | null;
  readonly list: List | null;
}

type Struct = Y.AbstractStruct;

const GONE: Spot = { is: 'gone' };

/** Resolves items of a document, and of one update that is not yet applied, to their spots. */
export class Spots {
  readonly #doc: Y.Doc;
  readonly #schema: Schema;
  /** Structs of the update, by client, in clock order. */
  readonly #fresh = new Map<number, Fresh[]>();
  /** What structs of the update name as their left neighbour, by client. */
  readonly #leftOf = new Map<number, Set<number>>();
  readonly #states = new Map<number, number>();

  constructor(doc: Y.Doc, schema: Schema) {
    this.#doc = doc;
    this.#schema = schema;
  }

  /** The clock that the document and the part of the update seen so far have reached. */
  stateOf(client: number): number {
    let state = this.#states.get(client);
    if (state === undefined) this.#states.set(client, (state = Y.getState(this.#doc.store, client)));
    return state;
  }

  add(struct: Struct, spot: Spot, list: List | null): void {
    const { client, clock } = struct.id;
    const fresh: Fresh = { struct, spot, entryId: this.#entryOfFresh(struct, spot), list };
    const structs = this.#fresh.get(client);
    if (structs) structs.push(fresh);
    else this.#fresh.set(client, [fresh]);
    this.#states.set(client, clock + struct.length);
    if (!(struct instanceof Y.Item) || struct.origin === null) return;
    const lefts = this.#leftOf.get(struct.origin.client);
    if (lefts) lefts.add(struct.origin.clock);
    else this.#leftOf.set(struct.origin.client, new Set([struct.origin.clock]));
  }

  /** True when the content is of the kind and value that the spot takes; several values are one set after another. */
  contentFits(spot: Exclude<Spot, { is: 'gone' }>, content: Y.Item['content']): boolean {
    if (content instanceof Y.ContentDeleted) return true;
    switch (spot.is) {
      case 'entry':
        return content instanceof Y.ContentType && content.type.constructor === Y.Map;
      case 'text':
        return content instanceof Y.ContentType && content.type.constructor === Y.Text;
      case 'characters':
        return content instanceof Y.ContentString;
      case 'value': {
        const field = fieldOf(this.#schema, spot.root, spot.field);
        return content instanceof Y.ContentAny && field?.is === 'value' && content.arr.every((it) => field.fits(it));
      }
    }
  }

  /** Yjs makes every root it is told of, even for structs it already has. */
  rootIsKnown(item: Y.Item): boolean {
    const parent = item.parent as unknown;
    return typeof parent !== 'string' || rootOf(this.#schema, parent) !== null;
  }

  hasDependencies(item: Y.Item): boolean {
    const parent = item.parent as unknown;
    return this.#has(item.origin) && this.#has(item.rightOrigin) && !(parent instanceof Y.ID && !this.#has(parent));
  }

  /** The spot of an item of the document or of the update; null when the schema has no such spot. */
  of(item: Y.Item): Spot | null {
    const parent = item.parent as unknown;
    if (parent instanceof Y.AbstractType) return this.#inType(parent, item.parentSub);
    if (typeof parent === 'string') return this.#entrySpot(parent, item.parentSub);
    if (parent instanceof Y.ID) return this.#inside(parent, item.parentSub);
    const { origin, rightOrigin } = item;
    if (origin === null) return rightOrigin && this.#at(rightOrigin);
    const left = this.#at(origin);
    if (left === null || rightOrigin === null) return left;
    const right = this.#at(rightOrigin);
    // Both neighbours of an item stand where it stands.
    return right !== null && isSame(left, right) ? left : null;
  }

  /** The list that the item joins; null when it is gone for good. */
  listOf(item: Y.Item): List | null {
    const parent = item.parent as unknown;
    if (parent instanceof Y.AbstractType) return { type: parent, key: item.parentSub };
    if (typeof parent === 'string') return { type: this.#doc.getMap(parent), key: item.parentSub };
    const relative = parent instanceof Y.ID ? parent : (item.origin ?? item.rightOrigin);
    const found = relative && this.#find(relative);
    if (!found || !(found.struct instanceof Y.Item)) return null;
    if (!(parent instanceof Y.ID)) return 'list' in found ? found.list : this.listOf(found.struct);
    const { content } = found.struct;
    return content instanceof Y.ContentType ? { type: content.type, key: item.parentSub } : null;
  }

  /** True when the part of the item that the document has already stands in the list that the item names. */
  continues(item: Y.Item): boolean {
    const { client } = item.id;
    const { struct: known } = this.#find(Y.createID(client, this.stateOf(client) - 1));
    const [before, named] = [known instanceof Y.Item ? this.listOf(known) : null, this.listOf(item)];
    return before?.type === named?.type && before?.key === named?.key;
  }

  /** The entry as it stands in the document now. */
  entry(root: string, entry: string): Y.Map<unknown> | null {
    const standing = this.#doc.getMap(root).get(entry);
    return standing instanceof Y.Map ? standing : null;
  }

  /** The id of the item that holds the entry in which the given item stands; its own for an entry; null when it is gone. */
  entryOf(id: Y.ID): Y.ID | null {
    const found = this.#find(id);
    if ('entryId' in found) return found.entryId;
    let item: Y.AbstractStruct | null = found.struct;
    for (; item instanceof Y.Item;) {
      const parent: unknown = item.parent;
      if (!(parent instanceof Y.AbstractType)) return null;
      if (parent._item === null) return item.id;
      item = parent._item;
    }
    return null;
  }

  #entryOfFresh(struct: Struct, spot: Spot): Y.ID | null {
    if (!(struct instanceof Y.Item) || spot.is === 'gone') return null;
    if (spot.is === 'entry') return struct.id;
    const parent = struct.parent as unknown;
    const relative = parent instanceof Y.ID ? parent : (struct.origin ?? struct.rightOrigin);
    return relative && this.entryOf(relative);
  }

  /** True when the update sets the same field anew. */
  isOverwritten({ id, length }: Y.Item): boolean {
    return this.#leftOf.get(id.client)?.has(id.clock + length - 1) === true;
  }

  /** The items that stand (wholly or in part) in a range of clocks of the document or the update. */
  *standingIn(client: number, from: number, to: number): Generator<Y.Item> {
    const structs = this.#doc.store.clients.get(client) ?? [];
    if (from < Y.getState(this.#doc.store, client)) {
      for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
        const struct = structs[i];
        if (struct === undefined || struct.id.clock >= to) break;
        if (struct instanceof Y.Item) yield struct;
      }
    }
    const fresh = this.#fresh.get(client) ?? [];
    for (let i = lastUpTo(fresh, from); i < fresh.length; i++) {
      const struct = fresh[i]?.struct;
      if (struct === undefined || struct.id.clock >= to) break;
      if (struct instanceof Y.Item && struct.id.clock + struct.length > from) yield struct;
    }
  }

  #has(id: Y.ID | null): boolean {
    return id === null || id.clock < this.stateOf(id.client);
  }

  /** The spot of the struct that has the given id. */
  #at(id: Y.ID): Spot | null {
    const struct = this.#find(id);
    if ('spot' in struct) return struct.spot;
    return struct.struct instanceof Y.Item ? this.of(struct.struct) : GONE;
  }

  #find({ client, clock }: Y.ID): Fresh | { readonly struct: Struct } {
    if (clock < Y.getState(this.#doc.store, client)) {
      const structs = this.#doc.store.clients.get(client) ?? [];
      return { struct: structs[Y.findIndexSS(structs, clock)] as Struct };
    }
    const list = this.#fresh.get(client) ?? [];
    return list[lastUpTo(list, clock)] as Fresh;
  }

  /** The spot of a child of the item with the given id. */
  #inside(id: Y.ID, parentSub: string | null): Spot | null {
    const { struct } = this.#find(id);
    if (!(struct instanceof Y.Item) || struct.deleted || struct.content instanceof Y.ContentDeleted) return GONE;
    if (!(struct.content instanceof Y.ContentType)) return null;
    return this.#childSpot(this.#at(id), parentSub);
  }

  #inType(type: Y.AbstractType<unknown>, parentSub: string | null): Spot | null {
    if (type._item === null) return this.#entrySpot(Y.findRootTypeKey(type), parentSub);
    // Deleted in the transaction under way, and not yet garbage-collected.
    return type._item.deleted ? GONE : this.#childSpot(this.of(type._item), parentSub);
  }

  #entrySpot(root: string, entry: string | null): Spot | null {
    if (entry === null || rootOf(this.#schema, root)?.fits(entry) !== true) return null;
    return { is: 'entry', root, entry };
  }

  #childSpot(parent: Spot | null, parentSub: string | null): Spot | null {
    if (parent === null || parent.is === 'gone') return parent;
    if (parent.is === 'text') return parentSub === null ? { ...parent, is: 'characters' } : null;
    if (parent.is !== 'entry' || parentSub === null) return null;
    const field = fieldOf(this.#schema, parent.root, parentSub);
    return field && { is: field.is, root: parent.root, entry: parent.entry, field: parentSub };
  }
}

/** Index of the last struct that begins at or before the clock; 0 when none does. */
function lastUpTo(list: readonly Fresh[], clock: number): number {
  let [low, high] = [0, list.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle]?.struct.id.clock ?? 0) <= clock) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

function isSame(a: Spot, b: Spot): boolean {
  if (a === b) return true;
  if (a.is === 'gone' || b.is === 'gone') return a.is === b.is;
  return a.is === b.is && a.root === b.root && a.entry === b.entry && fieldIn(a) === fieldIn(b);
}

const fieldIn = (spot: Exclude<Spot, { is: 'gone' }>): string | null => (spot.is === 'entry' ? null : spot.field);
