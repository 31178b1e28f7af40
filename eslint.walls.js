// The architecture's walls: who may import what. The directions are those of docs/ARCHITECTURE.md.
import { builtinModules } from 'node:module';

/** Inside shared: which other folders of it each folder may import. */
const SHARED = {
  model: [],
  rules: ['model'],
  wire: ['model'],
  document: ['model'],
  layout: ['model'],
  similar: ['model'],
  exchange: ['model', 'rules', 'wire', 'layout', 'messages'],
};

/** Packages that run everywhere and know neither browser nor server. Everything else stays outside of shared. */
const PURE_PACKAGES = ['valibot', 'fractional-indexing'];
const YJS_PACKAGES = ['yjs'];

/**
 * @typedef {{ regex: string, message: string, allowTypeImports?: boolean }} Wall
 * @typedef {import('eslint').Linter.Config} Config
 */

/**
 * @param {string[]} files
 * @param {Wall[]} walls
 * @param {string[]} [ignores]
 * @returns {Config}
 */
const room = (files, walls, ignores = []) => ({
  files,
  ignores,
  rules: { 'no-restricted-imports': ['error', { patterns: walls }] },
});

/** @type {(words: readonly string[]) => string} */
const oneOf = (words) => `(?:${words.join('|')})`;

const builtins = `^(?:node:|${oneOf(builtinModules.filter((name) => !name.startsWith('_')))}(?:/|$))`;
const outerFolders = /** @type {const} */ (['server', 'client']);

/** @type {(folders: readonly string[], message: string) => Wall} */
const noFolder = (folders, message) => ({ regex: `^(?:\\.\\.?/)+(?:.*/)?${oneOf(folders)}/`, message });

/** @type {(packages: readonly string[]) => Wall} */
const onlyPackages = (packages) => ({
  regex: `^(?![.#]|${oneOf(packages)}(?:/|$))`,
  message: `Here only ${packages.join(', ')} may be imported: shared sees neither Node nor browser; hand such things in.`,
});

/** @type {(folder: string, allowed: readonly string[]) => Config} */
const sharedRoom = (folder, allowed) => {
  const closed = [...Object.keys(SHARED), 'messages'].filter((other) => other !== folder && !allowed.includes(other));
  const packages = folder === 'document' ? [...PURE_PACKAGES, ...YJS_PACKAGES] : PURE_PACKAGES;
  return room(
    [`shared/${folder}/**/*.ts`],
    [
      onlyPackages(packages),
      noFolder(
        [...outerFolders, ...closed],
        `shared/${folder} may import: ${allowed.join(', ') || 'nothing of shared'}.`,
      ),
      { regex: '^#', message: 'Inside shared, import by relative path.' },
    ],
    ['**/*.test.ts'],
  );
};

/** @type {Wall[]} */
const ofTheClient = [
  noFolder(['server'], 'server and client never import each other.'),
  { regex: builtins, message: 'The client runs in a browser.' },
  { regex: '^(?:express|helmet|socket\\.io|ws)(?:/|$)', message: 'This package is for the server.' },
  {
    regex: '^#shared/model/[^/]*words?\\.ts$',
    message: 'Word lists are for the server; browsers would download them.',
  },
];

/** @type {Config[]} */
export const walls = [
  ...Object.entries(SHARED).map(([folder, allowed]) => sharedRoom(folder, allowed)),
  room(['shared/**/*.test.ts'], [noFolder(outerFolders, 'shared knows neither server nor client.')]),
  room(
    ['server/**/*.ts'],
    [
      noFolder(['client'], 'server and client never import each other.'),
      { regex: '^(?:svelte|socket\\.io-client|y-indexeddb)(?:/|$)', message: 'This package is for the client.' },
    ],
    // The server's tests and the guests of its demo speak as clients do.
    ['**/*.test.ts', 'server/testing/**', 'server/cli/**'],
  ),
  room(
    ['server/**/*.test.ts', 'server/{testing,cli}/**/*.ts'],
    [noFolder(['client'], 'server and client never meet.')],
  ),
  room(['client/**/*.{ts,svelte}'], ofTheClient, ['**/*.test.ts']),
  // One way only: interface, deed, Yjs transaction, observer, view.
  room(
    ['client/**/*.{ts,svelte}'],
    [
      ...ofTheClient,
      {
        regex: '^(?:yjs|y-[a-z]+|#shared/document/(?:write|plan|merge|talk)\\.ts)(?:/|$)',
        message: 'Only deeds write into the board.',
        allowTypeImports: true,
      },
    ],
    ['**/*.test.ts', 'client/board/**', 'client/connection/**'],
  ),
  room(['client/**/*.test.ts'], [noFolder(['server'], 'server and client never meet.')]),
];
