import type { DatabaseSync } from 'node:sqlite';

/** Bytes of a trial: more than a busy table writes in a second, so that who passes it can work again for a while. */
const TRIAL_BYTES = 64 * 1024;

/** Throws while the disk is full. Forced to disk, as what people write is; only asked after a write found no room. */
export function tryWriting(db: DatabaseSync): void {
  db.exec(`INSERT INTO trials (bytes) VALUES (zeroblob(${TRIAL_BYTES}))`);
  db.exec('DELETE FROM trials');
}
