import { m } from '#shared/messages/compiled/messages.js';
import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';

/** Index of colour and glyph of a sector: a place in the board's list of sectors. */
export type SectorLook = 0 | 1 | 2 | 3 | 4 | 5;

const SECTOR_NAMES: Readonly<Record<string, () => string>> = {
  industry: () => m.sector_industry(),
  creative: () => m.sector_creative(),
  other: () => m.sector_other(),
};

/** A sector's name: its own, else that of one of the three which everybody knows, in the reader's language. */
export const nameOfSector = (sector: { readonly id: string; readonly name?: string }): string =>
  sector.name ?? SECTOR_NAMES[sector.id]?.() ?? sector.id;

type Room = Pick<RoomSnapshot, 'board' | 'roster' | 'former'>;

/** Who is or was at this table and where they come from, by id. Reads the room it was given, so it is as reactive as that. */
export class People {
  readonly #room: () => Room;
  #roster: readonly Seat[] = [];
  #byId = new Map<string, Seat>();

  constructor(room: () => Room) {
    this.#room = room;
  }

  of(participantId: string | null | undefined): Seat | undefined {
    const { roster, former } = this.#room();
    if (roster !== this.#roster) {
      this.#roster = roster;
      this.#byId = new Map([...former, ...roster].map((entry) => [entry.participantId, entry]));
    }
    return participantId == null ? undefined : this.#byId.get(participantId);
  }

  /** How a person is called; nobody stays without a word. */
  nameOf(participantId: string | null | undefined): string {
    const person = this.of(participantId);
    return person?.name ?? (person?.role === 'moderator' ? m.roster_moderator() : m.person_unnamed());
  }

  /** Sectors beyond the board's list (imported ideas may have some) look like the last one. */
  sectorLook(sectorId: string): SectorLook {
    const sectors = this.#room().board.sectors;
    const index = sectors.findIndex((sector) => sector.id === sectorId);
    return Math.min(index < 0 ? sectors.length - 1 : index, 5) as SectorLook;
  }

  sectorName(sectorId: string): string {
    const sector = this.#room().board.sectors.find(({ id }) => id === sectorId);
    return nameOfSector(sector ?? { id: sectorId });
  }
}
