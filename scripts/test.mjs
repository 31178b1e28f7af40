// `npm test`: sets up what it needs, then checks and tests everything. `npm test -- unit browser` runs those parts only;
// words after the name of a single part go to its tool: `npm test -- unit server/sync`.
// The last line says what ran: `N passed, M failed`.
import './setup/follow-parent.mjs';
import { messagesBuilt } from './setup/built.mjs';
import { installed } from './setup/installed.mjs';
import { orStop } from './setup/stop.mjs';
import { PARTS } from './test/parts.mjs';

/** @typedef {{ name: string, seconds: number } & import('./test/tools.mjs').Outcome} Result */

await orStop(async () => {
  const words = process.argv.slice(2);
  const named = words.filter((word) => Object.hasOwn(PARTS, word));
  const names = named.length > 0 ? named : Object.keys(PARTS);
  const rest = words.filter((word) => !named.includes(word));
  const node = await installed();
  await messagesBuilt(node);
  /** @type {Result[]} */
  const results = [];
  for (const name of names) results.push(await timed(name, node, names.length === 1 ? rest : []));
  process.exitCode = tell(results);
});

/**
 * @param {string} name
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<Result>}
 */
async function timed(name, node, args) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const outcome = await PARTS[name]?.(node, args).catch((/** @type {Error} */ error) => {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, passed: 0, failed: 0, skipped: 0, ...outcome };
}

/**
 * Prints the table and the last line; returns the exit code.
 * @param {Result[]} results
 */
function tell(results) {
  console.log('');
  for (const { name, seconds, passed, failed } of results) {
    const verdict = failed > 0 ? 'failed' : 'ok';
    const tests = passed + failed > 0 ? `${passed} passed, ${failed} failed` : '';
    console.log(`${name.padEnd(10)}${verdict.padEnd(8)}${seconds.toFixed(1).padStart(6)} s  ${tests}`.trimEnd());
  }
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    results.reduce((total, result) => total + result[key], 0);
  // Once more at the end, where nobody has to look for it.
  for (const failure of results.flatMap(({ failures = [] }) => failures)) console.log(`failed: ${failure}`);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  return sum('failed') > 0 ? 1 : 0;
}
