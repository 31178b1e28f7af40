import { newId } from '#shared/model/ids.ts';
import { codeKey } from '#shared/model/code.ts';
import { newCode } from '#shared/model/new-code.ts';
import { BOARD_SCREENS_MAX, BOARD_SEATS_MAX, RETENTION_DAYS_DEFAULT } from '#shared/model/limits.ts';
import { NEW_ROOM, type BoardInfo } from '#shared/model/room.ts';
import type { Role, Seat } from '#shared/model/seat.ts';
import { DEFAULT_SECTORS, type Sector } from '#shared/model/sector.ts';
import { AGENDA_DEFAULT, AGENDA_TEMPLATES } from '#shared/model/step.ts';
import type { CreateBoardBody, Door, JoinBody } from '#shared/wire/http.ts';
import { withVoteOfStep } from '../live/votes.ts';
import type { Seats } from '../seats/seats.ts';
import { shownSeat } from '../seats/shown-seat.ts';
import type { Store, StoredBoard, StoredSeat } from '../store/store.ts';
import type { World } from '../world.ts';
import { refuse, type Refusal } from './refusal.ts';

const DAY_MS = 86_400_000;
/** Days a projection may be left running on its own: one event, with the day of setting up and the day after. */
const SCREEN_DAYS = 7;
/** New codes tried before giving up: with 1,000 boards a code is taken once in 250,000 times, so more means a fault. */
const CODE_TRIES = 20;

/** What else has to know when people come and boards go. */
export interface Following {
  seated(seat: StoredSeat): void;
  removed(boardId: string): Promise<void>;
}

export interface BoardsParts {
  readonly store: Store;
  readonly seats: Seats;
  readonly world: World;
  readonly following: Following;
}

/** A seat just given, with the token that nobody will ever see again. */
export interface GivenSeat {
  readonly seat: StoredSeat;
  readonly token: string;
}

export interface CreatedBoard {
  readonly info: BoardInfo;
  readonly moderator: GivenSeat;
  readonly screen: GivenSeat;
}

type Person = Pick<StoredSeat, 'sector' | 'name' | 'organisation'>;

/** What happens to boards as a whole: they are created, joined, shown, and deleted. */
export class Boards {
  readonly #parts: BoardsParts;

  constructor(parts: BoardsParts) {
    this.#parts = parts;
  }

  /** Makes a board with a seat for its moderator and one for its screen. */
  async create(asked: CreateBoardBody): Promise<CreatedBoard> {
    for (let tries = 0; tries < CODE_TRIES; tries++) {
      const info = this.#newInfo(asked);
      const own = { sector: ownSector(info.sectors) };
      const moderator = this.#newSeat(info, 'moderator', own);
      const screen = this.#newSeat(info, 'screen', own);
      const done = await this.#parts.store.addBoard(this.#newBoard(info, asked), [moderator.seat, screen.seat]);
      if (done === 'added') return { info, moderator, screen };
    }
    throw new Error(`no free code in ${CODE_TRIES} tries`);
  }

  /** The board with this code, however it was typed; null when there is none, or none any more. */
  async byCode(code: string): Promise<StoredBoard | null> {
    const key = codeKey(code);
    const board = key === null ? null : await this.#parts.store.boardByCode(key);
    return board && board.info.deleteAt > this.#parts.world.now() ? board : null;
  }

  byId(boardId: string): Promise<StoredBoard | null> {
    return this.#parts.store.boardById(boardId);
  }

  /** Everybody who has or had a seat, in the order in which they came; screens are nobody. */
  async peopleOf(boardId: string): Promise<readonly Seat[]> {
    const seats = await this.#parts.store.seatsOf(boardId);
    return seats.filter((seat) => seat.role !== 'screen').map(shownSeat);
  }

  async join({ info, room }: StoredBoard, person: JoinBody): Promise<GivenSeat | Refusal> {
    if (room.door === 'closed') return refuse('door-closed');
    if (!info.sectors.some((sector) => sector.id === person.sector)) {
      return refuse('invalid-field', { faults: [{ field: 'sector', key: 'not-on-this-board' }] });
    }
    return this.#give(this.#newSeat(info, 'participant', person), BOARD_SEATS_MAX);
  }

