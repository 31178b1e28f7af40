import { openSqliteStore } from '../sqlite.ts';

/**
 * A process to be killed: opens the store given as its argument, commits to the board that is there without end, and says
 * each number on its standard output as soon as the commit has resolved.
 */
const [file = '', boardId = ''] = process.argv.slice(2);
const store = await openSqliteStore({ file });
const epoch = (await store.acquire(boardId)) ?? 0;
let { seq } = await store.load({ boardId, name: '' });

/** Several at a time, so that the kill comes in the middle of a batch. */
const AT_A_TIME = 7;

async function commitOne(): Promise<void> {
  const mine = ++seq;
  const update = new TextEncoder().encode(`update ${mine}`);
  const result = await store.commit({ boardId, name: '', epoch, seq: mine, update, claims: [[mine, 'ada']] });
  if (result !== 'committed') throw new Error(`${mine}: ${result}`);
  process.stdout.write(`${mine}\n`);
}

for (;;) await Promise.all(Array.from({ length: AT_A_TIME }, commitOne));
