import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { noteFault } from './fault.ts';
import type { Answers, Batch, Notice, Op } from './sqlite-batch.ts';
import { BoardTables } from './sqlite-boards.ts';
import { DocumentTables } from './sqlite-documents.ts';
import { openDatabase } from './sqlite-open.ts';

/**
 * The thread that owns the database. Every message is a batch and becomes one transaction: one forced write for all of it.
 * Answers leave when that write is on disk.
 */
const port = parentPort;
if (!port) throw new Error('sqlite-worker.ts runs as a worker thread only');

class Executor {
  readonly #db: DatabaseSync;
  readonly #boards: BoardTables;
  readonly #documents: DocumentTables;
  readonly #begin;
  readonly #commit;
  readonly #rollback;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#boards = new BoardTables(db);
    this.#documents = new DocumentTables(db);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
  }

  /** One op that fails must not take the others along: then each gets a transaction of its own. */
  run(batch: Batch): Answers {
    try {
      return this.#transact(batch.ops, batch.bytes);
    } catch {
      return this.#oneByOne(batch);
    }
  }

  close(): void {
    this.#db.close();
  }

  #oneByOne({ ops, bytes }: Batch): Answers {
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

  #transact(ops: readonly Op[], bytes: Uint8Array): unknown[] {
    const answers: unknown[] = [];
    let at = 0;
    this.#begin.run();
    try {
      for (const op of ops) answers.push(this.#do(op, bytes.subarray(at, (at += sizeOf(op)))));
      this.#commit.run();
    } catch (error) {
      this.#documents.forget();
      if (this.#db.isTransaction) this.#rollback.run();
      throw error;
    }
    if (ops.some((op) => op.is === 'removeBoard')) this.#emptyLog();
    return answers;
  }

  #do(op: Op, bytes: Uint8Array): unknown {
    switch (op.is) {
      case 'commit':
        return this.#documents.commit(op, bytes);
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
        this.#documents.forget();
        return this.#boards.removeBoard(op.boardId);
      case 'addSeat':
        return this.#boards.addSeat(op.seat, op.most);
      case 'seatByTokenHash':
        return this.#boards.seatByTokenHash(op.tokenHash);
      case 'seatsOf':
        return this.#boards.seatsOf(op.boardId);
      case 'saveRoom':
        return this.#boards.saveRoom(op.room);
      case 'ping':
        return null;
    }
  }

  /** The log still holds pages from before a removal; they go into the main file, overwritten, and the log is cut to nothing. */
  #emptyLog(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

const sizeOf = (op: Op): number => (op.is === 'commit' || op.is === 'compact' ? op.size : 0);

function start(file: string): void {
  try {
    const executor = new Executor(openDatabase(file));
    port?.on('message', (message: Batch | 'close') => {
      if (message !== 'close') return port.postMessage(executor.run(message));
      executor.close();
      port.close();
    });
    port?.postMessage({ is: 'open' } satisfies Notice);
  } catch (error) {
    port?.postMessage({ is: 'failed', note: noteFault(error) } satisfies Notice);
    port?.close();
  }
}

start((workerData as { file: string }).file);
