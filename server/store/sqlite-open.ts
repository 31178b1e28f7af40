import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreFault, noteFault } from './fault.ts';
import { migrate, pragma, recognise } from './sqlite-schema.ts';
import { finishWipe } from './sqlite-wipe.ts';

/** Milliseconds to wait for the file: a server that is just going down may hold it for up to 5 s. */
const LOCK_WAIT_MS = 6_000;
/** Bytes up to which the whole file is checked at the start (about a second); above, damage shows when it is read. */
const CHECK_FILE_BYTES_MAX = 256 * 1024 * 1024;
/** Bytes of a page: every commit rewrites the last page of each document it touches, so small ones write less. */
const PAGE_BYTES = 1_024;
/** Pages in the log before they move into the main file: rare enough to be cheap, short enough to restart fast. */
const CHECKPOINT_PAGES = 8_000;
/** Bytes the log keeps on disk once it was moved. */
const LOG_BYTES_KEPT = 16 * 1024 * 1024;
/** KiB of pages kept in memory. */
const CACHE_KIB = 16 * 1024;
/** What `PRAGMA synchronous` answers when every commit is forced to disk. */
const FULL = 2;

/**
 * Opens or creates the data file. One process holds it exclusively: two servers on one file would each believe to be the
 * owner of every board, and without sharing SQLite needs no shared memory either. `secure_delete` overwrites what is deleted.
 */
export function openDatabase(file: string, lockWaitMs = LOCK_WAIT_MS): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: lockWaitMs });
  try {
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}; PRAGMA locking_mode = EXCLUSIVE`);
    recognise(db);
    if (statSync(file).size <= CHECK_FILE_BYTES_MAX) check(db);
    setUp(db);
    migrate(db);
    assertDurable(db);
    wipeUnlessFull(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What finds no room now is wiped later: until then people shall come in all the same. */
function wipeUnlessFull(db: DatabaseSync): void {
  try {
    finishWipe(db);
  } catch (error) {
    if (noteFault(error).fault !== 'disk-full') throw error;
  }
}

/** `synchronous` comes after `journal_mode`, which some builds let lower it. */
function setUp(db: DatabaseSync): void {
  db.exec('PRAGMA journal_mode = WAL');
  db.exec(`PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${LOG_BYTES_KEPT};
    PRAGMA cache_size = -${CACHE_KIB};`);
}

function check(db: DatabaseSync): void {
  const finding = pragma(db, 'quick_check(1)');
  if (finding !== 'ok') throw new StoreFault('corrupt', `the data file is damaged: ${finding}`);
}

/** Writes, and only then looks: promising "saved" on a file that is not forced to disk would be a lie. */
export function assertDurable(db: DatabaseSync): void {
  db.exec(`PRAGMA user_version = ${pragma(db, 'user_version')}`);
  const mode = pragma(db, 'journal_mode');
  const synchronous = pragma(db, 'synchronous');
  if (mode !== 'wal')
    throw new StoreFault('other', `the data file cannot keep a write-ahead log here (journal_mode is ${mode})`);
  if (synchronous !== FULL)
    throw new StoreFault('other', `commits would not be forced to disk (synchronous is ${synchronous})`);
  if (pragma(db, 'secure_delete') !== 1) throw new StoreFault('other', 'deleted content would stay in the data file');
}
