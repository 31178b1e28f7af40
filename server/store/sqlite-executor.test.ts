import { expect, onTestFinished, test, vi } from 'vitest';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AT_BOARD, BOARD, aBoard, aSeat, bytesOf } from './contract-fixture.ts';
import type { Answers, Op } from './sqlite-batch.ts';
import { Executor } from './sqlite-executor.ts';
import { wipeLater } from './sqlite-late-wipe.ts';
import { assertDurable, openDatabase } from './sqlite-open.ts';
import { pragma } from './sqlite-schema.ts';

const PAGE_BYTES = 4_096;

/** An executor on a file of its own, with one board, on the test's own thread. */
function executing() {
  const folder = mkdtempSync(join(tmpdir(), 'tafelrunde-executor-'));
  const file = join(folder, 'tafelrunde.db');
  const db = openDatabase(file);
  onTestFinished(() => {
    if (db.isOpen) db.close();
    rmSync(folder, { recursive: true });
  });
  const executor = new Executor(db);
  executor.run({ ops: [{ is: 'addBoard', board: aBoard(BOARD), seats: [] }], bytes: bytesOf('') });
  return { db, file, run: (...asked: Asked[]) => runAll(executor, asked) };
}

interface Asked {
  readonly op: Op;
  readonly bytes: Uint8Array;
}

function runAll(executor: Executor, asked: readonly Asked[]): Answers {
  const bytes = new Uint8Array(Buffer.concat(asked.map((each) => each.bytes)));
  return executor.run({ ops: asked.map((each) => each.op), bytes });
}

function commit(seq: number, size: number, name = ''): Asked {
  return {
    op: { is: 'commit', ...AT_BOARD, name, epoch: 1, seq, claims: [], size },
    bytes: new Uint8Array(size).fill(seq),
  };
}

const asking = (op: Op): Asked => ({ op, bytes: bytesOf('') });
const load = asking({ is: 'load', document: AT_BOARD });

/** Lets the file grow by so many pages and no more. */
function fillDisk(db: DatabaseSync, pagesLeft: number): void {
  db.exec(`PRAGMA max_page_count = ${Number(pragma(db, 'page_count')) + pagesLeft}`);
}

test('[ST33] when the disk is full, the op that does not fit is rejected and those beside it are on disk', () => {
  const { db, run } = executing();
  fillDisk(db, 3);
  const answers = run(
    commit(1, 50),
    commit(1, 200_000, 'big'),
    commit(2, 60),
    asking({ is: 'acquire', boardId: BOARD }),
  );
  expect(answers).toEqual(['committed', { fault: 'disk-full', message: expect.any(String) as string }, 'committed', 1]);
  expect(run(load)).toMatchObject([{ seq: 2 }]);
});

test('[ST33] after an update was lost to a full disk, the next one is a gap; with room again, work goes on', () => {
  const { db, run } = executing();
  fillDisk(db, 3);
  expect(run(commit(1, 200_000), commit(2, 10))).toMatchObject([{ fault: 'disk-full' }, 'gap']);
  fillDisk(db, 1_000);
  expect(run(commit(1, 200_000), commit(2, 10))).toEqual(['committed', 'committed']);
});

test('[ST53] while the disk is full the store says so when asked, until a trial finds room again', () => {
  const { db, run } = executing();
  const ping = asking({ is: 'ping' });
  expect(run(ping)).toEqual([null]);
  fillDisk(db, 3);
  expect(run(commit(1, 200_000), ping)).toMatchObject([{ fault: 'disk-full' }, { fault: 'disk-full' }]);
  expect(run(load, ping)).toMatchObject([{ seq: 0 }, { fault: 'disk-full' }]);
  fillDisk(db, 1_000);
  expect(run(ping)).toEqual([null]);
  expect(db.prepare('SELECT count(*) AS rows FROM trials').get()).toEqual({ rows: 0 });
});

test('[ST31] an op that fails leaves nothing, and takes no other op of its batch along', () => {
  const { run } = executing();
  const twice = asking({ is: 'addSeat', seat: aSeat('ada'), most: 9 });
  const answers = run(commit(1, 5), twice, twice, commit(2, 5));
  expect(answers).toMatchObject(['committed', 'added', { fault: 'other' }, 'committed']);
  expect(run(asking({ is: 'seatsOf', boardId: BOARD }), load)).toMatchObject([{ length: 1 }, { seq: 2 }]);
});

test('[ST34] a batch is one transaction: a hundred updates of one document rewrite its page once', () => {
  const { file, run } = executing();
  const logged = () => statSync(`${file}-wal`).size;
  run(commit(1, 10));
  const before = logged();
  run(...Array.from({ length: 100 }, (_, at) => commit(at + 2, 10)));
  expect(logged() - before).toBeLessThan(10 * PAGE_BYTES);
});

