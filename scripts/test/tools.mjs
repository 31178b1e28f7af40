import { readFileSync, rmSync } from 'node:fs';
import { delimiter } from 'node:path';
import { run } from '../setup/child.mjs';
import { inRoot } from '../setup/paths.mjs';

/**
 * What came of one part. A check counts only when it fails, so that "0 failed" always means that all is well.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: string[] }} Outcome
 */

/**
 * Runs one of our development tools on the given Node and resolves to its exit code.
 * @param {string} node
 * @param {string[]} args path of the tool in node_modules, then its arguments
 * @param {NodeJS.ProcessEnv} [more]
 */
export function tool(node, [path = '', ...args], more = {}) {
  const PATH = [inRoot('node_modules', '.bin'), process.env['PATH']].join(delimiter);
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH, ...more };
  // Each tool knows its own; a production machine must not change what is tested.
  delete env['NODE_ENV'];
  return run(node, [inRoot(path), ...args], { env });
}

/**
 * @param {...Promise<number>} runs
 * @returns {Promise<Outcome>}
 */
export async function check(...runs) {
  const codes = await Promise.all(runs);
  return { passed: 0, failed: codes.filter((code) => code !== 0).length, skipped: 0 };
}

/**
 * Runs tests that leave a report, and counts them. Whatever goes wrong beside the tests counts as one failure.
 * @param {string} report
 * @param {(report: any) => Outcome} count
 * @param {() => Promise<number>} start
 * @returns {Promise<Outcome>}
 */
export async function counted(report, count, start) {
  rmSync(report, { force: true });
  const code = await start();
  const outcome = countIn(report, count);
  return code === 0 || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}

/**
 * @param {string} report
 * @param {(report: any) => Outcome} count
 * @returns {Outcome}
 */
function countIn(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
