import { ORGANISATION_MAX, PERSON_NAME_MAX } from './limits.ts';

export const ROLES = ['participant', 'moderator', 'screen'] as const;
export type Role = (typeof ROLES)[number];

/** Who somebody is at one table. A screen has a seat too, but no name and no place in the roster. */
export interface Seat {
  readonly participantId: string;
  readonly role: Role;
  readonly sector: string;
  readonly name?: string;
  readonly organisation?: string;
  /** Somebody without a device, for whom a moderator writes and votes. */
  readonly standIn?: true;
}

export interface RosterEntry extends Seat {
  /** True while at least one of this person's browsers is connected. */
  readonly here: boolean;
}

export const personIn = (roster: readonly RosterEntry[], participantId: string): RosterEntry | undefined =>
  roster.find((entry) => entry.participantId === participantId);

export const isPersonName = (value: string): boolean => value.length <= PERSON_NAME_MAX;
export const isOrganisation = (value: string): boolean => value.length <= ORGANISATION_MAX;

/** Up to two letters for the foot of a card: first and last word of the name. */
export function initials(name: string | undefined): string {
  const words = (name ?? '').split(/[\s-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
