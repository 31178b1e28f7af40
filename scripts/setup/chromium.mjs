import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { inRoot } from './paths.mjs';
import { Stop } from './stop.mjs';

const OF_THE_SYSTEM = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
/** Debian's name, then Ubuntu's. */
const APT_PACKAGES = ['chromium', 'chromium-browser'];

/**
 * A Chromium that starts: CHROMIUM_PATH, the system's, Playwright's, one from apt where that is possible, and at last
 * Playwright's own download. Never none: browser tests are not skipped in silence.
 * @param {string} node
 * @returns {string} what to start
 */
export function chromium(node) {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') {
    if (starts(asked)) return asked;
    throw new Stop(`CHROMIUM_PATH is ${asked}, but there is no Chromium that starts.`);
  }
  const found = ofTheSystem() ?? ofPlaywright(node) ?? fromApt() ?? downloaded(node);
  if (found !== null) return found;
  throw new Stop(
    'The browser tests need Chromium, and none could be found, installed by apt-get or downloaded. ' +
      'Install it, or name one in CHROMIUM_PATH.',
  );
}

/** Being there is not enough: Ubuntu's `chromium-browser` may be a stub that only asks for a snap. */
const starts = (/** @type {string} */ path) => spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;

const ofTheSystem = () => OF_THE_SYSTEM.flatMap(placesOf).find((path) => existsSync(path) && starts(path)) ?? null;

/** Absolute paths where a program may be: Playwright does not look along PATH. */
const placesOf = (/** @type {string} */ name) =>
  isAbsolute(name) ? [name] : (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));

/** @param {string} node */
function ofPlaywright(node) {
  const ask = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))";
  const { stdout } = spawnSync(node, ['--eval', ask], { cwd: inRoot(), encoding: 'utf8' });
  const path = stdout.trim();
  return path !== '' && existsSync(path) && starts(path) ? path : null;
}

/** Only where nobody has to type a password. */
function fromApt() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const able =
    process.platform === 'linux' && works('apt-get', '--version') && (sudo.length === 0 || works(...sudo, 'true'));
  if (!able) return null;
  console.log('Installing Chromium by apt-get …');
  const apt = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'];
  works(...apt, 'update');
  for (const name of APT_PACKAGES) {
    if (works(...apt, 'install', '--no-install-recommends', name) && ofTheSystem() !== null) return ofTheSystem();
  }
  return null;
}

/** @param {string} node */
function downloaded(node) {
  console.log("Downloading Playwright's Chromium …");
  const cli = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  return works(node, cli, 'install', 'chromium') ? ofPlaywright(node) : null;
}

/** @param {string[]} words */
function works(...words) {
  const [program = '', ...args] = words;
  return spawnSync(program, args, { cwd: inRoot(), stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}
