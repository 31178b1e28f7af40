import * as encoding from 'lib0/encoding';

/** Updates written by hand (yjs encoding v1), byte for byte as somebody wants them: what no client of ours would ever send. */

export type Id = readonly [client: number, clock: number];

export type Content =
  | { readonly gone: number }
  | { readonly hole: number }
  | { readonly deleted: number }
  | { readonly text: string }
  | { readonly values: readonly unknown[] }
  | { readonly type: keyof typeof TYPES }
  | { readonly binary: Uint8Array }
  | { readonly embed: unknown }
  | { readonly format: readonly [key: string, value: unknown] }
  | { readonly subdocument: string }
  /** Values of an older encoding. */
  | { readonly json: readonly unknown[] };

/** What stands left and right of it; where neither is named, the parent (a root, or an item) and the key in it. */
export type Struct = Content & {
  readonly left?: Id | undefined;
  readonly right?: Id | undefined;
  readonly parent?: string | Id;
  readonly key?: string;
};

export interface Block {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Struct[];
}

export interface Deletion {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
}

const TYPES = { array: 0, map: 1, text: 2, xmlElement: 3, xmlFragment: 4, xmlHook: 5, xmlText: 6 } as const;

const HAS_LEFT = 0x80;
const HAS_RIGHT = 0x40;
const HAS_KEY = 0x20;

export const forged = (blocks: readonly Block[], deletions: readonly Deletion[] = []): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, blocks.length);
    for (const { client, clock, structs } of blocks) {
      for (const number of [structs.length, client, clock]) encoding.writeVarUint(to, number);
      for (const struct of structs) writeStruct(to, struct);
    }
    encoding.writeVarUint(to, deletions.length);
    for (const { client, ranges } of deletions) {
      for (const number of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(to, number);
    }
  });

function writeStruct(to: encoding.Encoder, struct: Struct): void {
  const [kind, write] = contentOf(struct);
  const { left, right, parent, key } = struct;
  const isItem = kind !== 0 && kind !== 10;
  const isBare = isItem && left === undefined && right === undefined;
  const flags = (left ? HAS_LEFT : 0) | (right ? HAS_RIGHT : 0) | (key !== undefined ? HAS_KEY : 0);
  encoding.writeUint8(to, kind | (isItem ? flags : 0));
  if (isItem && left) writeId(to, left);
  if (isItem && right) writeId(to, right);
  if (isBare) {
    encoding.writeVarUint(to, typeof parent === 'object' ? 0 : 1);
    if (typeof parent === 'object') writeId(to, parent);
    else encoding.writeVarString(to, parent ?? 'ideas');
    if (key !== undefined) encoding.writeVarString(to, key);
  }
  write(to);
}

const writeId = (to: encoding.Encoder, [client, clock]: Id): void => {
  encoding.writeVarUint(to, client);
  encoding.writeVarUint(to, clock);
};

type Write = (to: encoding.Encoder) => void;

/** The number that yjs has for the kind of content, and its bytes. */
function contentOf(content: Content): [kind: number, write: Write] {
  if ('gone' in content) return [0, (to) => encoding.writeVarUint(to, content.gone)];
  if ('hole' in content) return [10, (to) => encoding.writeVarUint(to, content.hole)];
  if ('deleted' in content) return [1, (to) => encoding.writeVarUint(to, content.deleted)];
  if ('json' in content) return [2, writeAll(content.json.map((value) => JSON.stringify(value)))];
  if ('binary' in content) return [3, (to) => encoding.writeVarUint8Array(to, content.binary)];
  if ('text' in content) return [4, (to) => encoding.writeVarString(to, content.text)];
  if ('embed' in content) return [5, (to) => encoding.writeVarString(to, JSON.stringify(content.embed))];
  if ('format' in content) return [6, writeStrings(content.format[0], JSON.stringify(content.format[1]))];
  if ('type' in content) return [7, writeType(content.type)];
  if ('values' in content) return [8, writeValues(content.values)];
  return [9, (to) => [encoding.writeVarString(to, content.subdocument), encoding.writeAny(to, {})]];
}

const writeStrings =
  (...strings: string[]): Write =>
  (to) =>
    strings.forEach((string) => encoding.writeVarString(to, string));

const writeAll =
  (strings: readonly string[]): Write =>
  (to) => {
    encoding.writeVarUint(to, strings.length);
    writeStrings(...strings)(to);
  };

const writeType =
  (type: keyof typeof TYPES): Write =>
  (to) => {
    encoding.writeVarUint(to, TYPES[type]);
    if (type === 'xmlElement' || type === 'xmlHook') encoding.writeVarString(to, 'b');
  };

const writeValues =
  (values: readonly unknown[]): Write =>
  (to) => {
    encoding.writeVarUint(to, values.length);
    for (const value of values) writeValue(to, value);
  };

/** An object that carries bytes of its own, for keys that JavaScript would not let us write. */
export class Bytes {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

function writeValue(to: encoding.Encoder, value: unknown): void {
  if (value instanceof Bytes) encoding.writeUint8Array(to, value.bytes);
  else encoding.writeAny(to, value as Parameters<typeof encoding.writeAny>[1]);
}

/** An object as yjs writes it, but with any keys, in any order, as often as wanted. */
export const anObject = (...entries: readonly (readonly [key: string, value: unknown])[]): Bytes =>
  new Bytes(
    encoding.encode((to) => {
      encoding.writeUint8(to, 118);
      encoding.writeVarUint(to, entries.length);
      for (const [key, value] of entries) {
        encoding.writeVarString(to, key);
        writeValue(to, value);
      }
    }),
  );