  addScreen({ info }: StoredBoard): Promise<GivenSeat | Refusal> {
    return this.#give(this.#newSeat(info, 'screen', { sector: ownSector(info.sectors) }), BOARD_SCREENS_MAX);
  }

  /** One more who leads. Their name is for themselves to say. */
  addModerator({ info }: StoredBoard): Promise<GivenSeat | Refusal> {
    return this.#give(this.#newSeat(info, 'moderator', { sector: ownSector(info.sectors) }), BOARD_SEATS_MAX);
  }

  /** Deletes the board and ends every connection to it. False when there was none. */
  async remove(boardId: string): Promise<boolean> {
    const was = await this.#parts.store.removeBoard(boardId);
    await this.#parts.seats.forget((seat) => seat.boardId === boardId);
    await this.#parts.following.removed(boardId);
    return was;
  }

  async #give(given: GivenSeat, most: number): Promise<GivenSeat | Refusal> {
    const done = await this.#parts.store.addSeat(given.seat, most);
    if (done === 'no-board') return refuse('no-such-board');
    if (done === 'full') return refuse('board-full');
    this.#parts.following.seated(given.seat);
    return given;
  }

  #newInfo(asked: CreateBoardBody): BoardInfo {
    const { fillRandom, now } = this.#parts.world;
    const createdAt = now();
    return {
      id: newId(fillRandom),
      code: newCode(fillRandom),
      title: asked.title,
      ...(asked.question === undefined ? {} : { question: asked.question }),
      sectors: asked.sectors ?? DEFAULT_SECTORS,
      anonymous: asked.anonymous,
      locale: asked.locale,
      createdAt,
      deleteAt: createdAt + retentionDays(asked) * DAY_MS,
    };
  }

  #newBoard(info: BoardInfo, asked: CreateBoardBody): StoredBoard {
    const agenda = typeof asked.agenda === 'string' ? AGENDA_TEMPLATES[asked.agenda] : (asked.agenda ?? AGENDA_DEFAULT);
    const opening = { id: newId(this.#parts.world.fillRandom), now: info.createdAt };
    const room = withVoteOfStep({ ...NEW_ROOM, agenda }, info, opening);
    const key = codeKey(info.code);
    if (key === null) throw new Error('a new code has no key');
    return { info, codeKey: key, retentionDays: retentionDays(asked), room, roomVersion: 0, generation: 1 };
  }

  #newSeat(info: BoardInfo, role: Role, person: Person | JoinBody): GivenSeat {
    const { token, tokenHash } = this.#parts.seats.newToken();
    const createdAt = this.#parts.world.now();
    const seat = {
      participantId: newId(this.#parts.world.fillRandom),
      boardId: info.id,
      role,
      sector: person.sector,
      ...(person.name === undefined ? {} : { name: person.name }),
      ...(person.organisation === undefined ? {} : { organisation: person.organisation }),
      tokenHash,
      createdAt,
      expiresAt: role === 'screen' ? Math.min(info.deleteAt, createdAt + SCREEN_DAYS * DAY_MS) : info.deleteAt,
    };
    return { seat, token };
  }
}

const retentionDays = (asked: CreateBoardBody): number => asked.retentionDays ?? RETENTION_DAYS_DEFAULT;

/** Moderators and screens are not asked where they come from. */
const ownSector = (sectors: readonly Sector[]): string =>
  sectors.find(({ id }) => id === 'other')?.id ?? sectors.at(-1)?.id ?? 'other';

/** What the join page may know before anybody sits down; nothing else. */
export function doorOf({ info, room, retentionDays }: StoredBoard): Door {
  return {
    title: info.title,
    ...(info.question === undefined ? {} : { question: info.question }),
    sectors: info.sectors,
    open: room.door === 'open',
    retentionDays,
  };
}
