import { existsSync, readFileSync } from 'node:fs';
import { pathOfMachine, run } from './child.mjs';
import { inRoot } from './paths.mjs';
import { Stop } from './stop.mjs';

/** Oldest Node that runs our TypeScript and has `node:sqlite` without a flag, should the pinned one be missing. */
const OLDEST_MAJOR = 24;

const PINNED = inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Installs what is missing and returns the Node to run everything with: the pinned one, else this machine's.
 * @returns {Promise<string>}
 */
export async function installed() {
  if (!isInstalled()) {
    console.log('Installing what Tafelrunde needs (once, about a minute) …');
    await npm('ci', '--include=dev');
  }
  if (!existsSync(PINNED))
    await npm('rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false').catch(() => {});
  if (existsSync(PINNED)) return PINNED;
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
  throw new Stop(
    `The pinned Node is missing, because npm was not allowed to run its install script, and this machine's Node ` +
      `${process.versions.node} is too old to stand in. Run "npm rebuild node --ignore-scripts=false" once, or install ` +
      `Node ${OLDEST_MAJOR} or newer.`,
  );
}

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lock */

/** npm leaves a lock of what it installed in node_modules; it is the last thing that it writes. */
function isInstalled() {
  const installedLock = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(installedLock)) return false;
  const { packages: wanted } = readLock(inRoot('package-lock.json'));
  const { packages: found } = readLock(installedLock);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || found[path]?.version === version,
  );
}

/**
 * @param {string} path
 * @returns {Lock}
 */
const readLock = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** @param {string[]} args */
async function npm(...args) {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const env = { ...process.env, PATH: pathOfMachine() };
  const code = await run('npm', [...args, ...quiet], { env, shell: process.platform === 'win32' });
  if (code !== 0) throw new Stop(`npm ${args[0]} failed (exit code ${code}). Is the npm registry reachable from here?`);
}
