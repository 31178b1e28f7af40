import type { RosterEntry, Seat } from './seat.ts';
import type { Agenda, StepKind } from './step.ts';
import type { Sector } from './sector.ts';
import { IDLE, type Timer } from './timer.ts';
import type { Vote } from './vote.ts';

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

/** What a screen shows. */
export type Shown =
  /** What belongs to the step. */
  | { readonly is: 'step' }
  | { readonly is: 'join' }
  | { readonly is: 'wall' }
  | { readonly is: 'cluster'; readonly id: string }
  | { readonly is: 'idea'; readonly id: string }
  | { readonly is: 'vote' }
  | { readonly is: 'result'; readonly id: string }
  | { readonly is: 'actions' };

/** A step that is about to be left, while people finish their sentences. */
export interface Leaving {
  /** Index into the agenda. */
  readonly to: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What one referee decides. It lives on the server and changes only by commands; every change gives it a new version. */
export interface RoomState {
  readonly agenda: Agenda;
  /** Index into the agenda. */
  readonly current: number;
  readonly door: 'open' | 'closed';
  /** A locked board takes no participant's edits. */
  readonly locked: boolean;
  /** Whether cards say who wrote them, where that is known. */
  readonly names: boolean;
  readonly timer: Timer;
  readonly leaving: Leaving | null;
  readonly shown: Shown;
  /** Oldest first; at most one is open. */
  readonly votes: readonly Vote[];
  /** Participant ids of those who raised their hand, who was first comes first. */
  readonly hands: readonly string[];
  /** Participant ids of those who are done with this step. */
  readonly done: readonly string[];
  readonly revealing: Revealing | null;
}

/** Notebooks that are opened one by one. */
export interface Revealing {
  /** Participant ids of those whose turn will come, in that order. */
  readonly order: readonly string[];
  /** Whose ideas came last. */
  readonly now: string | null;
}

/** Of every board when it is made. */
export const NEW_ROOM: Omit<RoomState, 'agenda'> = {
  current: 0,
  door: 'open',
  locked: false,
  names: true,
  timer: IDLE,
  leaving: null,
  shown: { is: 'step' },
  votes: [],
  hands: [],
  done: [],
  revealing: null,
};

/** The full picture that every connection gets when it comes and whenever something changed. */
export interface RoomSnapshot extends Omit<RoomState, 'done' | 'revealing'> {
  /** Grows by one with every change of room or roster; a client ignores what is not newer than what it has. */
  readonly version: number;
  /** Of the board document: a copy of an older one holds what was deleted for good. */
  readonly generation: number;
  readonly board: BoardInfo;
  readonly roster: readonly RosterEntry[];
  /** Who was removed; their ideas stay, and who wrote them is still known. */
  readonly former: readonly Seat[];
  /** How many are done with this step; who is nobody's business. */
  readonly done: number;
  readonly revealing: { readonly left: number; readonly now: string | null } | null;
}

/** What the round does just now, in numbers: nothing in it tells who. */
export interface Counts {
  /** Ideas on the board and in all notebooks. */
  readonly ideas: number;
  /** People who are writing at this moment. */
  readonly writing: number;
  /** People who have put at least one dot in the open vote, stand-ins not counted. */
  readonly voted: number;
  /** Stand-ins for whom somebody has. */
  readonly standInsVoted: number;
  /** People who could vote, stand-ins not counted. */
  readonly eligible: number;
}

/** What the room says that the rules want to know. */
export interface Moment {
  readonly step: StepKind;
  /** Ideas are collected in notebooks, or still being read out of them. */
  readonly silent: boolean;
  /** A locked board takes no participant's edits. */
  readonly locked: boolean;
  /** Nobody may learn who wrote what. */
  readonly anonymous: boolean;
  /** Ideas that one person may put on the board in this step; null: as many as they like. */
  readonly most: number | null;
}

type Told = Pick<RoomState, 'agenda' | 'current' | 'locked'> & { readonly revealing: object | null };

export function momentIn(room: Told, { anonymous }: Pick<BoardInfo, 'anonymous'>): Moment {
  const step = room.agenda[room.current];
  const collects = step?.kind === 'collect' ? step : null;
  // While notebooks are being opened, what was agreed for writing in them still holds.
  const most = collects?.most ?? (room.revealing === null ? null : limitBefore(room));
  return {
    step: step?.kind ?? 'open',
    silent: collects?.silent === true || room.revealing !== null,
    locked: room.locked,
    anonymous,
    most,
  };
}

export const isSameMoment = (a: Moment, b: Moment): boolean =>
  a.step === b.step && a.silent === b.silent && a.locked === b.locked && a.most === b.most;

/** The limit of the silent step out of which the round has come. */
function limitBefore({ agenda, current }: Pick<RoomState, 'agenda' | 'current'>): number | null {
  const last = agenda.slice(0, current).findLast((step) => step.kind === 'collect' && step.silent === true);
  return last?.kind === 'collect' ? (last.most ?? null) : null;
}

export const currentStep = (room: Pick<RoomState, 'agenda' | 'current'>): StepKind =>
  room.agenda[room.current]?.kind ?? 'open';
