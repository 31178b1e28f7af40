import { newId } from '#shared/model/ids.ts';
import { BOARD_STAND_INS_MAX, MODERATOR_AWAY_MS } from '#shared/model/limits.ts';
import type { BoardInfo, RoomState } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Command } from '#shared/wire/live.ts';
import { isRefusal, refuse, type Refusal } from '../board/refusal.ts';
import { shownSeat } from '../seats/shown-seat.ts';
import type { SeatChange, Store, StoredSeat } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Roster } from './roster.ts';

const ABOUT_PEOPLE = [
  'rename',
  'set-role',
  'remove',
  'add-stand-in',
  'take-over',
] as const satisfies readonly Command['is'][];

/** Commands that change who is at the table, and as what. */
export type AboutPeople = Extract<Command, { readonly is: (typeof ABOUT_PEOPLE)[number] }>;
export const isAboutPeople = (command: Command): command is AboutPeople =>
  (ABOUT_PEOPLE as readonly Command['is'][]).includes(command.is);

/** What has just become of a seat; it is on disk. */
export interface ChangedSeat {
  readonly seat: Seat;
  readonly what: 'name' | 'role' | 'removed';
}

export interface RoomPeopleParts {
  readonly info: Pick<BoardInfo, 'id' | 'sectors' | 'deleteAt'>;
  readonly epoch: number;
  readonly roster: Roster;
  readonly store: Pick<Store, 'addSeat' | 'changeSeat'>;
  readonly world: Pick<World, 'now' | 'fillRandom'>;
  /** Whoever knows the seat as it was has to forget it; resolves when they have. */
  readonly onChange: (changed: ChangedSeat) => Promise<void>;
}

/** Gives people of one board names and roles, takes seats away, and adds stand-ins. Called in turn. */
export class RoomPeople {
  readonly #parts: RoomPeopleParts;

  constructor(parts: RoomPeopleParts) {
    this.#parts = parts;
  }

  /** 'same' when it was so already. */
  async obey(command: AboutPeople, by: string): Promise<'changed' | 'same' | Refusal> {
    if (command.is === 'add-stand-in') return this.#addStandIn(command);
    const { roster, world } = this.#parts;
    const asked = changeFor(command, { by, roster, now: world.now() });
    return asked === null ? 'same' : isRefusal(asked) ? asked : this.#change(asked);
  }

  async #change({ participantId, change }: Asked): Promise<'changed' | Refusal> {
    const { info, epoch, roster, store } = this.#parts;
    const done = await store.changeSeat({ boardId: info.id, epoch, participantId, change });
    if (done === 'fenced') return refuse('server-busy');
    if (done !== 'changed') return refuse('no-such-person');
    const before = roster.get(participantId);
    if (before === undefined) return 'changed';
    if ('removedAt' in change) roster.unseat(participantId);
    else roster.seat({ ...before, ...change });
    await this.#parts.onChange(changed({ ...before, ...change }, change));
    return 'changed';
  }

  async #addStandIn({ name, sector }: Extract<AboutPeople, { is: 'add-stand-in' }>): Promise<'changed' | Refusal> {
    const { info, roster, store, world } = this.#parts;
    if (!info.sectors.some(({ id }) => id === sector)) {
      return refuse('invalid-field', { faults: [{ field: 'sector', key: 'not-on-this-board' }] });
    }
    const seat = standInSeat(newId(world.fillRandom), { info, name, sector, now: world.now() });
    const done = await store.addSeat(seat, BOARD_STAND_INS_MAX);
    if (done !== 'added') return refuse(done === 'full' ? 'board-full' : 'no-such-board');
    roster.seat(shownSeat(seat));
    return 'changed';
  }
}

type Asked = Pick<SeatChange, 'participantId' | 'change'>;

interface Asking {
  readonly by: string;
  readonly roster: Roster;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a command makes of a seat; null when it is so already. */
function changeFor(
  command: Exclude<AboutPeople, { is: 'add-stand-in' }>,
  { by, roster, now }: Asking,
): Asked | Refusal | null {
  if (command.is === 'take-over') return takeOver(by, roster, now);
  const { participant: participantId } = command;
  const seat = roster.get(participantId);
  if (seat === undefined) return refuse('no-such-person');
  if (command.is === 'rename')
    return seat.name === command.name ? null : { participantId, change: { name: command.name } };
  const stays = command.is === 'set-role' && command.role === 'moderator';
  if (seat.role === 'moderator' && !stays && roster.moderators <= 1) return refuse('last-moderator');
  if (command.is === 'remove') return { participantId, change: { removedAt: now } };
  if (seat.standIn) return refuse('not-allowed');
  return seat.role === command.role ? null : { participantId, change: { role: command.role } };
}

/** When the moderator's laptop dies, anybody may lead on. */
function takeOver(by: string, roster: Roster, now: number): Asked | Refusal {
  const left = roster.ledAt + MODERATOR_AWAY_MS - now;
  if (left > 0) return refuse('moderator-here', { retryAfter: Math.ceil(left / 1_000) });
  return { participantId: by, change: { role: 'moderator' } };
}

function changed(seat: Seat & { removedAt?: number }, change: SeatChange['change']): ChangedSeat {
  const { removedAt: _, ...shown } = seat;
  return { seat: shown, what: 'removedAt' in change ? 'removed' : 'role' in change ? 'role' : 'name' };
}

interface NewStandIn {
  readonly info: RoomPeopleParts['info'];
  readonly name: string;
  readonly sector: string;
  readonly now: number;
}

/** No token has a hash like that, so nobody ever comes in with this seat. */
const standInSeat = (participantId: string, { info, name, sector, now }: NewStandIn): StoredSeat => ({
  ...{ participantId, boardId: info.id, role: 'participant', sector, name, standIn: true },
  ...{ tokenHash: `stand-in:${participantId}`, createdAt: now, expiresAt: info.deleteAt },
});

/** Whoever has no seat any more raises no hand, and is not done. */
export function stillSeated(room: RoomState, roster: Roster): RoomState {
  const [hands, done] = [room.hands, room.done].map((list) => list.filter((id) => roster.get(id)));
  if (hands?.length === room.hands.length && done?.length === room.done.length) return room;
  return { ...room, hands: hands ?? [], done: done ?? [] };
}
