import type { Page } from '@playwright/test';
import { expect, type Table } from './table.ts';

/** What people do in a page, by the names that a screen reader would say. Pages are German unless a test says otherwise. */

export interface Person {
  readonly name: string;
  readonly sector: string;
}

export const NORA: Person = { name: 'Nora Feldmann', sector: 'Kreative' };
export const TOBIAS: Person = { name: 'Tobias Seidel', sector: 'Industrie' };

/** Two people at a free wall on which Nora has pinned these ideas. */
export async function twoAtTheWall(table: Table, ideas: readonly string[]): Promise<{ nora: Page; tobias: Page }> {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  for (const text of ideas) await post(nora, text);
  await expectSaved(nora);
  for (const page of [nora, tobias]) await expect(page.locator('[data-wall] [data-idea]')).toHaveCount(ideas.length);
  return { nora, tobias };
}

/** Sits down by the join page. */
export async function sitDown(page: Page, code: string, { name, sector }: Person): Promise<void> {
  await page.goto(`/join#${code}`);
  await page.getByLabel('Wie sollen wir dich nennen?').fill(name);
  await page.getByText(sector, { exact: true }).click();
  await page.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(composer(page)).toBeVisible();
}

export const composer = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('textbox', { name: 'Deine Idee', exact: true });

export async function post(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

export const showList = (page: Page): Promise<void> => page.getByRole('button', { name: 'Liste', exact: true }).click();

/** The sign that tells what is saved. */
export const sign = (page: Page): ReturnType<Page['locator']> => page.locator('[data-saving]');

export async function expectSaved(page: Page): Promise<void> {
  await expect(sign(page)).toHaveAttribute('data-saving', 'saved');
}

/** The list item of the idea with exactly this text. */
export const item = (page: Page, text: string): ReturnType<Page['locator']> =>
  page.locator('li[data-idea]').filter({ has: page.getByText(text, { exact: true }) });

/** Opens the menu of an idea in the list and chooses. */
export async function choose(page: Page, text: string, choice: string): Promise<void> {
  await item(page, text)
    .getByRole('button', { name: /^Was mit/ })
    .click();
  await page.getByRole('menuitem', { name: choice }).click();
}

/** Ends the silence: a moderator goes on, and says yes when asked whether all notebooks are to be opened. */
export async function endSilence(moderator: Page, step: string): Promise<void> {
  await moderator.getByRole('button', { name: step, exact: true }).click();
  await moderator.getByRole('dialog').getByRole('button', { name: 'Aufdecken', exact: true }).click();
}

export const section = (page: Page, title: string): ReturnType<Page['getByRole']> =>
  page.getByRole('region', { name: title });

/** Everything that the list shows: the texts under each heading, in order. */
export function readList(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const shown: Record<string, string[]> = {};
    for (const part of document.querySelectorAll('section[data-cluster], section[data-pool], section[data-free]')) {
      const heading = part.querySelector('h2')?.textContent ?? '';
      shown[heading.trim()] = [...part.querySelectorAll('[data-idea] .text')].map((text) => text.textContent);
    }
    return shown;
  });
}
