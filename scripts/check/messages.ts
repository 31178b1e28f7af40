// Both catalogues say the same things with the same parameters, everything said is used, nothing used is missing, and
// components say nothing else.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { DEFAULT_SECTORS } from '../../shared/model/sector.ts';
import { AGENDA_TEMPLATES, STEP_KINDS } from '../../shared/model/step.ts';
import { PROBLEM_STATUS } from '../../shared/wire/problem.ts';
import { inRoot } from '../setup/paths.mjs';
import { filesBelow } from './files.ts';
import { literalTexts } from './spoken.ts';

/** A sentence, or a list of variants of one (plurals), in which `{name}` stands for a parameter. */
type Catalogue = Readonly<Record<string, unknown>>;

/** The names after these are put together in code, from a reason, a kind or an id. */
const PUT_TOGETHER = ['problem_', 'fault_', 'refused_', 'import_', 'step_', 'agenda_', 'sector_'];

/** What is put together from lists that we know. */
const NEEDED = [
  ...Object.keys(PROBLEM_STATUS).map((type) => `problem_${type}`),
  ...STEP_KINDS.map((kind) => `step_${kind}`),
  ...Object.keys(AGENDA_TEMPLATES).map((name) => `agenda_${name}`),
  ...DEFAULT_SECTORS.map(({ id }) => `sector_${id}`),
].map((key) => key.replaceAll('-', '_'));

function read(locale: string): Catalogue {
  const { $schema: _, ...messages } = JSON.parse(
    readFileSync(inRoot('shared', 'messages', `${locale}.json`), 'utf8'),
  ) as Catalogue;
  return messages;
}

const parametersOf = (message: unknown): string =>
  [...new Set([...JSON.stringify(message).matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]))].sort().join(', ');

const isSource = (path: string): boolean => /\.(?:ts|svelte)$/.test(path) && !path.endsWith('.test.ts');
const source = filesBelow(['client', 'server', 'shared', 'bench'], isSource)
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const words = new Set(source.match(/\b[a-z]\w*/g));
const called = [...new Set([...source.matchAll(/\bm\.([a-z]\w*)\(/g)].map((hit) => hit[1] ?? ''))];

const de = read('de');
const en = read('en');
const lacks = (here: Catalogue, there: Catalogue): string[] =>
  Object.keys(there).filter((key) => !Object.hasOwn(here, key));
const components = filesBelow(['client'], (path) => path.endsWith('.svelte'));
const isUsed = (key: string): boolean => words.has(key) || PUT_TOGETHER.some((prefix) => key.startsWith(prefix));

const faults = [
  ...lacks(de, en).map((key) => `${key} is missing in de.json.`),
  ...lacks(en, de).map((key) => `${key} is missing in en.json.`),
  ...Object.keys(de)
    .filter((key) => Object.hasOwn(en, key) && parametersOf(de[key]) !== parametersOf(en[key]))
    .map((key) => `${key} has different parameters: ${parametersOf(de[key])} in de, ${parametersOf(en[key])} in en.`),
  ...Object.keys(de)
    .filter((key) => !isUsed(key))
    .map((key) => `${key} is used nowhere.`),
  ...[...called, ...NEEDED].filter((key) => !Object.hasOwn(de, key)).map((key) => `${key} is used, but missing.`),
  ...components.flatMap((path) =>
    literalTexts(readFileSync(path, 'utf8')).map((text) => `${relative(inRoot(), path)} says "${text}" by itself.`),
  ),
];

for (const fault of faults) console.error(fault);
console.log(`${Object.keys(de).length} messages in two languages, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
