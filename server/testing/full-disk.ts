/**
 * Loaded into the server by `--import`, before it: takes the room away from the thread that writes, as a full disk does, and
 * gives it back. While the file that FULL_DISK_FILE names is there, the data file may grow no further.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isMainThread, parentPort } from 'node:worker_threads';

const file = process.env['FULL_DISK_FILE'];
/** Any limit that no test reaches. */
const ENOUGH_PAGES = 1_000_000;

let database: DatabaseSync | null = null;

if (!isMainThread && parentPort && file !== undefined) {
  // Before the server's own listener is there, so that it comes first.
  parentPort.on('message', () => {
    // SQLite takes no limit below the pages that are there: it then takes just these.
    database?.exec(`PRAGMA max_page_count = ${existsSync(file) ? 1 : ENOUGH_PAGES}`);
  });
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called on the database it is asked of
const prepare: (this: DatabaseSync, sql: string) => StatementSync = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (sql: string) {
  // eslint-disable-next-line @typescript-eslint/no-this-alias -- there is one database, and this is where it shows itself
  database = this;
  return prepare.call(this, sql);
};
