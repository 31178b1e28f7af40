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
