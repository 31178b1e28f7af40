/**
 * What the sentences of a built client are looked up in. Each language travels in files of its own, so that nobody loads
 * what they don't read: the build (scripts/vite/one-language.ts) fills these files, the first with what a board needs to
 * begin with, and makes every message of `m` a call of `say`. From the sources, as in development, all languages are in
 * `m` itself and nothing is asked here.
 */
import { getLocale } from '#shared/messages/compiled/runtime.js';
import type { Locale } from './language.svelte.ts';

export type Sentence = string | ((inputs: unknown) => string);
type File = () => Promise<{ readonly default: readonly Sentence[] }>;

const FIRST: Readonly<Record<Locale, File>> = { de: () => import('./words/de.ts'), en: () => import('./words/en.ts') };
const REST: Readonly<Record<Locale, File>> = {
  de: () => import('./words/de-rest.ts'),
  en: () => import('./words/en-rest.ts'),
};

const here = new Map<Locale, readonly Sentence[]>();
/** Whether more is said than what a board begins with; from then on every language comes whole. */
let saysAll = false;

/** Resolves when what is shown can be said in this language; rejects when a file does not come. */
export async function fetchWords(locale: Locale): Promise<void> {
  const [first, rest] = await Promise.all([FIRST[locale](), saysAll ? REST[locale]() : null]);
  if (!here.has(locale) || rest) here.set(locale, [...first.default, ...(rest?.default ?? [])]);
  if (saysAll && !rest) await fetchWords(locale);
}

/** Brings a part of the page together with what it says. */
export async function withWords<Part>(part: Promise<Part>): Promise<Part> {
  saysAll = true;
  const [it] = await Promise.all([part, ...[...here.keys()].map(fetchWords)]);
  return it;
}

/** The sentence of this number in the language of the page. */
export function say(number: number, inputs?: unknown): string {
  const sentence = here.get(getLocale())?.[number] ?? '';
  return typeof sentence === 'string' ? sentence : sentence(inputs);
}
