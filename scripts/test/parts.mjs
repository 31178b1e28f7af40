import { clientBuilt } from '../setup/built.mjs';
import { chromium } from '../setup/chromium.mjs';
import { inRoot } from '../setup/paths.mjs';
import { ofPlaywright, ofVitest } from './reports.mjs';
import { check, counted, tool } from './tools.mjs';

/**
 * One part of `npm test`, given the Node to run on and arguments for its tool.
 * @typedef {(node: string, args: string[]) => Promise<import('./tools.mjs').Outcome>} Part
 */

/** Folders with a tsconfig.json of their own; the client's also holds components. */
const TSC_FOLDERS = ['shared', 'server', 'scripts', 'e2e'];
const tsc = 'node_modules/typescript/bin/tsc';
const svelteCheck = 'node_modules/svelte-check/bin/svelte-check';

/** @type {Part} */
const format = (node, args) => check(tool(node, ['node_modules/prettier/bin/prettier.cjs', '--check', '.', ...args]));

/** @type {Part} */
const lint = (node, args) => check(tool(node, ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0', ...args]));

/** @type {Part} */
async function types(node) {
  let failed = 0;
  for (const folder of TSC_FOLDERS) failed += (await check(tool(node, [tsc, '-p', folder]))).failed;
  const client = ['--tsconfig', './client/tsconfig.json', '--fail-on-warnings', '--output', 'human'];
  failed += (await check(tool(node, [svelteCheck, ...client]))).failed;
  return { passed: 0, failed, skipped: 0 };
}

/** @type {Part} */
const spec = (node) => check(tool(node, ['scripts/check/spec.ts']));

/** @type {Part} */
const messages = (node) => check(tool(node, ['scripts/check/messages.ts']));

/** @type {Part} */
const unit = (node, args) => {
  const report = inRoot('test-results', 'unit.json');
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];
  return counted(report, ofVitest, () => tool(node, [...vitest, `--outputFile.json=${report}`, ...args]));
};

/** @type {Part} */
const browser = async (node, args) => {
  await clientBuilt(node);
  const report = inRoot('test-results', 'browser.json');
  const env = { CHROMIUM_PATH: chromium(node), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', ...args];
  return counted(report, ofPlaywright, () => tool(node, playwright, env));
};

/** In the order in which they run: what is quick to fail comes first. @type {Readonly<Record<string, Part>>} */
export const PARTS = { format, lint, types, spec, messages, unit, browser };
