// `npm run dev`: one port; the client reloads hot, the server restarts when its code or a message changes.
import { watch } from 'node:fs';
import './setup/follow-parent.mjs';
import { messagesBuilt } from './setup/built.mjs';
import { run } from './setup/child.mjs';
import { installed } from './setup/installed.mjs';
import { inRoot } from './setup/paths.mjs';
import { orStop } from './setup/stop.mjs';

/** Editors write a file in several steps; compile once they are done. */
const SETTLE_MS = 100;

await orStop(async () => {
  const node = await installed();
  await messagesBuilt(node);
  const stopWatching = watchMessages(node);
  const args = ['--watch', '--watch-preserve-output', 'server/dev.ts'];
  const code = await run(node, args, { env: { NODE_ENV: 'development', ...process.env } });
  stopWatching();
  process.exit(code);
});

/** @param {string} node */
function watchMessages(node) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const compile = () => messagesBuilt(node).catch((/** @type {Error} */ error) => console.error(error.message));
  const watcher = watch(inRoot('shared', 'messages'), (_event, file) => {
    if (!file?.endsWith('.json')) return;
    clearTimeout(timer);
    timer = setTimeout(() => void compile(), SETTLE_MS);
  });
  return () => watcher.close();
}
