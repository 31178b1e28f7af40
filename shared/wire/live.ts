import type { RoomSnapshot } from '../model/room.ts';
import type { Seat } from '../model/seat.ts';
import type { Problem } from './problem.ts';

/** Commands that change the room. `ifVersion` makes one fail with `older-version` when the room has moved on meanwhile. */
export type Command =
  | { readonly is: 'go-to-step'; readonly step: number; readonly ifVersion?: number }
  | { readonly is: 'set-door'; readonly door: 'open' | 'closed' }
  | { readonly is: 'set-lock'; readonly locked: boolean };

export type Acknowledgement =
  { readonly ok: true; readonly version: number } | { readonly ok: false; readonly problem: Problem };

/** What the server says. A full snapshot comes on every connect, whatever was recovered, and after every change. */
export interface ServerEvents {
  room: (snapshot: RoomSnapshot) => void;
  /** Once per connection, before the first `room`. */
  seated: (you: Seat) => void;
  /** The server goes down for a moment; come back after the given milliseconds. */
  restarting: (inMs: number) => void;
  /** You write faster than anybody can: for so many milliseconds nothing more of it is read. Nothing gets lost. */
  slowed: (forMs: number) => void;
}

export interface ClientEvents {
  command: (command: Command, acknowledge: (answer: Acknowledgement) => void) => void;
}

/** What a connection sends in its handshake; `board` stands in the query so that a balancer can route by it. */
export interface LiveHandshake {
  readonly token: string;
  readonly locale?: 'de' | 'en';
}
