// `npm run dev`: one port; the client reloads hot, the server restarts when its code or a message changes.
// Not by `node --watch`: that lets the threads of the watched program report to their own port, among their messages.
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { sep } from 'node:path';
import './setup/follow-parent.mjs';
import { messagesBuilt } from './setup/built.mjs';
import { installed } from './setup/installed.mjs';
import { ROOT, inRoot } from './setup/paths.mjs';
import { orStop } from './setup/stop.mjs';

/** Editors and compilers write in several steps; wait until they are done. */
const SETTLE_MS = 150;

await orStop(async () => {
  const node = await installed();
  await messagesBuilt(node);
  const server = keepRunning(node);
  for (const folder of ['server', 'shared']) whenChanged(folder, server.restart);
  whenChanged('shared/messages', () => messagesBuilt(node), '.json');
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, server.end);
});

/**
 * Starts the server and returns what starts it anew, and what ends it and us.
 * @param {string} node
 */
function keepRunning(node) {
  const env = { NODE_ENV: 'development', ...process.env };
  const start = () => spawn(node, ['server/dev.ts'], { cwd: ROOT, env, stdio: 'inherit' });
  let child = start();
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  const restart = async () => {
    await stop();
    child = start();
  };
  return { restart, end: () => void stop().then(() => process.exit()) };
}

/**
 * Does something when a file below a folder has changed: one at a time, and once more for what changes meanwhile.
 * @param {string} folder
 * @param {() => Promise<void>} does
 * @param {string} [ending] of the files that matter; absent for the code
 */
function whenChanged(folder, does, ending = '.js .ts') {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let doing = Promise.resolve();
  const now = () => {
    doing = doing.then(does).catch((/** @type {Error} */ error) => console.error(error.message));
  };
  watch(inRoot(folder), { recursive: true }, (_event, file) => {
    const matters = file !== null && ending.split(' ').some((end) => file.endsWith(end));
    if (!matters || file.endsWith('.test.ts') || file.split(sep).includes('project.inlang')) return;
    clearTimeout(timer);
    timer = setTimeout(now, SETTLE_MS);
  });
}
