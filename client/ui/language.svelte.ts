import { overwriteGetLocale } from '#shared/messages/compiled/runtime.js';
import { fetchWords } from './words.ts';

export const LOCALES = ['de', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const STORED_AS = 'tafelrunde:locale';

/**
 * The language of the page. Every sentence asks `locale` when it is rendered, so setting it changes them all at once,
 * without a reload and without losing what is on the screen. One per page, because the catalogues are one per page.
 */
export class Language {
  #locale = $state<Locale>('de');
  /** What was chosen last: words that come late overrule nobody. */
  #chosen: Locale;
  /** Resolves when the page can speak; rejects when the words don't come. */
  readonly ready: Promise<void>;

  constructor() {
    this.#chosen = this.#locale = this.#remembered() ?? preferred(navigator.languages);
    overwriteGetLocale(() => this.#locale);
    document.documentElement.lang = this.#locale;
    this.ready = fetchWords(this.#locale);
  }

  get locale(): Locale {
    return this.#locale;
  }

  /** For this page only, like a projection, which speaks the language of its board. Rejects when the words don't come. */
  async show(locale: Locale): Promise<void> {
    this.#chosen = locale;
    await fetchWords(locale);
    if (this.#chosen !== locale) return;
    this.#locale = locale;
    document.documentElement.lang = locale;
  }

  async use(locale: Locale): Promise<void> {
    await this.show(locale);
    try {
      localStorage.setItem(STORED_AS, locale);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  }

  #remembered(): Locale | null {
    try {
      const locale = localStorage.getItem(STORED_AS);
      return LOCALES.find((known) => known === locale) ?? null;
    } catch {
      return null;
    }
  }
}

/** The first language of the list that we speak, else German. */
export function preferred(languages: readonly string[]): Locale {
  for (const language of languages) {
    const locale = LOCALES.find((known) => language.toLowerCase().split('-')[0] === known);
    if (locale) return locale;
  }
  return 'de';
}
