import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, inRoot } from './paths.mjs';

const STAMPS = inRoot('node_modules', '.cache', 'tafelrunde');

/**
 * Something built: made again when one of its inputs (files or folders) changed in size or time, or when it is gone.
 * @typedef {{ name: string, inputs: readonly string[], output: string, make: () => Promise<void> }} Product
 */

/** @param {Product} product */
export async function fresh({ name, inputs, output, make }) {
  const stamp = join(STAMPS, name);
  const state = fingerprint(inputs.map((input) => inRoot(input)));
  if (existsSync(inRoot(output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await make();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, state);
}

/** @param {readonly string[]} paths */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const line of linesOf(path)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/**
 * One line for each file at or below the path.
 * @param {string} path
 * @returns {string[]}
 */
function linesOf(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return [`${relative(ROOT, path)} ${found.size} ${found.mtimeMs}`];
  return readdirSync(path)
    .filter(isInput)
    .sort()
    .flatMap((name) => linesOf(join(path, name)));
}

/** Compilers write into these, and tests never get into a product: neither makes it stale. */
const NO_INPUTS = ['compiled', 'project.inlang'];

/** @param {string} name */
const isInput = (name) => !NO_INPUTS.includes(name) && !name.startsWith('.') && !name.includes('.test.');
