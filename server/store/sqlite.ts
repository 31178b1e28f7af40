import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreFault } from './fault.ts';
import type { Answers, Batch, CommitOp, Notice, Op, Remark, SqliteOptions } from './sqlite-batch.ts';
import { BatchQueue } from './sqlite-queue.ts';
import type * as port from './store.ts';

const CUT =
  'the last write before the stop was cut off and is passed over; it was confirmed to nobody, unless the disk itself lost it';

const notWiped = ({ note }: Remark): string =>
  `what was deleted could not be wiped from the files yet (${note.message}); it is tried again until it works`;

/**
 * Opens the embedded store, creating the file when there is none. Rejects with a `StoreFault` that says why it cannot be
 * used ('corrupt', 'busy', ...); the file then stays as it is. `tell` hears what the operator should know about a file that can be,
 * now and later.
 */
export async function openSqliteStore(
  options: SqliteOptions,
  tell: (remark: string) => void = () => undefined,
): Promise<port.Store> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: options });
  // Its last word and its end may come in one go.
  const ended = once(worker, 'exit');
  const [notice] = (await once(worker, 'message')) as [Notice];
  if (notice.is === 'open') {
    if (notice.log === 'cut') tell(CUT);
    return new SqliteStore(worker, tell);
  }
  await ended;
  throw new StoreFault(notice.note.fault, `${options.file}: ${notice.note.message}`);
}

/** The event loop's side of the embedded store: asks, and lets a thread of its own do what blocks. */
class SqliteStore implements port.Store {
  readonly #worker: Worker;
  readonly #queue: BatchQueue;
  #closing: Promise<void> | null = null;

  constructor(worker: Worker, tell: (remark: string) => void) {
    this.#worker = worker;
    this.#queue = new BatchQueue((batch: Batch) => worker.postMessage(batch));
    worker.on('message', (said: Answers | Remark) => {
      if ('is' in said) tell(notWiped(said));
      else this.#queue.answered(said);
    });
    worker.on('error', (error) =>
      this.#queue.fail(new StoreFault('other', `the store's thread died: ${String(error)}`)),
    );
    worker.on('exit', () => this.#queue.fail(new StoreFault('closed', 'the store is closed')));
  }

  addBoard(board: port.StoredBoard, seats: readonly port.StoredSeat[]): Promise<'added' | 'code-taken'> {
    return this.#ask({ is: 'addBoard', board, seats });
  }

  boardById(boardId: string): Promise<port.StoredBoard | null> {
    return this.#ask({ is: 'boardById', boardId });
  }

  boardByCode(codeKey: string): Promise<port.StoredBoard | null> {
    return this.#ask({ is: 'boardByCode', codeKey });
  }

  removeBoard(boardId: string): Promise<boolean> {
    return this.#ask({ is: 'removeBoard', boardId });
  }

  addSeat(seat: port.StoredSeat, most: number): Promise<'added' | 'full' | 'no-board'> {
    return this.#ask({ is: 'addSeat', seat, most });
  }

  seatByTokenHash(tokenHash: string): Promise<port.StoredSeat | null> {
    return this.#ask({ is: 'seatByTokenHash', tokenHash });
  }

  seatsOf(boardId: string): Promise<readonly port.StoredSeat[]> {
    return this.#ask({ is: 'seatsOf', boardId });
  }

  changeSeat(change: port.SeatChange): ReturnType<port.Store['changeSeat']> {
    return this.#ask({ is: 'changeSeat', change });
  }

  acquire(boardId: string): Promise<number | null> {
    return this.#ask({ is: 'acquire', boardId });
  }

  load({ boardId, name }: port.DocumentName): Promise<port.StoredDocument> {
    return this.#ask({ is: 'load', document: { boardId, name } });
  }

  commit(entry: port.JournalEntry): Promise<'committed' | port.Refused> {
    return this.#ask(commitOp(entry), entry.update);
  }

  commitAll(entries: readonly port.JournalEntry[], room?: port.StoredRoom): Promise<'committed' | port.Refused> {
    const bytes = Buffer.concat(entries.map(({ update }) => update));
    return this.#ask(
      { is: 'commitAll', commits: entries.map(commitOp), room: room ?? null, size: bytes.length },
      bytes,
    );
  }

  documentsOf(boardId: string): Promise<readonly string[]> {
    return this.#ask({ is: 'documentsOf', boardId });
  }

  compact({ boardId, name, epoch, seq, state }: port.Snapshot): Promise<'compacted' | port.Refused> {
    return this.#ask({ is: 'compact', boardId, name, epoch, seq, size: state.length }, state);
  }

  saveRoom(room: port.StoredRoom): Promise<'saved' | 'fenced' | 'no-board'> {
    return this.#ask({ is: 'saveRoom', room });
  }

  saveBallot(ballot: port.StoredBallot): Promise<'saved' | 'fenced' | 'no-board'> {
    return this.#ask({ is: 'saveBallot', ballot });
  }

  ballotsOf(boardId: string): Promise<readonly port.KeptBallot[]> {
    return this.#ask({ is: 'ballotsOf', boardId });
  }

  endVote(room: port.StoredRoom, vote: string): Promise<'saved' | 'fenced' | 'no-board'> {
    return this.#ask({ is: 'endVote', room, vote });
  }

  addVersion({ state, ...version }: port.NewVersion): ReturnType<port.Store['addVersion']> {
    return this.#ask({ is: 'addVersion', version, size: state.length }, state);
  }

  versionsOf(boardId: string): ReturnType<port.Store['versionsOf']> {
    return this.#ask({ is: 'versionsOf', boardId });
  }

  versionAt(boardId: string, n: number): Promise<port.StoredVersion | null> {
    return this.#ask({ is: 'versionAt', boardId, n });
  }

  async ping(): Promise<void> {
    await this.#ask({ is: 'ping' });
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#queue.drain();
    const gone = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await gone;
  }

  /** The worker answers each op with what the port promises for it. */
  #ask<Answer>(op: Op, bytes?: Uint8Array): Promise<Answer> {
    return this.#queue.ask(op, bytes) as Promise<Answer>;
  }
}

const commitOp = ({ boardId, name, epoch, seq, claims, update }: port.JournalEntry): CommitOp => ({
  ...{ is: 'commit', boardId, name, epoch, seq, claims, size: update.length },
});
