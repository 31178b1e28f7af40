import type {
  Claim,
  DocumentName,
  NewVersion,
  SeatChange,
  StoredBallot,
  StoredBoard,
  StoredRoom,
  StoredSeat,
} from './store.ts';
import type { FaultNote } from './fault.ts';

/**
 * What the two threads of the SQLite store say to each other: one message with everything that waited, one with every answer,
 * both in the order of the calls. Bytes of updates and snapshots travel end to end in one buffer of their own: cloning them
 * one by one costs more, and would take along the whole network buffer that an update is often only a view of.
 */
export interface Batch {
  readonly ops: readonly Op[];
  readonly bytes: Uint8Array;
}

export type Op =
  | { readonly is: 'addBoard'; readonly board: StoredBoard; readonly seats: readonly StoredSeat[] }
  | { readonly is: 'boardById'; readonly boardId: string }
  | { readonly is: 'boardByCode'; readonly codeKey: string }
  | { readonly is: 'removeBoard'; readonly boardId: string }
  | { readonly is: 'addSeat'; readonly seat: StoredSeat; readonly most: number }
  | { readonly is: 'seatByTokenHash'; readonly tokenHash: string }
  | { readonly is: 'seatsOf'; readonly boardId: string }
  | { readonly is: 'changeSeat'; readonly change: SeatChange }
  | { readonly is: 'acquire'; readonly boardId: string }
  | { readonly is: 'load'; readonly document: DocumentName }
  | CommitOp
  | CommitAllOp
  | { readonly is: 'documentsOf'; readonly boardId: string }
  | CompactOp
  | { readonly is: 'saveRoom'; readonly room: StoredRoom }
  | { readonly is: 'saveBallot'; readonly ballot: StoredBallot }
  | { readonly is: 'ballotsOf'; readonly boardId: string }
  | { readonly is: 'endVote'; readonly room: StoredRoom; readonly vote: string }
  | AddVersionOp
  | { readonly is: 'versionsOf'; readonly boardId: string }
  | { readonly is: 'versionAt'; readonly boardId: string; readonly n: number }
  | { readonly is: 'ping' };

/** `size` bytes of the batch's buffer belong to it, after those of the ops before. */
export interface CommitOp extends DocumentName {
  readonly is: 'commit';
  readonly epoch: number;
  readonly seq: number;
  readonly claims: readonly Claim[];
  readonly size: number;
}

export interface CommitAllOp {
  readonly is: 'commitAll';
  readonly commits: readonly CommitOp[];
  readonly room: StoredRoom | null;
  /** Of all its commits. */
  readonly size: number;
}

export interface CompactOp extends DocumentName {
  readonly is: 'compact';
  readonly epoch: number;
  readonly seq: number;
  readonly size: number;
}

export interface AddVersionOp {
  readonly is: 'addVersion';
  readonly version: Omit<NewVersion, 'state'>;
  readonly size: number;
}

export type Answers = readonly unknown[];

/** What the worker is started with. */
export interface SqliteOptions {
  readonly file: string;
  /** Milliseconds to wait for a file that another process uses. */
  readonly lockWaitMs?: number;
}

/** What the worker says in between. */
export interface Remark {
  readonly is: 'not-wiped';
  readonly note: FaultNote;
}

/** What the worker says first. */
export type Notice =
  { readonly is: 'open'; readonly log: 'whole' | 'cut' } | { readonly is: 'failed'; readonly note: FaultNote };
