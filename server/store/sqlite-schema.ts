import type { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './fault.ts';

/** Marks the file as ours ("Tafl"), so that somebody else's database is never taken for one to migrate. */
const APPLICATION_ID = 0x5461666c;

/**
 * Each entry lifts the file by one `user_version`; entries that were released never change.
 *
 * `documents` gives every document a short number, so that journal keys stay small. The journal is clustered by document:
 * loading one reads neighbouring pages. A trigger removes what a foreign key would, which asks for the document again with
 * every update and so costs a tenth of the store's time. `came` keeps the order in which people sat down. Ballots have no
 * foreign keys, because SQLite would empty their table row by row then (see `sqlite-ballots.ts`).
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE boards (
     id TEXT PRIMARY KEY,
     code_key TEXT NOT NULL UNIQUE,
     info TEXT NOT NULL,
     retention_days INTEGER NOT NULL,
     room TEXT NOT NULL,
     room_version INTEGER NOT NULL,
     generation INTEGER NOT NULL,
     epoch INTEGER NOT NULL DEFAULT 1
   ) STRICT;
   CREATE TABLE seats (
     came INTEGER PRIMARY KEY,
     participant_id TEXT NOT NULL UNIQUE,
     board_id TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
     role TEXT NOT NULL,
     sector TEXT NOT NULL,
     name TEXT,
     organisation TEXT,
     token_hash TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX seats_of_board ON seats (board_id, came);
   CREATE TABLE documents (
     doc INTEGER PRIMARY KEY,
     board_id TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
     name TEXT NOT NULL,
     UNIQUE (board_id, name)
   ) STRICT;
   CREATE TABLE snapshots (
     doc INTEGER PRIMARY KEY REFERENCES documents (doc) ON DELETE CASCADE,
     seq INTEGER NOT NULL,
     state BLOB NOT NULL
   ) STRICT;
   CREATE TABLE journal (
     doc INTEGER NOT NULL,
     seq INTEGER NOT NULL,
     bytes BLOB NOT NULL,
     PRIMARY KEY (doc, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE claims (
     doc INTEGER NOT NULL,
     client INTEGER NOT NULL,
     participant_id TEXT NOT NULL,
     PRIMARY KEY (doc, client)
   ) STRICT, WITHOUT ROWID;
   CREATE TRIGGER documents_gone AFTER DELETE ON documents BEGIN
     DELETE FROM journal WHERE doc = old.doc;
     DELETE FROM claims WHERE doc = old.doc;
   END;
   CREATE TABLE wipe_due (id INTEGER PRIMARY KEY) STRICT;`,
  `ALTER TABLE journal ADD COLUMN checksum INTEGER;
   ALTER TABLE snapshots ADD COLUMN checksum INTEGER;
   CREATE TABLE trials (bytes BLOB NOT NULL) STRICT;`,
  `CREATE TABLE ballots (
     board_id TEXT NOT NULL,
     vote TEXT NOT NULL,
     voter TEXT NOT NULL,
     entered_by TEXT NOT NULL,
     dots TEXT NOT NULL,
     PRIMARY KEY (board_id, vote, voter)
   ) STRICT, WITHOUT ROWID;
   CREATE TRIGGER ballots_of_board_gone AFTER DELETE ON boards BEGIN
     DELETE FROM ballots WHERE board_id = old.id;
   END;`,
  `ALTER TABLE seats ADD COLUMN stand_in INTEGER;
   ALTER TABLE seats ADD COLUMN removed_at INTEGER;`,
  `CREATE TABLE versions (
     version INTEGER PRIMARY KEY,
     board_id TEXT NOT NULL REFERENCES boards (id) ON DELETE CASCADE,
     n INTEGER NOT NULL,
     at INTEGER NOT NULL,
     why TEXT NOT NULL,
     named INTEGER NOT NULL,
     ideas INTEGER NOT NULL,
     state BLOB NOT NULL,
     checksum INTEGER NOT NULL,
     UNIQUE (board_id, n)
   ) STRICT;`,
];

/** Refuses what is not ours to touch, before anything is written. */
export function recognise(db: DatabaseSync): void {
  const version = Number(pragma(db, 'user_version'));
  const isOurs = pragma(db, 'application_id') === APPLICATION_ID;
  if (!isOurs && (version > 0 || hasTables(db))) throw new StoreFault('other', 'a database of another program');
  if (version > MIGRATIONS.length) {
    throw new StoreFault('other', `written by a newer version (schema ${version}, known here: ${MIGRATIONS.length})`);
  }
}

export function migrate(db: DatabaseSync): void {
  const version = Number(pragma(db, 'user_version'));
  MIGRATIONS.slice(version).forEach((sql, index) => {
    db.exec(`BEGIN IMMEDIATE; ${sql}
      PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version + index + 1}; COMMIT;`);
  });
}

function hasTables(db: DatabaseSync): boolean {
  return db.prepare('SELECT name FROM sqlite_schema').get() !== undefined;
}

/** The value of a pragma that answers with one number or word. */
export function pragma(db: DatabaseSync, name: string): number | string {
  const row = db.prepare(`PRAGMA ${name}`).get();
  return Object.values(row ?? {})[0] as number | string;
}
