import type { BoardInfo, RoomState } from '#shared/model/room.ts';
import type { Role } from '#shared/model/seat.ts';
import type { Version } from '#shared/model/version.ts';
import type { Ballot } from '#shared/model/vote.ts';

/**
 * The port behind which everything durable lies. What resolves is on disk (`synchronous=FULL`), not before.
 *
 * A document (a board's, or a participant's notebook) is a snapshot plus a journal of updates with gapless sequence
 * numbers from 1. Only a board's owner writes: it acquires an epoch, and every commit is fenced by it, so that a process
 * which lost the board (a frozen owner that wakes up) can write nothing. The embedded store has one owner for ever and
 * a constant epoch; the checks are the same.
 */
export interface Store {
  /** 'code-taken' when another board already has this code (compared by `codeKey`). */
  addBoard(board: StoredBoard, seats: readonly StoredSeat[]): Promise<'added' | 'code-taken'>;
  boardById(boardId: string): Promise<StoredBoard | null>;
  boardByCode(codeKey: string): Promise<StoredBoard | null>;
  /** Removes a board and everything that belongs to it. False when there was none. */
  removeBoard(boardId: string): Promise<boolean>;

  /** 'full' when the board already has `most` seats of that kind: people, screens and stand-ins are each counted by themselves. */
  addSeat(seat: StoredSeat, most: number): Promise<'added' | 'full' | 'no-board'>;
  seatByTokenHash(tokenHash: string): Promise<StoredSeat | null>;
  /** In the order in which people came; those who were removed too, since their ideas stay. */
  seatsOf(boardId: string): Promise<readonly StoredSeat[]>;
  /** Gives somebody another name or role, or ends their seat: its token finds nothing from then on. */
  changeSeat(change: SeatChange): Promise<'changed' | 'no-seat' | Exclude<Refused, 'gap'>>;

  /** Makes the caller the owner of the board and returns its epoch; null when there is no such board. */
  acquire(boardId: string): Promise<number | null>;
  load(document: DocumentName): Promise<StoredDocument>;
  /** Appends one update. Commits that wait together share one transaction; they resolve in the order of the calls. */
  commit(entry: JournalEntry): Promise<'committed' | Refused>;
  /** Appends updates to several documents of one board, and saves its room if one is given: all of it or nothing. */
  commitAll(entries: readonly JournalEntry[], room?: StoredRoom): Promise<'committed' | Refused>;
  /** Names of all documents of a board that were ever written. */
  documentsOf(boardId: string): Promise<readonly string[]>;
  /** Replaces snapshot and journal up to and including `seq` by one snapshot. */
  compact(snapshot: Snapshot): Promise<'compacted' | Refused>;
  saveRoom(room: StoredRoom): Promise<'saved' | 'fenced' | 'no-board'>;

  /** Keeps a ballot in place of the voter's one before; an empty one is no ballot. */
  saveBallot(ballot: StoredBallot): Promise<'saved' | 'fenced' | 'no-board'>;
  /** Of the votes that have not ended, in no order. */
  ballotsOf(boardId: string): Promise<readonly KeptBallot[]>;
  /**
   * Saves the room and deletes the ballots of a vote, both or neither. When it resolves, the files hold no trace of any ballot
   * there was, unless the disk kept that from being wiped: this is tried until it works, and told the operator.
   */
  endVote(room: StoredRoom, vote: string): Promise<'saved' | 'fenced' | 'no-board'>;

  /**
   * Keeps a version of a board and gives its number, one more than the last. Of those kept by themselves the oldest go when
   * there are too many; 'full' when there is no room for one more that somebody named.
   */
  addVersion(version: NewVersion): Promise<number | 'full' | 'fenced' | 'no-board'>;
  /** Oldest first. */
  versionsOf(boardId: string): Promise<readonly Version[]>;
  versionAt(boardId: string, n: number): Promise<StoredVersion | null>;

  /** Resolves when the store works; rejects when it cannot answer, or found no room to write and still finds none. */
  ping(): Promise<void>;
  /** Waits for everything under way, then closes. */
  close(): Promise<void>;
}

/** 'fenced': the epoch is not the board's current one. 'gap': `seq` is not the last one plus 1. */
export type Refused = 'fenced' | 'gap' | 'no-board';

/** `name` is empty for the board itself, a participant id for that person's notebook. */
export interface DocumentName {
  readonly boardId: string;
  readonly name: string;
}

export interface StoredBoard {
  readonly info: BoardInfo;
  /** `info.code` without what people leave out or write differently; unique. */
  readonly codeKey: string;
  readonly retentionDays: number;
  readonly room: RoomState;
  readonly roomVersion: number;
  /** Grows when content was deleted for good, so that older copies are recognised. Starts with 1. */
  readonly generation: number;
}

export interface StoredSeat {
  readonly participantId: string;
  readonly boardId: string;
  readonly role: Role;
  readonly sector: string;
  readonly name?: string;
  readonly organisation?: string;
  /** Somebody without a device; no token gives this seat. */
  readonly standIn?: true;
  /** When a moderator removed them; milliseconds since 1970. */
  readonly removedAt?: number;
  /** SHA-256 of the bearer token, hex. The token itself is stored nowhere. */
  readonly tokenHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What becomes of a seat. One that was removed does not change any more. */
export interface SeatChange {
  readonly boardId: string;
  readonly epoch: number;
  readonly participantId: string;
  readonly change: { readonly name: string } | { readonly role: Role } | { readonly removedAt: number };
}

/** Which participant first used a Yjs client id. */
export type Claim = readonly [clientId: number, participantId: string];

export interface JournalEntry extends DocumentName {
  readonly epoch: number;
  readonly seq: number;
  readonly update: Uint8Array;
  /** Client ids claimed by this update. */
  readonly claims: readonly Claim[];
}

export interface Snapshot extends DocumentName {
  readonly epoch: number;
  readonly seq: number;
  readonly state: Uint8Array;
}

export interface StoredDocument {
  /** Sequence number of the last update, in snapshot or journal; 0 for an untouched document. */
  readonly seq: number;
  readonly snapshot: Uint8Array | null;
  /** The updates after the snapshot, oldest first. */
  readonly updates: readonly Uint8Array[];
  readonly claims: readonly Claim[];
}

export interface StoredRoom {
  readonly boardId: string;
  readonly epoch: number;
  readonly version: number;
  readonly room: RoomState;
}

export interface KeptBallot {
  readonly vote: string;
  /** Participant id; maybe of a stand-in. */
  readonly voter: string;
  /** Who entered it: the voter, or the moderator who voted for a stand-in. */
  readonly by: string;
  readonly ballot: Ballot;
}

export interface StoredBallot extends KeptBallot {
  readonly boardId: string;
  readonly epoch: number;
}

/** A version of a board; `state` is what it holds, in bytes that the store does not read. */
export interface StoredVersion extends Version {
  readonly state: Uint8Array;
}

export interface NewVersion extends Omit<StoredVersion, 'n'> {
  readonly boardId: string;
  readonly epoch: number;
}
