import type { Counts, RoomSnapshot, Shown } from '../model/room.ts';
import type { Seat } from '../model/seat.ts';
import type { Agenda } from '../model/step.ts';
import type { TimerDeed } from '../model/timer.ts';
import type { Ballot, VoteRules } from '../model/vote.ts';
import type { Problem } from './problem.ts';

/** What moderators order. `ifVersion` makes a command fail with `older-version` when the room has moved on meanwhile. */
export type Order =
  /** While people are writing, the step is left only when they have finished their sentence, or `now`. */
  | { readonly is: 'go-to-step'; readonly step: number; readonly now?: true; readonly ifVersion?: number }
  /** Thinks better of leaving the step. */
  | { readonly is: 'stay' }
  /** `current` is where the round stands in the new agenda: the same kind of step as before. */
  | { readonly is: 'set-agenda'; readonly agenda: Agenda; readonly current: number; readonly ifVersion?: number }
  | { readonly is: 'set-door'; readonly door: 'open' | 'closed' }
  | { readonly is: 'set-lock'; readonly locked: boolean }
  | { readonly is: 'set-names'; readonly names: boolean }
  | { readonly is: 'show'; readonly shown: Shown }
  | { readonly is: 'time'; readonly timer: TimerDeed }
  /** Opens the next notebook, or all that are left. */
  | { readonly is: 'reveal'; readonly whose: 'next' | 'all' }
  | ({ readonly is: 'open-vote'; readonly name: string } & VoteRules)
  /** Counts, publishes the tally, and forgets who chose what. */
  | { readonly is: 'close-vote'; readonly vote: string }
  /** Ends an open vote without a result, or takes a result off the board. */
  | { readonly is: 'drop-vote'; readonly vote: string }
  | { readonly is: 'lower-hand'; readonly participant: string }
  | { readonly is: 'rename'; readonly participant: string; readonly name: string }
  | { readonly is: 'set-role'; readonly participant: string; readonly role: 'participant' | 'moderator' }
  /** Their ideas stay, their seat does not. */
  | { readonly is: 'remove'; readonly participant: string }
  | { readonly is: 'add-stand-in'; readonly name: string; readonly sector: string };

/** What everybody at the table may say. */
export type Say =
  | { readonly is: 'done'; readonly done: boolean }
  | { readonly is: 'hand'; readonly up: boolean }
  /** Leads on when no moderator has been at the table for a minute. */
  | { readonly is: 'take-over' }
  /** The whole ballot each time, so that saying it twice changes nothing. `by` is the stand-in for whom a moderator votes. */
  | { readonly is: 'cast'; readonly vote: string; readonly ballot: Ballot; readonly by?: string };

export type Command = Order | Say;

const SAYS: readonly Command['is'][] = ['done', 'hand', 'take-over', 'cast'];
/** Everybody may say it; one's own name is one's own too. */
export const isSay = (command: Command, by: string): boolean =>
  SAYS.includes(command.is) || (command.is === 'rename' && command.participant === by);

/** What only one person gets to know. */
export interface Mine {
  readonly done: boolean;
  /** One's own ballot in the open vote, and those of the stand-ins that one has entered, by participant id. */
  readonly ballots: Readonly<Record<string, Ballot>>;
}

export type Acknowledgement =
  { readonly ok: true; readonly version: number } | { readonly ok: false; readonly problem: Problem };

/** That a version was restored. */
export interface Restored {
  /** When the version was kept; milliseconds since 1970. */
  readonly at: number;
  /** Participant id of the moderator. */
  readonly by: string;
}

/** What the server says. A full snapshot comes on every connect, whatever was recovered, and after every change. */
export interface ServerEvents {
  room: (snapshot: RoomSnapshot) => void;
  /** After every `room` that comes first on a connection, and whenever they change, once a second at most. */
  counts: (counts: Counts) => void;
  /** Likewise, to every connection of one person. */
  mine: (mine: Mine) => void;
  /** Once per connection, before the first `room`. */
  seated: (you: Seat) => void;
  /** A moderator led the board back to an earlier version; what was written since has stayed. */
  restored: (restored: Restored) => void;
  /** The server goes down for a moment; come back after the given milliseconds. */
  restarting: (inMs: number) => void;
  /** Frames of the y-websocket protocol, for a document that is open on this connection. */
  'sync-frames': (document: string, frames: readonly string[]) => void;
  /** The document is closed, with the code that a WebSocket would have got. */
  'sync-close': (document: string, code: number) => void;
  /** You write faster than anybody can: for so many milliseconds nothing more of it is read. Nothing gets lost. */
  slowed: (forMs: number) => void;
}

/**
 * The events that begin with `sync-` carry documents where a proxy refuses WebSocket. `document` is '' for the board's own,
 * and a participant id for that person's notebook. Frames are base64: over long polling Socket.IO sends binary as base64 too,
 * but in a packet of its own, and hence a round trip later.
 */
export interface ClientEvents {
  command: (command: Command, acknowledge: (answer: Acknowledgement) => void) => void;
  /** Whether this person is in the middle of a sentence; said again while it lasts, or it is forgotten after 10 s. */
  writing: (writing: boolean) => void;
  /** The server's clock, in milliseconds since 1970. */
  clock: (answer: (now: number) => void) => void;
  /**
   * Opens a document, and leaves one of that name that was open. `generation` is that of the copy held, null without one.
   * The answer is null, and then frames come, or the code with which a WebSocket would have been closed.
   */
  'sync-open': (document: string, generation: number | null, answer: (refused: number | null) => void) => void;
  'sync-frames': (document: string, frames: readonly string[]) => void;
  /** Leaves a document. */
  'sync-close': (document: string) => void;
}

/** What a connection sends in its handshake; `board` stands in the query so that a balancer can route by it. */
export interface LiveHandshake {
  readonly token: string;
  readonly locale?: 'de' | 'en';
}
