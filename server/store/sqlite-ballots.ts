import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Ballot } from '#shared/model/vote.ts';
import { StoreFault } from './fault.ts';
import type { KeptBallot, StoredBallot } from './store.ts';

type Row = Record<string, SQLOutputValue>;

/** Ballots of open votes in SQLite. */
export class BallotTable {
  readonly #sql;

  constructor(db: DatabaseSync) {
    this.#sql = prepare(db);
  }

  save(ballot: StoredBallot): void {
    if (Object.keys(ballot.ballot).length > 0) this.#insert(ballot);
    else this.#sql.drop.run(ballot.boardId, ballot.vote, ballot.voter);
  }

  of(boardId: string): KeptBallot[] {
    return this.#sql.ofBoard.all(boardId).map(toBallot);
  }

  /**
   * Deletes the ballots of one vote for good. A row that is deleted by itself may have left copies in the unused parts of its
   * neighbours' pages, so the table is emptied, for which SQLite overwrites whole pages, and gets back what stays: the
   * ballots of all other open votes, which are few.
   */
  forget(boardId: string, vote: string): void {
    const kept = this.#sql.others.all(boardId, vote);
    this.#sql.empty.run();
    for (const row of kept) this.#insert({ ...toBallot(row), boardId: row['board_id'] as string });
  }

  #insert({ boardId, vote, voter, by, ballot }: Omit<StoredBallot, 'epoch'>): void {
    this.#sql.save.run(boardId, vote, voter, by, JSON.stringify(ballot));
  }
}

function prepare(db: DatabaseSync) {
  return {
    save: db.prepare(
      `INSERT INTO ballots (board_id, vote, voter, entered_by, dots) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET entered_by = excluded.entered_by, dots = excluded.dots`,
    ),
    drop: db.prepare('DELETE FROM ballots WHERE board_id = ? AND vote = ? AND voter = ?'),
    ofBoard: db.prepare('SELECT * FROM ballots WHERE board_id = ?'),
    others: db.prepare('SELECT * FROM ballots WHERE NOT (board_id = ? AND vote = ?)'),
    empty: db.prepare('DELETE FROM ballots'),
  };
}

const toBallot = (row: Row): KeptBallot => ({
  vote: row['vote'] as string,
  voter: row['voter'] as string,
  by: row['entered_by'] as string,
  ballot: readDots(row),
});

function readDots(row: Row): Ballot {
  try {
    return JSON.parse(row['dots'] as string) as Ballot;
  } catch {
    throw new StoreFault('corrupt', `a ballot of board ${String(row['board_id'])} is not what was written`);
  }
}
