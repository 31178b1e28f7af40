import { m } from '../messages/compiled/messages.js';
import type { Idea, PlannedBoard } from '../model/board.ts';
import type { BoardInfo } from '../model/room.ts';
import type { Seat } from '../model/seat.ts';
import type { Vote } from '../model/vote.ts';
import type { Sector } from '../model/sector.ts';

export type Locale = BoardInfo['locale'];

/** Everything that an export is made from. */
export interface Source {
  readonly board: PlannedBoard;
  readonly info: BoardInfo;
  readonly roster: readonly Seat[];
  /** Oldest first; what is still open is in no file. */
  readonly votes: readonly Vote[];
  readonly locale: Locale;
  readonly now: number;
}

/** A sector as people call it: by its own name, else, for those that everybody knows, in the reader's language. */
export function sectorName(sector: Sector, locale: Locale): string {
  if (sector.name !== undefined) return sector.name;
  const names: Readonly<Record<string, () => string>> = {
    industry: () => m.sector_industry({}, { locale }),
    creative: () => m.sector_creative({}, { locale }),
    other: () => m.sector_other({}, { locale }),
  };
  return names[sector.id]?.() ?? sector.id;
}

/** Names for what ideas carry as ids. On an anonymous board nobody has a name. */
export class Names {
  readonly #people: ReadonlyMap<string, string>;
  readonly #sectors: ReadonlyMap<string, string>;
  readonly #anonymous: boolean;

  constructor({ info, roster, locale }: Pick<Source, 'info' | 'roster' | 'locale'>) {
    this.#anonymous = info.anonymous;
    this.#people = new Map(roster.map((seat) => [seat.participantId, seat.name ?? '']));
    this.#sectors = new Map(info.sectors.map((sector) => [sector.id, sectorName(sector, locale)]));
  }

  /** Empty when nobody knows, or nobody may know. */
  author(idea: Idea): string {
    if (this.#anonymous) return '';
    const name = idea.author === null ? undefined : this.#people.get(idea.author);
    return name ? name : (idea.from ?? '');
  }

  /** Who is named by an action; that is meant to be known on an anonymous board too. Null when nobody knows. */
  named(participantId: string): string | null {
    return this.#people.get(participantId) || null;
  }

  sector(idea: Idea): string {
    return this.#sectors.get(idea.sector) ?? idea.sector;
  }
}
