// `npm start`: installs what is missing, builds what is stale, then becomes the server (or the program named as argument).
// Runs on any Node from 20 on and before anything is installed, so it may only use what Node brings along.
import './setup/follow-parent.mjs';
import { clientBuilt, messagesBuilt } from './setup/built.mjs';
import { become } from './setup/child.mjs';
import { installed } from './setup/installed.mjs';
import { inRoot } from './setup/paths.mjs';
import { orStop } from './setup/stop.mjs';

await orStop(async () => {
  const [program = 'server/main.ts', ...args] = process.argv.slice(2);
  const node = await installed();
  await messagesBuilt(node);
  await clientBuilt(node);
  const follow = '--import=./scripts/setup/follow-parent.mjs';
  // Edits are short-lived garbage: with V8's first size of 1 MiB it would be collected several times a second. And with its
  // first size for old objects a full collection, after which much is compiled anew, comes in the first minute of a lively table.
  const memory = ['--min-semi-space-size=16', '--initial-old-space-size=128'];
  // Compiled once, kept for the next start: that takes a third off.
  const NODE_COMPILE_CACHE = inRoot('node_modules', '.cache', 'node');
  await become(node, [...memory, follow, program, ...args], {
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE,
    ...process.env,
  });
});
