import type { RoomSnapshot } from '#shared/model/room.ts';
import type { RosterEntry } from '#shared/model/seat.ts';

export interface Listed extends RosterEntry {
  /** Place in the line of those who raised their hand, from 1; null: they didn't. */
  readonly hand: number | null;
}

/** Who raised a hand comes first, in the order in which they did; all others as they came. */
export function listed({ roster, hands }: Pick<RoomSnapshot, 'roster' | 'hands'>): readonly Listed[] {
  const people = roster.map((entry) => ({ ...entry, hand: placeIn(hands, entry.participantId) }));
  return [
    ...people.filter(({ hand }) => hand !== null).sort((a, b) => Number(a.hand) - Number(b.hand)),
    ...people.filter(({ hand }) => hand === null),
  ];
}

/** From 1; null: not in the line. */
export function placeIn(hands: readonly string[], participantId: string): number | null {
  const at = hands.indexOf(participantId);
  return at < 0 ? null : at + 1;
}
