import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { walls } from './eslint.walls.js';

const TYPED = ['**/*.ts', '**/*.svelte'];
const TESTS = ['**/*.test.ts', 'e2e/**/*.ts'];
/** Long lists of plain data. */
const LISTS = ['**/*words.ts', '**/fixture*.ts'];

export default defineConfig([
  { ignores: ['dist/', 'data/', 'shared/messages/compiled/', 'test-results/', 'playwright-report/'] },
  {
    files: TYPED,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['shared', 'server', 'client', 'scripts', 'e2e'].map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in texts are fine; objects would read [object Object].
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `void promise` says on purpose that nobody waits; `() => void x()` is how the house writes a listener.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Unknown Y.Text instances read as their text; strings are spread on purpose, into code points.
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Text', 'YText'] }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Ports answer with promises whether or not this adapter has to wait.
      '@typescript-eslint/require-await': 'off',
      // noPropertyAccessFromIndexSignature's style: a key that comes from outside is quoted.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.{ts,js,mjs,svelte}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], extends: [svelte.configs.recommended, svelte.configs.prettier] },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // A component's script is no function, and its types end at the template.
      'max-lines-per-function': 'off',
      // `let { … } = $props()` declares bindable and plain props at once.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    // The parser guesses the types of snippets and of other components; svelte-check knows them.
    files: ['**/*.svelte'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'class-instance-assignment', 'member-access', 'return'].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        'off',
      ]),
    ),
  },
  { files: ['client/**'], rules: { 'no-console': 'error' }, languageOptions: { globals: globals.browser } },
  { files: ['scripts/**', '*.js', '*.ts'], languageOptions: { globals: globals.node } },
  ...walls,
  // A write names its document, its entry, the new value and where it came from.
  { files: ['shared/document/write.ts'], rules: { 'max-params': ['error', 4] } },
  // Express tells a handler of errors by its four parameters.
  { files: ['server/http/api.ts'], rules: { 'max-params': ['error', 4] } },
  { files: LISTS, rules: { 'max-lines': 'off' } },
  {
    files: TESTS,
    rules: {
      // One `describe` is one function; its tests are what should be short.
      'max-lines-per-function': 'off',
      // A property of fast-check takes as many as it has arbitraries.
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
]);
