import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { ROOT, inRoot } from './paths.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in the project's folder to its end and resolves to its exit code. Told to stop, it tells the program, and
 * this process ends with it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const stopPassing = passSignals(child);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      const told = stopPassing();
      const exitCode = code ?? codeOf(signal ?? 'SIGTERM');
      if (told) process.exit(exitCode);
      resolve(exitCode);
    });
  });
}

/** @param {NodeJS.Signals} signal */
const codeOf = (signal) => 128 + constants.signals[signal];

/**
 * Returns what stops it, and says whether there was a signal.
 * @param {import('node:child_process').ChildProcess} child
 */
function passSignals(child) {
  let told = false;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    told = true;
    // Ctrl+C at a terminal reaches the whole group by itself; everything else has to be passed on.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  return () => {
    for (const signal of SIGNALS) process.off(signal, pass);
    return told;
  };
}

/**
 * Hands this process over to a Node program: by replacing itself where Node can do that (then signals, exit code and
 * memory are the program's own), else as its parent that passes signals and the exit code on.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
export async function become(node, args, env) {
  process.chdir(ROOT);
  if (process.platform !== 'win32' && typeof process.execve === 'function') process.execve(node, [node, ...args], env);
  process.exit(await run(node, args, { env }));
}

/** The search path without our own node_modules: npm must not run on the Node that it is about to replace. */
export function pathOfMachine() {
  const own = inRoot('node_modules');
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(own))
    .join(delimiter);
}
