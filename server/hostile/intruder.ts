import * as Y from 'yjs';
import { presenceFrame, type PresenceEntry } from '../sync/frames.ts';
import type { Sitting } from '../testing/person.ts';
import { forged, type Block, type Deletion, type Id, type Struct } from './forge.ts';
import { Line } from './line.ts';

let nextClient = 1_000;

/** Somebody with a seat, a copy of the board, and no manners. */
export class Intruder {
  readonly line: Line;
  readonly participantId: string;
  /** Its own client id, and a second one. */
  readonly client = nextClient++;
  readonly other = nextClient++;
  /** Clock of the next struct that it writes under its own client id. */
  #clock = 0;

  private constructor(line: Line, participantId: string) {
    this.line = line;
    this.participantId = participantId;
  }

  static async come(url: string, sitting: Sitting): Promise<Intruder> {
    return new Intruder(await new Line(url, sitting).synced(), sitting.participantId);
  }

  /** Id of an idea of its own. */
  get own(): string {
    return `idea-of-mallory-${this.client}`;
  }

  get clock(): number {
    return this.#clock;
  }

  get doc(): Y.Doc {
    return this.line.doc;
  }

  /** Structs under its own client id, right after those before. */
  block(...structs: Struct[]): Block {
    return this.blockOf(structs);
  }

  blockOf(structs: readonly Struct[]): Block {
    const block = { client: this.client, clock: this.#clock, structs };
    this.#clock += structs.reduce((sum, struct) => sum + lengthOf(struct), 0);
    return block;
  }

  /** An idea that is all right, unless the given fields are not. */
  idea(id = this.own, fields: Readonly<Record<string, Struct>> = {}): Block {
    const entry: Id = [this.client, this.#clock];
    const proper = {
      text: { type: 'text' },
      author: { values: [this.participantId] },
      sector: { values: ['creative'] },
      createdAt: { values: [1] },
    } satisfies Record<string, Struct>;
    const inEntry = Object.entries<Struct>({ ...proper, ...fields });
    return this.block(
      { type: 'map', parent: 'ideas', key: id },
      ...inEntry.map(([key, struct]) => ({ parent: entry, key, ...struct })),
    );
  }

  send(blocks: readonly Block[], deletions: readonly Deletion[] = []): void {
    this.line.sendUpdate(forged(blocks, deletions));
  }

  /** Sends it like a client that has done it in its own copy, too. */
  does(blocks: readonly Block[], deletions: readonly Deletion[] = []): void {
    Y.applyUpdate(this.doc, forged(blocks, deletions), 'own');
    this.send(blocks, deletions);
  }

  show(...entries: PresenceEntry[]): void {
    this.line.send(presenceFrame(entries));
  }
}

function lengthOf(struct: Struct): number {
  if ('gone' in struct) return struct.gone;
  if ('hole' in struct) return struct.hole;
  if ('deleted' in struct) return struct.deleted;
  if ('text' in struct) return struct.text.length;
  if ('values' in struct) return struct.values.length;
  return 'json' in struct ? struct.json.length : 1;
}

/** Where the item stands in yjs that holds an entry, or a field of it. */
export function idOf(doc: Y.Doc, [root, entry, field]: readonly [root: string, entry: string, field?: string]): Id {
  const item = doc.getMap(root)._map.get(entry);
  if (item === undefined) throw new Error(`no ${root}/${entry}`);
  if (field === undefined) return [item.id.client, item.id.clock];
  const inside = item.content instanceof Y.ContentType ? item.content.type._map.get(field) : undefined;
  if (inside === undefined) throw new Error(`no ${root}/${entry}/${field}`);
  return [inside.id.client, inside.id.clock];
}

/** How far somebody has written. */
export const clockOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client);
