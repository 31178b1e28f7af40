import { createContext } from 'svelte';
import type { Counts, RoomSnapshot } from '#shared/model/room.ts';
import type { Seat } from '#shared/model/seat.ts';
import type { Asking } from '#shared/rules/may.ts';
import type { Command, Mine, Restored, Say } from '#shared/wire/live.ts';
import type { Keeping } from '../connection/keep.ts';
import type { Saving } from '../connection/saving.ts';
import type { Writing } from '../connection/writing.ts';
import type { Answer } from '../session/answer.ts';
import type { Deeds } from './deeds.ts';
import type { Notebook } from './notebook.svelte.ts';
import type { People } from './people.ts';
import type { PresenceView } from './presence.svelte.ts';
import type { BoardView } from './view.svelte.ts';

/** What everything on a board page works with. Its values are getters and reactive: read them where you need them. */
export interface BoardContext {
  readonly view: BoardView;
  readonly deeds: Deeds;
  readonly notebook: Notebook;
  /** True while the server cannot read it, because its data is damaged there. */
  readonly notebookDamaged: boolean;
  readonly presence: PresenceView;
  readonly people: People;
  readonly me: Seat;
  readonly asking: Asking;
  readonly room: RoomSnapshot;
  /** How the round is doing, in numbers; null until they come. */
  readonly counts: Counts | null;
  /** What the server tells this person alone. */
  readonly mine: Mine;
  /** Told while this person types, so that a step is not left in the middle of a sentence. */
  readonly writing: Writing;
  /** The server's clock, in milliseconds since 1970. */
  readonly clock: { readonly now: () => number };
  readonly status: Saving;
  /** What this browser keeps by itself. */
  readonly keeping: Keeping;
  /** Grows each time that the server told this person to be too fast. */
  readonly slowed: number;
  /** The version that was restored last while this page was open. */
  readonly restored: Restored | null;
  /** Asks the server for a change of the room; only moderators are heard. */
  readonly command: (command: Command) => Promise<Answer<number>>;
  /** Tells the room what everybody may say. */
  readonly say: (say: Say) => Promise<Answer<number>>;
  /** Reconnects at once, instead of at the next attempt. */
  readonly tryNow: () => void;
  /** Removes the copy of this browser, because the board is gone. */
  readonly forget: () => Promise<void>;
}

export const [useBoard, provideBoard] = createContext<BoardContext>();
