import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT, inRoot } from '../setup/paths.mjs';
import { atOnce, wordsIn } from './at-once.ts';

const COMPILED = inRoot('shared', 'messages', 'compiled');
const MESSAGE = /\/shared\/messages\/compiled\/messages\/(?!_index)(\w+)\.js$/;
const RUNTIME = '/shared/messages/compiled/runtime.js';
const WORDS = /\/client\/ui\/words\/(?<locale>\w+?)(?<rest>-rest)?\.ts$/;
const SAY = `import { say as sayWord } from ${JSON.stringify(inRoot('client', 'ui', 'words.ts'))};\n`;

/** Of Paraglide's runtime a page that keeps its language by itself (client/ui/language.svelte.ts) needs no more. */
const LEAN_RUNTIME = `export let getLocale = () => 'de';
export const overwriteGetLocale = (tell) => void (getLocale = tell);
`;

/** Where a visit to the board begins. What these say comes first; the rest of a language comes with the parts that say it. */
const FIRST = ['client/main.ts', 'client/pages/Board.svelte', 'client/pages/board/wall.ts', 'client/list/List.svelte'];

/**
 * Each language in files of its own (`client/ui/words.ts`). Paraglide compiles a message to a function that holds it in
 * every language; here calls of it become calls with its number, and each language a list in the order of the numbers.
 */
export function oneLanguage(): Plugin[] {
  const first = wordsIn(atOnce(FIRST, ROOT), ROOT);
  const all = readdirSync(join(COMPILED, 'messages'))
    .flatMap((file) => /^(?!_index)(\w+)\.js$/.exec(file)?.[1] ?? [])
    .sort();
  const begin = all.filter((name) => first.has(name));
  const rest = all.filter((name) => !first.has(name));
  const names = [...begin, ...rest];
  const numbers = new Map(names.map((name, number) => [name, number]));
  return [
    {
      name: 'tafelrunde:one-language',
      apply: 'build',
      enforce: 'pre',
      load(id) {
        if (id.endsWith(RUNTIME)) return LEAN_RUNTIME;
        const message = MESSAGE.exec(id)?.[1];
        if (message !== undefined) return functionOf(message, numbers);
        const words = WORDS.exec(id)?.groups;
        return words ? listOf(words['locale'] ?? '', words['rest'] ? rest : begin) : null;
      },
    },
    {
      name: 'tafelrunde:one-language-calls',
      apply: 'build',
      enforce: 'post',
      transform: (code, id) => (/\.(?:ts|svelte)$/.test(id) ? { code: withNumbers(code, numbers), map: null } : null),
    },
  ];
}

/** For messages that are handed on instead of called. */
const functionOf = (name: string, numbers: ReadonlyMap<string, number>): string =>
  `${SAY}export const ${name} = (inputs) => sayWord(${numbers.get(name)}, inputs);\n`;

/** `m.view_wall()` becomes `sayWord(612)`, in code that has `m`. */
export function withNumbers(code: string, numbers: ReadonlyMap<string, number>): string {
  if (!/import \{ m \} from/.test(code)) return code;
  const numbered = code.replace(/(?<![.\w$])m\.(\w+)\(/g, (call, name: string) => {
    const number = numbers.get(name);
    return number === undefined ? call : `sayWord(${number}, `;
  });
  return SAY + numbered;
}

function listOf(locale: string, names: readonly string[]): string {
  const sentences = names.map((name) => {
    const compiled = readFileSync(join(COMPILED, 'messages', `${name}.js`), 'utf8');
    return `  ${sentenceIn(compiled, locale, name)},\n`;
  });
  const registry = JSON.stringify(join(COMPILED, 'registry.js'));
  return `import * as registry from ${registry};\nexport default [\n${sentences.join('')}];\n`;
}

/**
 * The function in which a compiled message says it in one language, or only the text where nothing is put into it.
 * What it looks like belongs to Paraglide, so whatever is not understood stops the build.
 */
export function sentenceIn(compiled: string, locale: string, name: string): string {
  const start = compiled.indexOf(`const ${locale}_${name} = `);
  const end = compiled.indexOf('\n};\n', start);
  if (start < 0 || end < 0) throw new Error(`The message ${name} in ${locale} is not where it was expected.`);
  const sentence = compiled.slice(compiled.indexOf('= ', start) + 2, end + 2);
  const plain = /^\/\*\*[^*]*\*\/ \(\) => \{\s*return \/\*\*[^*]*\*\/ \((`(?:[^`\\$]|\\.)*`)\)\s*\}$/.exec(sentence);
  return plain?.[1] ?? sentence;
}
