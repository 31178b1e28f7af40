/**
 * Loaded into the server by `--import`, before it: pulls the plug at a named moment in the thread that writes. Nothing of
 * this is known to the server itself. The aim lies in the file that STRIKE_FILE names, so that a running server can be aimed
 * at; while there is none, nothing happens.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isMainThread, parentPort } from 'node:worker_threads';
import type { Aim } from './moments.ts';

const file = process.env['STRIKE_FILE'];
let aim: Aim | null = null;
let seen = 0;

if (!isMainThread && parentPort && file !== undefined) {
  // Before the server's own listener is there, so that it comes first.
  parentPort.on('message', (message: unknown) => {
    aim ??= readAim(file);
    if (aim === null || !holdsLast(message, aim)) return;
    if (aim.moment === 'before') pull();
    onCommit(aim.moment);
  });
}

function readAim(path: string): Aim | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Aim;
  } catch {
    return null;
  }
}

/** Counts the operations of the kind aimed at; true when this batch holds the one that is meant. */
function holdsLast(message: unknown, { op, count }: Aim): boolean {
  const { ops } = message as { readonly ops?: readonly { readonly is: string }[] };
  const before = seen;
  seen += ops?.filter(({ is }) => is === op).length ?? 0;
  return before < count && seen >= count;
}

/** The next time that SQLite is asked to commit: everything of the batch is written, and not yet (or just now) for good. */
function onCommit(moment: 'inside' | 'after'): void {
  commit = (run) => {
    if (moment === 'inside') pull();
    const result = run();
    pull();
    return result;
  };
}

let commit = <T>(run: () => T): T => run();

// eslint-disable-next-line @typescript-eslint/unbound-method -- called on the database it is asked of
const prepare: (this: DatabaseSync, sql: string) => StatementSync = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (sql: string) {
  const statement = prepare.call(this, sql);
  if (sql !== 'COMMIT') return statement;
  const run = statement.run.bind(statement);
  statement.run = () => commit(run);
  return statement;
};

function pull(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; not one more instruction may count.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
}
