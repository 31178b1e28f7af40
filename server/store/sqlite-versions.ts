import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { BOARD_NAMED_VERSIONS_MAX, BOARD_VERSIONS_BYTES_MAX, BOARD_VERSIONS_MAX } from '#shared/model/limits.ts';
import type { Version, VersionWhy } from '#shared/model/version.ts';
import { checksumOf, verified } from './checksum.ts';
import { StoreFault } from './fault.ts';
import type { NewVersion, StoredVersion } from './store.ts';

type Row = Record<string, SQLOutputValue>;

/** Versions of boards in SQLite. */
export class VersionTable {
  readonly #sql;

  constructor(db: DatabaseSync) {
    this.#sql = prepare(db);
  }

  add({ boardId, at, why, ideas }: Omit<NewVersion, 'state'>, state: Uint8Array): number | 'full' {
    const named = why.is === 'hand' ? 1 : 0;
    const alike = this.#sql.alike.all(boardId, named) as unknown as readonly Kept[];
    const outdated = beyondLimits([{ n: 0, size: state.length }, ...alike], named === 1);
    if (named === 1 && outdated.length > 0) return 'full';
    for (const { n } of outdated) this.#sql.drop.run(boardId, n);
    const n = (this.#sql.last.get(boardId)?.['n'] as number) + 1;
    this.#sql.add.run(boardId, n, at, JSON.stringify(why), named, ideas, state, checksumOf(state));
    return n;
  }

  of(boardId: string): Version[] {
    return this.#sql.ofBoard.all(boardId).map((row) => toVersion(row, boardId));
  }

  at(boardId: string, n: number): StoredVersion | null {
    const row = this.#sql.at.get(boardId, n);
    if (row === undefined) return null;
    const what = `version ${n} of board ${boardId}`;
    const state = verified(row['state'] as Uint8Array, row['checksum'] as number, what);
    return { ...toVersion(row, boardId), state };
  }
}

interface Kept {
  readonly n: number;
  readonly size: number;
}

/** Those that are too many beside the newest, in number or in bytes; all come with the newest first. */
function beyondLimits([newest, ...others]: readonly Kept[], isNamed: boolean): readonly Kept[] {
  const most = isNamed ? BOARD_NAMED_VERSIONS_MAX : BOARD_VERSIONS_MAX;
  let bytes = newest?.size ?? 0;
  return others.filter(({ size }, index) => index + 1 >= most || (bytes += size) > BOARD_VERSIONS_BYTES_MAX);
}

function prepare(db: DatabaseSync) {
  return {
    add: db.prepare(
      `INSERT INTO versions (board_id, n, at, why, named, ideas, state, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    alike: db.prepare('SELECT n, length(state) AS size FROM versions WHERE board_id = ? AND named = ? ORDER BY n DESC'),
    last: db.prepare('SELECT coalesce(max(n), 0) AS n FROM versions WHERE board_id = ?'),
    drop: db.prepare('DELETE FROM versions WHERE board_id = ? AND n = ?'),
    ofBoard: db.prepare('SELECT n, at, why, ideas FROM versions WHERE board_id = ? ORDER BY n'),
    at: db.prepare('SELECT * FROM versions WHERE board_id = ? AND n = ?'),
  };
}

const toVersion = (row: Row, boardId: string): Version => ({
  n: row['n'] as number,
  at: row['at'] as number,
  why: readWhy(row, boardId),
  ideas: row['ideas'] as number,
});

function readWhy(row: Row, boardId: string): VersionWhy {
  try {
    return JSON.parse(row['why'] as string) as VersionWhy;
  } catch {
    throw new StoreFault('corrupt', `a version of board ${boardId} is not what was written`);
  }
}
