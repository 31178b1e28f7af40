import { run } from './child.mjs';
import { fresh } from './fresh.mjs';
import { inRoot } from './paths.mjs';
import { Stop } from './stop.mjs';

/**
 * Compiles the messages if their catalogues changed.
 * @param {string} node
 */
export const messagesBuilt = (node) =>
  fresh({
    name: 'messages',
    inputs: [
      'shared/messages',
      'shared/messages/project.inlang/settings.json',
      'scripts/messages.mjs',
      'package-lock.json',
    ],
    output: 'shared/messages/compiled/messages.js',
    make: () => runOrStop(node, [inRoot('scripts', 'messages.mjs')], 'The messages could not be compiled.'),
  });

/**
 * Builds the client if anything that goes into it changed.
 * @param {string} node
 */
export const clientBuilt = (node) =>
  fresh({
    name: 'client',
    inputs: ['client', 'shared', 'scripts/vite', 'vite.config.ts', 'svelte.config.js', 'package-lock.json'],
    output: 'dist/client/index.html',
    make: async () => {
      console.log('Building the client …');
      const vite = inRoot('node_modules', 'vite', 'bin', 'vite.js');
      await runOrStop(node, [vite, 'build', '--logLevel', 'warn'], 'The client could not be built.');
    },
  });

/**
 * @param {string} node
 * @param {string[]} args
 * @param {string} sentence
 */
async function runOrStop(node, args, sentence) {
  if ((await run(node, args)) !== 0) throw new Stop(sentence);
}
