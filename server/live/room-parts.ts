import type { Counts, Moment, RoomSnapshot } from '#shared/model/room.ts';
import type { StepKind } from '#shared/model/step.ts';
import type { Mine } from '#shared/wire/live.ts';
import type { StoredRoom } from '../store/store.ts';
import type { World } from '../world.ts';
import type { RoomStore } from './load.ts';
import type { RoomPeopleParts } from './people.ts';
import type { RoomTargets } from './voting.ts';

/** What a room is made of besides its state. */
export interface RoomParts {
  readonly store: Omit<RoomStore, 'acquire' | 'boardById' | 'seatsOf'>;
  /** What is in notebooks, and how it gets to the board. */
  readonly notes: RoomNotes;
  /** What can be voted on. */
  readonly targets: RoomTargets;
  /** The round is about to leave this step; it is left when this resolves. */
  readonly beforeStep: (left: StepKind) => Promise<void>;
  /** The step or the lock has changed, and everybody is about to be told. */
  readonly onMoment: (moment: Moment) => void;
  readonly onSeat: RoomPeopleParts['onChange'];
  readonly world: Pick<World, 'now' | 'wait' | 'fillRandom'>;
  readonly tell: RoomTells;
  readonly onFault: (error: unknown) => void;
}

export interface RoomNotes {
  /** Saves the room together with what these notebooks hold (all of them, if none are named). */
  reveal(room: StoredRoom, owners?: readonly string[]): Promise<'saved' | 'no-board'>;
  /** Participant ids of those who have something to show, in random order. */
  owners(): Promise<readonly string[]>;
  /** Ideas on the board and in notebooks. */
  count(): Promise<number>;
  /** Somebody has written in their notebook. */
  changed(owner: string): void;
}

/** What the room says, to everybody in it or to one person. */
export interface RoomTells {
  readonly all: (snapshot: RoomSnapshot) => void;
  readonly counts: (counts: Counts) => void;
  readonly one: (participantId: string, mine: Mine) => void;
}
