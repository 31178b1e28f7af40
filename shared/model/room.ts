import type { RosterEntry } from './seat.ts';
import type { Agenda, StepKind } from './step.ts';
import type { Sector } from './sector.ts';

/** What was fixed when the board was created. Kept by the server, shown to everybody at the table. */
export interface BoardInfo {
  readonly id: string;
  /** How people say it: `KUPFER-LAMPE-42`. */
  readonly code: string;
  readonly title: string;
  readonly question?: string;
  readonly sectors: readonly Sector[];
  readonly anonymous: boolean;
  readonly locale: 'de' | 'en';
  readonly createdAt: number;
  /** Milliseconds since 1970; the board is deleted then. */
  readonly deleteAt: number;
}

/** What one referee decides. It lives on the server and changes only by commands; every change gives it a new version. */
export interface RoomState {
  readonly agenda: Agenda;
  /** Index into the agenda. */
  readonly current: number;
  readonly door: 'open' | 'closed';
  /** A locked board takes no participant's edits. */
  readonly locked: boolean;
}

/** The full picture that every connection gets when it comes and whenever something changed. */
export interface RoomSnapshot extends RoomState {
  /** Grows by one with every change of room or roster; a client ignores what is not newer than what it has. */
  readonly version: number;
  /** Of the board document: a copy of an older one holds what was deleted for good. */
  readonly generation: number;
  readonly board: BoardInfo;
  readonly roster: readonly RosterEntry[];
}

/** What the room says that the rules want to know. */
export interface Moment {
  readonly step: StepKind;
  /** Ideas are collected in notebooks. */
  readonly silent: boolean;
  /** A locked board takes no participant's edits. */
  readonly locked: boolean;
  /** Nobody may learn who wrote what. */
  readonly anonymous: boolean;
}

export const momentIn = (room: RoomState, { anonymous }: Pick<BoardInfo, 'anonymous'>): Moment => ({
  step: currentStep(room),
  silent: room.agenda[room.current]?.silent === true,
  locked: room.locked,
  anonymous,
});

export const currentStep = (room: Pick<RoomState, 'agenda' | 'current'>): StepKind =>
  room.agenda[room.current]?.kind ?? 'open';
