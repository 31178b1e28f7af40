// Every numbered rule of docs/SPEC.md has a test that names it, and every rule that a test names exists.
import { existsSync, readFileSync } from 'node:fs';
import { filesBelow } from './files.ts';
import { inRoot } from '../setup/paths.mjs';

/** `- **SY3** An update is on disk before anybody else sees it.` */
const RULE = /^\s*[-*] \*\*([A-Z]{2}\d+)\*\*/gm;
/** `test('[SY3] …')`, `test('[SY3, ST1] …')`. */
const NAMED = /['"`]\[([A-Z]{2}\d+(?:, ?[A-Z]{2}\d+)*)\]/g;

const SPEC = inRoot('docs', 'SPEC.md');
const captures = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((hit) => hit[1] ?? '');

/** Contract suites hold the tests that every adapter of a port has to pass. */
const isTest = (path: string): boolean => /(?:\.test|\.spec|\/contract(?:-\w+)?)\.ts$/.test(path);
const inTests = filesBelow(['shared', 'server', 'client', 'scripts', 'bench', 'e2e'], isTest).flatMap((path) =>
  captures(readFileSync(path, 'utf8'), NAMED).flatMap((names) => names.split(/, ?/)),
);

const rules = captures(existsSync(SPEC) ? readFileSync(SPEC, 'utf8') : '', RULE);
const faults = [
  ...(rules.length === 0 ? ['docs/SPEC.md has no numbered rules.'] : []),
  ...rules.filter((rule, at) => rules.indexOf(rule) !== at).map((rule) => `${rule} stands twice in docs/SPEC.md.`),
  ...rules.filter((rule) => !inTests.includes(rule)).map((rule) => `${rule} has no test.`),
  ...[...new Set(inTests)].filter((rule) => !rules.includes(rule)).map((rule) => `${rule} is tested, but is no rule.`),
];

for (const fault of faults) console.error(fault);
console.log(`${rules.length} rules, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
