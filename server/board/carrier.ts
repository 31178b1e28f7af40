import { momentIn } from '#shared/model/room.ts';
import { isPosting } from '#shared/rules/may.ts';
import type { Moment } from '#shared/model/room.ts';
import type { Log } from '../log.ts';
import { unlessDamaged } from '../store/fault.ts';
import type { Store, StoredRoom, StoredSeat } from '../store/store.ts';
import { notebookId, type Documents } from '../sync/documents.ts';
import type { World } from '../world.ts';
import { carryNotes, isDue, type Carrying, type Notebook } from './carry-notes.ts';

/**
 * Milliseconds from one carrying of a board to the next: long enough that it does not tell who was typing, short enough for a
 * table in talk. The clock says when, and not whoever wrote first: else each idea would tell when exactly it was written.
 */
export const CARRY_EVERY_MS = 3_000;

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
    const opened = await this.#whole(room.boardId, owners ?? (await this.ownersOf(room.boardId)));
    const there = await this.#carry(room.boardId, opened, room);
    return there ? 'saved' : 'no-board';
  }

  /** Somebody has written in their notebook. */
  changed(boardId: string, owner: string): void {
    const gathering = this.#gathered.get(boardId);
    if (gathering) return void gathering.add(owner);
    this.#gathered.set(boardId, new Set([owner]));
    void this.#parts.world
      .wait(CARRY_EVERY_MS - sinceCarrying(boardId, this.#parts.world.now()))
      .then(() => this.#carryGathered(boardId))
      .catch((fault: unknown) => this.#parts.log.error('notes could not be carried to the board', { boardId, fault }));
  }

  /** The board has opened, or the room has moved on: what had to wait, or what a crash cut short, may be due now. */
  async moved(boardId: string, moment: Moment): Promise<void> {
    if (!isWriting(moment)) return;
    for (const owner of await this.ownersOf(boardId)) this.changed(boardId, owner);
  }

  /** Participant ids of those who have a notebook. */
  async ownersOf(boardId: string): Promise<readonly string[]> {
    return (await this.#parts.store.documentsOf(boardId)).filter(Boolean);
  }

  /** Those of these owners in whose notebooks something waits for the board. */
  async dueAmong(boardId: string, owners: Iterable<string>): Promise<readonly string[]> {
    const due: string[] = [];
    for (const owner of owners) {
      const read = this.#parts.documents.read(notebookId(boardId, owner), isDue);
      if (await unlessDamaged(read, () => false)) due.push(owner);
    }
    return due;
  }

  /** Those of these owners whose notebooks can be read. A damaged one stays behind: nobody else shall wait for it. */
  async #whole(boardId: string, owners: readonly string[]): Promise<readonly string[]> {
    const { documents, log } = this.#parts;
    const whole: string[] = [];
    for (const owner of owners) {
      const opened = documents.using(notebookId(boardId, owner), () => whole.push(owner));
      await unlessDamaged(opened, () =>
        log.error('a notebook is damaged, and stayed behind when the others were opened', { boardId, owner }),
      );
    }
    return whole;
  }

  async #carryGathered(boardId: string): Promise<void> {
    const gathered = this.#gathered.get(boardId);
    this.#gathered.delete(boardId);
    const moment = await this.#parts.momentOf(boardId);
    if (gathered === undefined || moment === null || !isWriting(moment)) return;
    const due = await this.dueAmong(boardId, gathered);
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
    const whose = notebookOwners(seats);
    const next = room === undefined ? moment : momentIn(room.room, board.info);
    // The limit of the step in which the notes were written.
    const limited = { ...next, most: moment.most };
    const how = room === undefined ? this.#carrying(boardId, limited) : this.#revealing(limited);
    const done = await documents.together(boardId, owners, {
      room,
      write: (doc, notebooks) => {
        const all = notebooks.map((notebook, index) => {
          const owner = owners[index] ?? '';
          return { owner, ...whose(owner), doc: notebook };
        });
        carryNotes(doc, all, how);
        return true;
      },
    });
    return done === true;
  }

  /** In any order: nothing about it tells who came first. */
  readonly shuffled = <T>(items: readonly T[]): readonly T[] => inRandomOrder(items, this.#parts.world.fillRandom);

  #revealing(moment: Moment): Carrying {
    return { ...this.#how(moment), reveals: true, now: this.#parts.world.now() };
  }

  /** What is carried is as old as the beat that it came with, to which the clock may be a little early or late. */
  #carrying(boardId: string, moment: Moment): Carrying {
    const near = this.#parts.world.now() + CARRY_EVERY_MS / 2;
    return { ...this.#how(moment), reveals: false, now: near - sinceCarrying(boardId, near) };
  }

  #how(moment: Moment): Omit<Carrying, 'reveals' | 'now'> {
    const { anonymous, most } = moment;
    return { anonymous, most, writing: isWriting(moment), shuffled: this.shuffled };
  }
}

/** Milliseconds since the last carrying of a board was due. Each board has a beat of its own, so that not all carry at once. */
function sinceCarrying(boardId: string, now: number): number {
  let beat = 0;
  for (let at = 0; at < boardId.length; at++) beat = (beat * 31 + boardId.charCodeAt(at)) % CARRY_EVERY_MS;
  return (((now - beat) % CARRY_EVERY_MS) + CARRY_EVERY_MS) % CARRY_EVERY_MS;
}

/** Where the owner of a notebook comes from, and in whose names they may write. */
function notebookOwners(seats: readonly StoredSeat[]): (owner: string) => Pick<Notebook, 'sector' | 'standIns'> {
  const byId = new Map(seats.map((seat) => [seat.participantId, seat]));
  const standIns = new Map(seats.filter((seat) => seat.standIn).map((seat) => [seat.participantId, seat.sector]));
  return (owner) => {
    const seat = byId.get(owner);
    return { sector: seat?.sector ?? 'other', standIns: seat?.role === 'moderator' ? standIns : new Map() };
  };
}

/** Ideas go to the board in this moment, and not into notebooks only. */
const isWriting = (moment: Moment): boolean => !moment.silent && isPosting(moment);

function inRandomOrder<T>(items: readonly T[], fillRandom: World['fillRandom']): readonly T[] {
  const keys = new Uint32Array(items.length);
  fillRandom(new Uint8Array(keys.buffer));
  return items
    .map((item, index) => ({ item, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
