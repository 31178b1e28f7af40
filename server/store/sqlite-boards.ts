import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { StoreFault } from './fault.ts';
import type { SeatChange, StoredBoard, StoredRoom, StoredSeat } from './store.ts';

type Row = Record<string, SQLOutputValue>;

/** Boards, rooms and seats in SQLite. Every verb checks before it writes, so that a refusal leaves nothing behind. */
export class BoardTables {
  readonly #sql;

  constructor(db: DatabaseSync) {
    this.#sql = prepare(db);
  }

  addBoard(board: StoredBoard, seats: readonly StoredSeat[]): 'added' | 'code-taken' {
    if (this.#sql.boardByCode.get(board.codeKey)) return 'code-taken';
    const { info, codeKey, retentionDays, room, roomVersion, generation } = board;
    this.#sql.addBoard.run(
      info.id,
      codeKey,
      JSON.stringify(info),
      retentionDays,
      JSON.stringify(room),
      roomVersion,
      generation,
    );
    for (const seat of seats) this.#insertSeat(seat);
    return 'added';
  }

  boardById(boardId: string): StoredBoard | null {
    return toBoard(this.#sql.boardById.get(boardId));
  }

  boardByCode(codeKey: string): StoredBoard | null {
    return toBoard(this.#sql.boardByCode.get(codeKey));
  }

  /** Seats, documents, journal, snapshots and claims go with it (foreign keys and a trigger). */
  removeBoard(boardId: string): boolean {
    return this.#sql.removeBoard.run(boardId).changes === 1;
  }

  /** null when there is no such board. */
  epochOf(boardId: string): number | null {
    return (this.#sql.epochOf.get(boardId)?.['epoch'] as number | undefined) ?? null;
  }

  /** Null when whoever has this epoch may write. */
  refusedAt(boardId: string, epoch: number): 'fenced' | 'no-board' | null {
    const current = this.epochOf(boardId);
    if (current === null) return 'no-board';
    return current === epoch ? null : 'fenced';
  }

  addSeat(seat: StoredSeat, most: number): 'added' | 'full' | 'no-board' {
    if (this.epochOf(seat.boardId) === null) return 'no-board';
    const { seats } = this.#sql.countAlike.get(seat.boardId, seat.role, seat.standIn ? 1 : 0) ?? {};
    if ((seats as number) >= most) return 'full';
    this.#insertSeat(seat);
    return 'added';
  }

  seatByTokenHash(tokenHash: string): StoredSeat | null {
    const row = this.#sql.seatByTokenHash.get(tokenHash);
    return row ? toSeat(row) : null;
  }

  seatsOf(boardId: string): StoredSeat[] {
    return this.#sql.seatsOf.all(boardId).map(toSeat);
  }

  changeSeat({ boardId, epoch, participantId, change }: SeatChange): 'changed' | 'no-seat' | 'fenced' | 'no-board' {
    const refused = this.refusedAt(boardId, epoch);
    if (refused !== null) return refused;
    return this.#change(change, [boardId, participantId]).changes === 1 ? 'changed' : 'no-seat';
  }

  saveRoom({ boardId, epoch, version, room }: StoredRoom): 'saved' | 'fenced' | 'no-board' {
    const refused = this.refusedAt(boardId, epoch);
    if (refused !== null) return refused;
    this.#sql.saveRoom.run(JSON.stringify(room), version, boardId);
    return 'saved';
  }

  #change(change: SeatChange['change'], whose: readonly [boardId: string, participantId: string]) {
    if ('name' in change) return this.#sql.renameSeat.run(change.name, ...whose);
    if ('role' in change) return this.#sql.giveRole.run(change.role, ...whose);
    return this.#sql.endSeat.run(change.removedAt, ...whose);
  }

  #insertSeat(seat: StoredSeat): void {
    const { participantId, boardId, role, sector, name, organisation, standIn, tokenHash, createdAt, expiresAt } = seat;
    this.#sql.addSeat.run(
      participantId,
      boardId,
      role,
      sector,
      name ?? null,
      organisation ?? null,
      standIn ? 1 : null,
      tokenHash,
      createdAt,
      expiresAt,
    );
  }
}

const STILL_THERE = 'WHERE board_id = ? AND participant_id = ? AND removed_at IS NULL';

function prepare(db: DatabaseSync) {
  return {
    addBoard: db.prepare(
      `INSERT INTO boards (id, code_key, info, retention_days, room, room_version, generation) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    boardById: db.prepare('SELECT * FROM boards WHERE id = ?'),
    boardByCode: db.prepare('SELECT * FROM boards WHERE code_key = ?'),
    removeBoard: db.prepare('DELETE FROM boards WHERE id = ?'),
    epochOf: db.prepare('SELECT epoch FROM boards WHERE id = ?'),
    countAlike: db.prepare(
      `SELECT count(*) AS seats FROM seats
       WHERE board_id = ? AND (role = 'screen') = (? = 'screen') AND coalesce(stand_in, 0) = ?`,
    ),
    addSeat: db.prepare(
      `INSERT INTO seats (participant_id, board_id, role, sector, name, organisation, stand_in, token_hash, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    renameSeat: db.prepare(`UPDATE seats SET name = ? ${STILL_THERE}`),
    giveRole: db.prepare(`UPDATE seats SET role = ? ${STILL_THERE}`),
    // No token has a hash like that.
    endSeat: db.prepare(`UPDATE seats SET removed_at = ?, token_hash = 'removed:' || participant_id ${STILL_THERE}`),
    seatByTokenHash: db.prepare('SELECT * FROM seats WHERE token_hash = ?'),
    seatsOf: db.prepare('SELECT * FROM seats WHERE board_id = ? ORDER BY came'),
    saveRoom: db.prepare('UPDATE boards SET room = ?, room_version = ? WHERE id = ?'),
  };
}

function toBoard(row: Row | undefined): StoredBoard | null {
  if (!row) return null;
  return {
    info: parsed(row, 'info'),
    codeKey: row['code_key'] as string,
    retentionDays: row['retention_days'] as number,
    room: parsed(row, 'room'),
    roomVersion: row['room_version'] as number,
    generation: row['generation'] as number,
  };
}

function parsed<Column extends 'info' | 'room'>(row: Row, column: Column): StoredBoard[Column] {
  try {
    return JSON.parse(row[column] as string) as StoredBoard[Column];
  } catch {
    throw new StoreFault('corrupt', `the ${column} of board ${String(row['id'])} is not what was written`);
  }
}

function toSeat(row: Row): StoredSeat {
  const { name, organisation, removed_at: removedAt } = row;
  return {
    participantId: row['participant_id'] as string,
    boardId: row['board_id'] as string,
    role: row['role'] as StoredSeat['role'],
    sector: row['sector'] as string,
    ...(name === null ? {} : { name: name as string }),
    ...(organisation === null ? {} : { organisation: organisation as string }),
    ...(row['stand_in'] === 1 ? { standIn: true } : {}),
    ...(removedAt === null ? {} : { removedAt: removedAt as number }),
    tokenHash: row['token_hash'] as string,
    createdAt: row['created_at'] as number,
    expiresAt: row['expires_at'] as number,
  };
}
