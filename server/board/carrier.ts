import { momentIn } from '#shared/model/room.ts';
import { mayPost } from '#shared/rules/may.ts';
import type { Moment } from '#shared/model/room.ts';
import type { Log } from '../log.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { notebookId, type Documents } from '../sync/documents.ts';
import type { World } from '../world.ts';
import { carryNotes, isDue, type Carrying } from './carry-notes.ts';

/**
 * Milliseconds for which changes of notebooks are gathered before they go to the board: long enough that it does not tell
 * who was typing, short enough for a table in talk.
 */
const GATHER_MS = 3_000;

export interface CarrierParts {
  readonly documents: Documents;
  readonly store: Pick<Store, 'boardById' | 'seatsOf' | 'documentsOf' | 'saveRoom'>;
  readonly momentOf: (boardId: string) => Promise<Moment | null>;
  readonly world: Pick<World, 'now' | 'wait' | 'fillRandom'>;
  readonly log: Log;
}

/** Carries ideas from notebooks to the board: all at once when the silence ends, later ones and corrections a little after. */
export class Carrier {
  readonly #parts: CarrierParts;
  /** Owners whose notebooks have changed, by board, while they are gathered. */
  readonly #gathered = new Map<string, Set<string>>();

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  /** Opens notebooks, all of them if none are named: what they hold and the new state of the room are one commit. */
  async reveal(room: StoredRoom, owners?: readonly string[]): Promise<'saved' | 'no-board'> {
    const opened = owners ?? (await this.#parts.store.documentsOf(room.boardId)).filter(Boolean);
    const there = await this.#carry(room.boardId, opened, room);
    return there ? 'saved' : 'no-board';
  }

  /** Somebody has written in their notebook. */
  changed(boardId: string, owner: string): void {
    const gathering = this.#gathered.get(boardId);
    if (gathering) return void gathering.add(owner);
    this.#gathered.set(boardId, new Set([owner]));
    void this.#parts.world
      .wait(GATHER_MS)
      .then(() => this.#carryGathered(boardId))
      .catch((fault: unknown) => this.#parts.log.error('notes could not be carried to the board', { boardId, fault }));
  }

  /** The board has opened, or the room has moved on: what had to wait, or what a crash cut short, may be due now. */
  async moved(boardId: string, moment: Moment): Promise<void> {
    if (!isWriting(moment)) return;
    const names = await this.#parts.store.documentsOf(boardId);
    for (const owner of names.filter(Boolean)) this.changed(boardId, owner);
  }

  async #carryGathered(boardId: string): Promise<void> {
    const gathered = this.#gathered.get(boardId);
    this.#gathered.delete(boardId);
    const moment = await this.#parts.momentOf(boardId);
    if (gathered === undefined || moment === null || !isWriting(moment)) return;
    const due: string[] = [];
    for (const owner of gathered) {
      if (await this.#parts.documents.read(notebookId(boardId, owner), isDue)) due.push(owner);
    }
    if (due.length > 0) await this.#carry(boardId, due);
  }

  /** False when there is no such board. */
  async #carry(boardId: string, owners: readonly string[], room?: StoredRoom): Promise<boolean> {
    const { store, documents, momentOf } = this.#parts;
    const [board, seats, moment] = await Promise.all([
      store.boardById(boardId),
      store.seatsOf(boardId),
      momentOf(boardId),
    ]);
    if (board === null || moment === null) return false;
    const sectors = new Map(seats.map(({ participantId, sector }) => [participantId, sector]));
    const how = this.#how(room === undefined ? moment : momentIn(room.room, board.info), room !== undefined);
    const done = await documents.together(boardId, owners, {
      room,
      write: (doc, notebooks) => {
        const all = notebooks.map((notebook, index) => {
          const owner = owners[index] ?? '';
          return { owner, sector: sectors.get(owner) ?? 'other', doc: notebook };
        });
        carryNotes(doc, all, how);
        return true;
      },
    });
    return done === true;
  }

  /** In any order: nothing about it tells who came first. */
  readonly shuffled = <T>(items: readonly T[]): readonly T[] => inRandomOrder(items, this.#parts.world.fillRandom);

  #how(moment: Moment, reveals: boolean): Carrying {
    const { shuffled } = this;
    return { anonymous: moment.anonymous, writing: isWriting(moment), reveals, now: this.#parts.world.now(), shuffled };
  }
}

/** Ideas go to the board in this moment, and not into notebooks only. */
const isWriting = (moment: Moment): boolean =>
  !moment.silent && mayPost({ ...moment, role: 'participant', participantId: '' }) === null;

function inRandomOrder<T>(items: readonly T[], fillRandom: World['fillRandom']): readonly T[] {
  const keys = new Uint32Array(items.length);
  fillRandom(new Uint8Array(keys.buffer));
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
