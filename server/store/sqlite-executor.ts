import type { DatabaseSync } from 'node:sqlite';
import { isFaultNote, noteFault, type FaultNote } from './fault.ts';
import type { AddVersionOp, Answers, Batch, CommitAllOp, Op } from './sqlite-batch.ts';
import { BallotTable } from './sqlite-ballots.ts';
import { BoardTables } from './sqlite-boards.ts';
import { DocumentTables } from './sqlite-documents.ts';
import { tryWriting } from './sqlite-trial.ts';
import { VersionTable } from './sqlite-versions.ts';
import { finishWipe, isWipeDue, noteLogWipe, noteWipe } from './sqlite-wipe.ts';
import type { Refused, StoredBallot, StoredRoom } from './store.ts';

/** Runs batches: every op of a batch in its order, all in one transaction, so that one forced write serves them all. */
export class Executor {
  readonly #db: DatabaseSync;
  readonly #boards: BoardTables;
  readonly #documents: DocumentTables;
  readonly #ballots: BallotTable;
  readonly #versions: VersionTable;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  /** A write found no room on the disk, and no trial has succeeded since. */
  #isFull = false;
  #owesWipe: boolean;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#boards = new BoardTables(db);
    this.#documents = new DocumentTables(db);
    this.#ballots = new BallotTable(db);
    this.#versions = new VersionTable(db);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#owesWipe = isWipeDue(db);
  }

  /** What was deleted may have left traces in the files, since wiping them did not work. */
  get owesWipe(): boolean {
    return this.#owesWipe;
  }

  /** One op that fails must not take the others along: then each gets a transaction of its own. */
  run({ ops, bytes }: Batch): Answers {
    const answers = this.#together(ops, bytes) ?? this.#oneByOne(ops, bytes);
    if (ops.some(leavesTraces)) return this.#wiped(ops, answers);
    return this.#isFull && ops.some(isPing) ? this.#tryRoom(ops, answers) : answers;
  }

  close(): void {
    this.#db.close();
  }

  #together(ops: readonly Op[], bytes: Uint8Array): Answers | null {
    try {
      return this.#transact(ops, bytes);
    } catch {
      return null;
    }
  }

  #oneByOne(ops: readonly Op[], bytes: Uint8Array): Answers {
    let at = 0;
    return ops.map((op) => {
      const own = bytes.subarray(at, (at += sizeOf(op)));
      try {
        return this.#transact([op], own)[0];
      } catch (error) {
        return noteFault(error);
      }
    });
  }

  #transact(ops: readonly Op[], bytes: Uint8Array): Answers {
    const answers: unknown[] = [];
    let at = 0;
    this.#begin.run();
    try {
      for (const op of ops) answers.push(this.#do(op, bytes.subarray(at, (at += sizeOf(op)))));
      this.#commit.run();
    } catch (error) {
      this.#documents.forget();
      if (this.#db.isTransaction) this.#rollback.run();
      if (noteFault(error).fault === 'disk-full') this.#isFull = true;
      throw error;
    }
    return answers;
  }

  #do(op: Op, bytes: Uint8Array): unknown {
    switch (op.is) {
      case 'commit':
        return this.#documents.commit(op, bytes);
      case 'commitAll':
        return this.#commitAll(op, bytes);
      case 'documentsOf':
        return this.#documents.namesOf(op.boardId);
      case 'compact':
        return this.#documents.compact(op, bytes);
      case 'load':
        return this.#documents.load(op.document);
      case 'acquire':
        return this.#boards.epochOf(op.boardId);
      case 'addBoard':
        return this.#boards.addBoard(op.board, op.seats);
      case 'boardById':
        return this.#boards.boardById(op.boardId);
      case 'boardByCode':
        return this.#boards.boardByCode(op.codeKey);
      case 'removeBoard':
        return this.#removeBoard(op.boardId);
      case 'addSeat':
        return this.#boards.addSeat(op.seat, op.most);
      case 'seatByTokenHash':
        return this.#boards.seatByTokenHash(op.tokenHash);
      case 'seatsOf':
        return this.#boards.seatsOf(op.boardId);
      case 'changeSeat':
        return this.#boards.changeSeat(op.change);
      case 'saveRoom':
        return this.#boards.saveRoom(op.room);
      case 'saveBallot':
        return this.#saveBallot(op.ballot);
      case 'ballotsOf':
        return this.#ballots.of(op.boardId);
      case 'endVote':
        return this.#endVote(op.room, op.vote);
      case 'addVersion':
        return this.#addVersion(op.version, bytes);
      case 'versionsOf':
        return this.#versions.of(op.boardId);
      case 'versionAt':
        return this.#versions.at(op.boardId, op.n);
      case 'ping':
        return null;
    }
  }

  /** Within the batch's transaction, so what was written before a refusal goes back to here. */
  #commitAll({ commits, room }: CommitAllOp, bytes: Uint8Array): 'committed' | Refused {
    this.#db.exec('SAVEPOINT together');
    let at = 0;
    let done: 'committed' | Refused = 'committed';
    for (const commit of commits) {
      if (done === 'committed') done = this.#documents.commit(commit, bytes.subarray(at, (at += commit.size)));
    }
    if (done === 'committed' && room !== null) {
      const saved = this.#boards.saveRoom(room);
      if (saved !== 'saved') done = saved;
    }
    if (done !== 'committed') {
      this.#db.exec('ROLLBACK TO together');
      this.#documents.forget();
    }
    this.#db.exec('RELEASE together');
    return done;
  }

  #saveBallot(ballot: StoredBallot): 'saved' | 'fenced' | 'no-board' {
    const refused = this.#boards.refusedAt(ballot.boardId, ballot.epoch);
    if (refused !== null) return refused;
    this.#ballots.save(ballot);
    return 'saved';
  }

  #addVersion(version: AddVersionOp['version'], state: Uint8Array): number | 'full' | 'fenced' | 'no-board' {
    return this.#boards.refusedAt(version.boardId, version.epoch) ?? this.#versions.add(version, state);
  }

  #endVote(room: StoredRoom, vote: string): 'saved' | 'fenced' | 'no-board' {
    const saved = this.#boards.saveRoom(room);
    if (saved !== 'saved') return saved;
    this.#ballots.forget(room.boardId, vote);
    noteLogWipe(this.#db);
    return saved;
  }

  #removeBoard(boardId: string): boolean {
    this.#documents.forget();
    const removed = this.#boards.removeBoard(boardId);
    if (removed) noteWipe(this.#db);
    return removed;
  }

  /** Wipes what is due; gives what kept it from that. */
  wipe(): FaultNote | null {
    try {
      finishWipe(this.#db);
      this.#owesWipe = false;
      return null;
    } catch (error) {
      this.#owesWipe = true;
      return noteFault(error);
    }
  }

  /**
   * The removal of a board that left traces is answered by the fault: whoever asked may ask again. The end of a vote is not:
   * it is on disk, and a room that took it for undone would go on with a vote whose ballots are gone.
   */
  #wiped(ops: readonly Op[], answers: Answers): Answers {
    const fault = this.wipe();
    if (fault === null) return answers;
    return answers.map((answer, at) => (isRemoval(ops[at]) && !isFaultNote(answer) ? fault : answer));
  }

  /** Whoever asks whether the store works learns that it can write again, or that it still cannot. */
  #tryRoom(ops: readonly Op[], answers: Answers): Answers {
    try {
      tryWriting(this.#db);
      this.#isFull = false;
      return answers;
    } catch (error) {
      return answers.map((answer, at) => (isPing(ops[at]) ? noteFault(error) : answer));
    }
  }
}

const isPing = (op: Op | undefined): boolean => op?.is === 'ping';
const isRemoval = (op: Op | undefined): boolean => op?.is === 'removeBoard';
const leavesTraces = (op: Op | undefined): boolean => isRemoval(op) || op?.is === 'endVote';

const sizeOf = (op: Op): number => ('size' in op ? op.size : 0);
