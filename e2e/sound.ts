import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { RunOptions } from 'axe-core';
import { expect } from './table.ts';

/** WCAG 2.2 AA, as far as a machine can judge it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What is well is not asked for: that takes most of the time. */
const VIOLATIONS: RunOptions = { resultTypes: ['violations'], preload: false };

/** Two looks show both languages and both themes: what a word is called does not depend on its colour. */
const SIGHTS = [
  { colorScheme: 'dark', locale: 'en' },
  { colorScheme: 'light', locale: 'de' },
] as const;

/** Asks axe about a page as it stands, in either language and theme. */
export async function expectSound(page: Page, state: string): Promise<void> {
  for (const { colorScheme, locale } of SIGHTS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await speak(page, locale);
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await axe.options({ ...VIOLATIONS, runOnly: TAGS }).analyze();
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
    );
    expect.soft(told, `${state}, ${locale}, ${colorScheme}`).toEqual([]);
  }
}

/** As somebody would by the switch, also while a dialog is before it; a page without one speaks as it likes. */
async function speak(page: Page, locale: string): Promise<void> {
  await page.evaluate((locale) => document.querySelector<HTMLElement>(`button[lang=${locale}]`)?.click(), locale);
}
