import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { choose, expectSaved, item, post, readList, section, showList, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const EACH = 20;
const PEOPLE = [
  { name: 'Tobias Seidel', sector: 'Industrie' },
  { name: 'Nora Feldmann', sector: 'Kreative' },
  { name: 'Anke Winkler', sector: 'Industrie' },
  { name: 'Samira Brandt', sector: 'Andere' },
] as const;

/** Eighty ideas of real lengths: the project's own sixty, and twenty of them said in another way. */
function eightyIdeas(): string[] {
  const file = readFileSync(join(import.meta.dirname, '../server/cli/demo-ideas.csv'));
  const rows = parse<{ Idee: string }>(file, { columns: true, delimiter: ';', bom: true });
  const own = rows.map(({ Idee }) => Idee.trim());
  return [...own, ...own.slice(0, 20).map((text) => `Auch am Wochenende: ${text}`.slice(0, 280))];
}

/** Everybody moves the same idea at the same moment. Whoever is too slow finds the menu gone, because the idea has left. */
async function tugOfWar(pages: readonly Page[], text: string, choices: readonly string[]): Promise<void> {
  for (const page of pages) await item(page, text).getByRole('button').click();
  const clicks = pages.map((page, index) => {
    const choice = choices[index % choices.length] ?? '';
    return page.getByRole('menuitem', { name: choice }).click({ timeout: 3_000 });
  });
  await Promise.allSettled(clicks);
}

test('[LI10] four people post 20 ideas each at once and cluster them: all four see the same, nothing doubled, nothing lost', async ({
  table,
}) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const pages = await Promise.all(
    PEOPLE.map(async (person) => {
      const page = await table.arrive();
      await sitDown(page, board.code, person);
      await showList(page);
      return page;
    }),
  );
  const ideas = eightyIdeas();
  const mine = (index: number): string[] => ideas.slice(index * EACH, (index + 1) * EACH);
  await Promise.all(
    pages.map(async (page, index) => {
      for (const text of mine(index)) await post(page, text);
    }),
  );
  for (const page of pages) await expect(page.locator('li[data-idea]')).toHaveCount(ideas.length);

  const first = pages[0];
  if (!first) throw new Error('nobody came');
  for (const title of ['Laden & Parken', 'Letzte Meile']) {
    await first.getByRole('textbox', { name: 'Name des Clusters' }).fill(title);
    await first.getByRole('button', { name: 'Neuer Cluster' }).click();
  }
  for (const page of pages) await expect(section(page, 'Letzte Meile')).toBeVisible();
  await Promise.all(
    pages.map(async (page, index) => {
      for (const text of mine(index).slice(1, 4)) await choose(page, text, 'Nach: Laden & Parken');
    }),
  );
  await tugOfWar(pages, ideas[0] ?? '', ['Nach: Laden & Parken', 'Nach: Letzte Meile']);
  for (const page of pages) await expectSaved(page);
  await expect
    .poll(async () => new Set((await Promise.all(pages.map(readList))).map((list) => JSON.stringify(list))).size)
    .toBe(1);
  const shown = Object.values(await readList(first)).flat();
  expect(shown).toHaveLength(ideas.length);
  expect([...shown].sort()).toEqual([...ideas].sort());
});

test('[RO20] the moderator leads: steps, lock and roster reach everybody', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität' });
  const moderator = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  const guest = await table.arrive();
  await sitDown(guest, board.code, PEOPLE[1]);
  await expect(guest.locator('[aria-current="step"]')).toContainText('Sammeln');
  await expect(guest.getByText('Noch keine Ideen. Schreib die erste!')).toBeVisible();
  await moderator.getByRole('button', { name: 'Clustern', exact: true }).click();
  await expect(guest.locator('[aria-current="step"]')).toContainText('Clustern');
  await moderator.getByRole('switch', { name: 'Schreiben gesperrt' }).click();
  await expect(guest.locator('#composer-why')).toHaveText('Die Moderation hat das Schreiben gerade gesperrt.');
  await post(guest, 'Trotzdem');
  await expect(guest.getByRole('textbox', { name: 'Deine Idee', exact: true })).toHaveValue('Trotzdem');
  await moderator.getByRole('switch', { name: 'Schreiben gesperrt' }).click();
  await expect(guest.locator('#composer-why')).toBeHidden();
  await guest.getByRole('textbox', { name: 'Deine Idee', exact: true }).press('Enter');
  await expectSaved(guest);
  await moderator.getByRole('button', { name: 'Abschluss', exact: true }).click();
  await expect(guest.getByText('Zeit, das Ergebnis mitzunehmen.')).toBeVisible();
  await expect(guest.getByRole('textbox', { name: 'Deine Idee', exact: true })).toHaveCount(0);
  await moderator.getByRole('button', { name: /Wer ist am Tisch/ }).click();
  await expect(moderator.getByRole('banner').getByText('Nora Feldmann')).toBeVisible();
  await guest.close();
  await expect(moderator.getByRole('banner').getByText('gerade nicht da')).toBeVisible();
});
