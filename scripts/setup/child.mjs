import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { ROOT, inRoot } from './paths.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in the project's folder to its end and resolves to its exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    // Ctrl+C at a terminal reaches the whole group by itself; everything else has to be passed on.
    const passOn = SIGNALS.map((signal) => {
      const pass = () => void (signal === 'SIGINT' && process.stdin.isTTY ? null : child.kill(signal));
      process.on(signal, pass);
      return () => process.off(signal, pass);
    });
    const settle = () => passOn.forEach((stop) => stop());
    child.on('error', (error) => (settle(), reject(error)));
    child.on('exit', (code, signal) => (settle(), resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM'])));
  });
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
