import type { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './fault.ts';

/** What is still to be done: 1 the whole file, 2 only the log. */
const FILE = 1;
const LOG = 2;

/**
 * Deletion that is true. `secure_delete` overwrites deleted rows where they lie, but when SQLite moved rows between pages
 * before, copies stayed in the unused parts of those pages, and the log has older pages still (both seen in trials). So the
 * whole file is written anew, about 10 ms per MB, and the log is cut to nothing. Removals that wait together share this.
 */
function wipe(db: DatabaseSync): void {
  db.exec('VACUUM');
  cutLog(db);
}

function cutLog(db: DatabaseSync): void {
  const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
  if (busy !== 0) throw new StoreFault('busy', 'the log could not be emptied');
}

/** Written together with the removal, so that a crash before the wipe does not make us forget it. */
export function noteWipe(db: DatabaseSync): void {
  db.exec(`INSERT OR IGNORE INTO wipe_due (id) VALUES (${FILE})`);
}

/** For what was deleted by whole pages: these are overwritten, so that copies are left in the log only. */
export function noteLogWipe(db: DatabaseSync): void {
  db.exec(`INSERT OR IGNORE INTO wipe_due (id) VALUES (${LOG})`);
}

const dueIn = (db: DatabaseSync) => db.prepare('SELECT min(id) AS id FROM wipe_due').get()?.['id'] ?? null;

/** True when something was removed and has not been wiped yet. */
export const isWipeDue = (db: DatabaseSync): boolean => dueIn(db) !== null;

/** Wipes when something was removed since the last time. What keeps it from that is thrown, and it stays due. */
export function finishWipe(db: DatabaseSync): void {
  const due = dueIn(db);
  if (due === null) return;
  if (due === FILE) wipe(db);
  else cutLog(db);
  db.exec('DELETE FROM wipe_due');
}
