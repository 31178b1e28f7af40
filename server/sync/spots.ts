import * as Y from 'yjs';
import { fieldOf, isRootName, rootOf, type RootName } from '#shared/document/schema.ts';

/** Where in the board document something stands. 'gone': inside what was deleted for good; yjs drops it on arrival. */
export type Spot =
  | { readonly is: 'entry'; readonly root: RootName; readonly entry: string }
  | { readonly is: 'value' | 'text'; readonly root: RootName; readonly entry: string; readonly field: string }
  /** Characters inside a text field. */
  | { readonly is: 'characters'; readonly root: RootName; readonly entry: string; readonly field: string }
  | { readonly is: 'gone' };

type Struct = Y.AbstractStruct;

const GONE: Spot = { is: 'gone' };

/** Resolves items of a document, and of one update that is not yet applied, to their spots. */
export class Spots {
  readonly #doc: Y.Doc;
  /** Structs of the update, by client, in clock order, with their spots. */
  readonly #fresh = new Map<number, { struct: Struct; spot: Spot }[]>();
  readonly #states = new Map<number, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** The clock that the document and the part of the update seen so far have reached. */
  stateOf(client: number): number {
    let state = this.#states.get(client);
    if (state === undefined) this.#states.set(client, (state = Y.getState(this.#doc.store, client)));
    return state;
  }

  add(struct: Struct, spot: Spot): void {
    const { client, clock } = struct.id;
    const list = this.#fresh.get(client);
    if (list) list.push({ struct, spot });
    else this.#fresh.set(client, [{ struct, spot }]);
    this.#states.set(client, clock + struct.length);
  }

  /** Yjs makes every root it is told of, even for structs it already has. */
  rootIsKnown(item: Y.Item): boolean {
    const parent = item.parent as unknown;
    return typeof parent !== 'string' || isRootName(parent);
  }

  hasDependencies(item: Y.Item): boolean {
    const parent = item.parent as unknown;
    return this.#has(item.origin) && this.#has(item.rightOrigin) && !(parent instanceof Y.ID && !this.#has(parent));
  }

  /** The spot of an item of the document or of the update; null when the schema has no such spot. */
  of(item: Y.Item): Spot | null {
    const parent = item.parent as unknown;
    if (parent instanceof Y.AbstractType) return this.#inType(parent, item.parentSub);
    if (typeof parent === 'string') return entrySpot(parent, item.parentSub);
    if (parent instanceof Y.ID) return this.#inside(parent, item.parentSub);
    const neighbours = [item.origin, item.rightOrigin].filter((id) => id !== null);
    const spots = neighbours.map((id) => this.#at(id));
    if (spots.some((spot) => spot === null)) return null;
    return spots.find((spot) => spot?.is === 'gone') ?? agreeing(spots as Spot[]);
  }

  /** The entry as it stands in the document now. */
  entry(root: RootName, entry: string): Y.Map<unknown> | null {
    const standing = this.#doc.getMap(root).get(entry);
    return standing instanceof Y.Map ? standing : null;
  }

  /** The id of the item that holds the entry in which the given item stands; its own for an entry. */
  entryItem(item: Y.Item): Y.ID | null {
    const spot = this.of(item);
    if (spot === null || spot.is === 'gone') return null;
    let id = item.id;
    for (let depth = spot.is === 'entry' ? 0 : spot.is === 'characters' ? 2 : 1; depth > 0; depth--) {
      const parent = this.#parentOf(id);
      if (parent === null) return null;
      id = parent;
    }
    return id;
  }

  #parentOf(id: Y.ID): Y.ID | null {
    const { struct } = this.#find(id);
    if (!(struct instanceof Y.Item)) return null;
    const parent = struct.parent as unknown;
    if (parent instanceof Y.AbstractType) return parent._item?.id ?? null;
    if (parent instanceof Y.ID) return parent;
    const neighbour = struct.origin ?? struct.rightOrigin;
    return neighbour === null ? null : this.#parentOf(neighbour);
  }

  /** True when the update sets the same field anew. */
  isOverwritten(item: Y.Item): boolean {
    for (const list of this.#fresh.values()) {
      for (const { struct } of list) {
        if (!(struct instanceof Y.Item) || struct.origin === null) continue;
        const { client, clock } = struct.origin;
        if (client === item.id.client && clock === item.id.clock + item.length - 1) return true;
      }
    }
    return false;
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
    for (const { struct } of this.#fresh.get(client) ?? []) {
      if (struct.id.clock >= to) break;
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

  #find({ client, clock }: Y.ID): { struct: Struct; spot: Spot } | { struct: Struct } {
    if (clock < Y.getState(this.#doc.store, client)) {
      const structs = this.#doc.store.clients.get(client) ?? [];
      return { struct: structs[Y.findIndexSS(structs, clock)] as Struct };
    }
    const list = this.#fresh.get(client) ?? [];
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((list[middle]?.struct.id.clock ?? 0) <= clock) low = middle;
      else high = middle - 1;
    }
    return list[low] as { struct: Struct; spot: Spot };
  }

  /** The spot of a child of the item with the given id. */
  #inside(id: Y.ID, parentSub: string | null): Spot | null {
    const { struct } = this.#find(id);
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return GONE;
    if (!(struct.content instanceof Y.ContentType)) return null;
    return childSpot(this.#at(id), parentSub);
  }

  #inType(type: Y.AbstractType<unknown>, parentSub: string | null): Spot | null {
    if (type._item === null) return entrySpot(Y.findRootTypeKey(type), parentSub);
    return childSpot(this.of(type._item), parentSub);
  }
}

function entrySpot(root: string, entry: string | null): Spot | null {
  if (entry === null || !isRootName(root) || rootOf(root)?.fits(entry) !== true) return null;
  return { is: 'entry', root, entry };
}

function childSpot(parent: Spot | null, parentSub: string | null): Spot | null {
  if (parent === null || parent.is === 'gone') return parent;
  if (parent.is === 'text') return parentSub === null ? { ...parent, is: 'characters' } : null;
  if (parent.is !== 'entry' || parentSub === null) return null;
  const field = fieldOf(parent.root, parentSub);
  return field && { is: field.is, root: parent.root, entry: parent.entry, field: parentSub };
}

/** Both neighbours of an item stand where it stands. */
function agreeing(spots: readonly Spot[]): Spot | null {
  const [first, second] = spots;
  if (first === undefined) return null;
  return second === undefined || isSame(first, second) ? first : null;
}

function isSame(a: Spot, b: Spot): boolean {
  if (a.is === 'gone' || b.is === 'gone') return a.is === b.is;
  const [fieldA, fieldB] = [a, b].map((spot) => (spot.is === 'entry' ? null : spot.field));
  return a.is === b.is && a.root === b.root && a.entry === b.entry && fieldA === fieldB;
}

/** True when the content is of the kind, length and value that the spot takes. */
export function contentFits(spot: Exclude<Spot, { is: 'gone' }>, content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentDeleted) return spot.is === 'characters' || content.getLength() === 1;
  const field = spot.is === 'entry' ? null : fieldOf(spot.root, spot.field);
  switch (spot.is) {
    case 'entry':
      return content instanceof Y.ContentType && content.type.constructor === Y.Map;
    case 'text':
      return content instanceof Y.ContentType && content.type.constructor === Y.Text;
    case 'characters':
      return content instanceof Y.ContentString && field?.is === 'text' && content.str.length <= field.max;
    case 'value':
      return (
        content instanceof Y.ContentAny &&
        content.arr.length === 1 &&
        field?.is === 'value' &&
        field.fits(content.arr[0])
      );
  }
}
