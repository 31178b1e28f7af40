/**
 * Stands in for better-sqlite3, which needs a compiler or a download when it is installed. What Hocuspocus calls of it
 * (`new Database(file)`, `exec`, `prepare(sql).get` and `.run` with named parameters) is the same in Node's own SQLite.
 */
export { DatabaseSync as default } from 'node:sqlite';