test('[ST35] commits are forced to disk and deleted rows overwritten, and a file where they are not is refused', () => {
  const { db } = executing();
  expect(pragma(db, 'synchronous')).toBe(2);
  expect(pragma(db, 'journal_mode')).toBe('wal');
  expect(pragma(db, 'secure_delete')).toBe(1);
  expect(pragma(db, 'foreign_keys')).toBe(1);
  db.exec('PRAGMA synchronous = NORMAL');
  expect(() => assertDurable(db)).toThrow(/synchronous is 1/);
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF');
  expect(() => assertDurable(db)).toThrow(/deleted content/);
});

test('[ST21] a removal that a crash kept from being wiped is wiped at the next start', () => {
  const { db, file, run } = executing();
  run(commit(1, 100));
  db.exec(`DELETE FROM boards; INSERT INTO wipe_due (id) VALUES (1)`);
  db.close();
  const again = openDatabase(file);
  expect(again.prepare('SELECT count(*) AS due FROM wipe_due').get()).toEqual({ due: 0 });
  expect(again.prepare('SELECT count(*) AS rows FROM journal').get()).toEqual({ rows: 0 });
  again.close();
});

test('[ST66] what a crash kept from being wiped at the end of a vote is wiped at the next start', () => {
  const { db, file, run } = executing();
  const [vote, voter, ballot] = ['vote-0123456789', 'ada', { 'secret-choice': 2 }];
  run(asking({ is: 'saveBallot', ballot: { boardId: BOARD, epoch: 1, vote, voter, by: voter, ballot } }));
  db.exec(`DELETE FROM ballots; INSERT INTO wipe_due (id) VALUES (2)`);
  const crashed = `${file}.crashed`;
  for (const end of ['', '-wal']) copyFileSync(file + end, crashed + end);
  const bytes = () => Buffer.concat(['', '-wal'].map((end) => readFileSync(crashed + end)));
  expect(bytes().includes('secret-choice')).toBe(true);
  const again = openDatabase(crashed);
  onTestFinished(() => again.close());
  expect(bytes().includes('secret-choice')).toBe(false);
  expect(again.prepare('SELECT count(*) AS due FROM wipe_due').get()).toEqual({ due: 0 });
});

/** Somebody reads the file, so that the log cannot be emptied, and deleted pages stay in it; gives what ends that. */
function withReader() {
  const { db: first, file } = executing();
  first.close();
  // By itself the store holds the file alone.
  const db = new DatabaseSync(file, { timeout: 0 });
  const reader = new DatabaseSync(file, { readOnly: true });
  db.exec('PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0');
  const executor = new Executor(db);
  onTestFinished(() => [reader, db].forEach((it) => it.close()));
  const bytes = () => Buffer.concat(['', '-wal'].map((end) => readFileSync(file + end)));
  const read = () => {
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM ballots').get();
    return () => reader.exec('COMMIT');
  };
  return { executor, read, bytes, run: (...ops: Op[]) => runAll(executor, ops.map(asking)) };
}

const ROOM = { boardId: BOARD, epoch: 1, version: 2, room: aBoard(BOARD).room };

test('[ST55] a vote has ended although its traces could not be wiped, which is tried again until it works', async () => {
  const { executor, read, bytes, run } = withReader();
  const [vote, by] = ['vote-0123456789', 'ada'];
  const ballot = { boardId: BOARD, epoch: 1, vote, by };
  run({ is: 'saveBallot', ballot: { ...ballot, voter: 'ada', ballot: { 'secret-choice': 2 } } });
  run({ is: 'saveBallot', ballot: { ...ballot, voter: 'ben', vote: 'another-vote-1', ballot: { other: 1 } } });
  const stop = read();
  expect(run({ is: 'endVote', room: ROOM, vote })).toEqual(['saved']);
  expect(run({ is: 'ballotsOf', boardId: BOARD })).toMatchObject([[{ voter: 'ben' }]]);
  expect(run({ is: 'boardById', boardId: BOARD })).toMatchObject([{ roomVersion: 2 }]);
  expect([executor.owesWipe, bytes().includes('secret-choice')]).toEqual([true, true]);
  const told: string[] = [];
  const late = wipeLater(executor, ({ message }) => told.push(message), 5);
  onTestFinished(() => late.stop());
  await vi.waitFor(() => expect(told).toEqual(['the log could not be emptied']), { timeout: 10_000 });
  stop();
  await vi.waitFor(() => expect(executor.owesWipe).toBe(false), { timeout: 10_000 });
  expect([bytes().includes('secret-choice'), told.length]).toEqual([false, 1]);
});

test('[ST56] the removal of a board that left traces is answered by the fault, and wiped when it is asked again', () => {
  const { read, run } = withReader();
  const stop = read();
  expect(run({ is: 'removeBoard', boardId: BOARD })).toMatchObject([{ fault: 'busy' }]);
  stop();
  expect(run({ is: 'removeBoard', boardId: BOARD })).toEqual([false]);
});
