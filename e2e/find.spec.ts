import type { Page } from '@playwright/test';
import { card, chooseOnCard } from './hand.ts';
import { choose, expectSaved, item, post, showList, sitDown } from './people.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };
const PHONE = { width: 390, height: 844 };
const [MILL, STAGE, BIKE] = ['Mühlenstraße für Räder öffnen', 'Parkplatz wird Bühne', 'Räder parken am Werkstor'];

const field = (page: Page) => page.getByRole('textbox', { name: 'Suchen nach' });
const dimmed = (page: Page) => page.locator('[data-wall] [data-idea].dimmed');
const sought = (page: Page) => page.locator('[data-idea].sought');

async function threeIdeas(table: Table): Promise<{ nora: Page; tobias: Page; moderate: string }> {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  for (const text of [MILL, STAGE]) await post(nora, text);
  await expectSaved(nora);
  await post(tobias, BIKE);
  await expect(nora.locator('[data-wall] [data-idea]')).toHaveCount(3);
  const { pathname, hash } = new URL(links.moderate);
  return { nora, tobias, moderate: pathname + hash };
}

test('[FI7, FI5] by keyboard one searches, goes from match to match and comes back, on the wall and in the list', async ({
  table,
}) => {
  const { nora } = await threeIdeas(table);
  await card(nora, STAGE).focus();
  await nora.keyboard.press('/');
  await expect(field(nora)).toBeFocused();
  await nora.keyboard.type('raeder');
  await expect(dimmed(nora)).toHaveText([/Parkplatz/]);
  await expect(nora.locator('[data-find]')).toContainText('2 Treffer');
  await nora.keyboard.press('Enter');
  await expect(sought(nora)).toContainText('Mühlenstraße');
  await nora.keyboard.press('Enter');
  await expect(sought(nora)).toContainText('Werkstor');
  await expect(nora.locator('[data-find]')).toContainText('2 von 2');
  await nora.keyboard.press('Escape');
  await expect(dimmed(nora)).toHaveCount(0);
  await expect(card(nora, STAGE)).toBeFocused();

  await showList(nora);
  await nora.keyboard.press('Control+f');
  await field(nora).fill('park');
  await nora.getByRole('combobox', { name: 'Bereich' }).selectOption('Industrie');
  await expect(nora.locator('li[data-idea] .text')).toHaveText([BIKE]);
  await nora.getByRole('combobox', { name: 'Bereich' }).selectOption('Alle Bereiche');
  await nora.getByRole('checkbox', { name: 'Meine' }).check();
  await expect(nora.locator('li[data-idea] .text')).toHaveText([STAGE]);
  await field(nora).fill('Kino');
  await expect(nora.getByText('Nichts gefunden.')).toBeVisible();
  await nora.getByRole('button', { name: 'Suche beenden' }).click();
  await expect(nora.locator('li[data-idea]')).toHaveCount(3);
});

test('[FI6, FI7] the list is sorted, and the search fits a phone', async ({ table }) => {
  const { nora } = await threeIdeas(table);
  await nora.setViewportSize(PHONE);
  await showList(nora);
  await nora.getByRole('combobox', { name: 'Sortieren' }).selectOption('nach Bereich');
  await expect(nora.locator('li[data-idea] .text')).toHaveText([BIKE, MILL, STAGE]);
  await nora.getByRole('combobox', { name: 'Sortieren' }).selectOption('neueste zuerst');
  await expect(nora.locator('li[data-idea] .text')).toHaveText([BIKE, STAGE, MILL]);
  await nora.getByRole('button', { name: 'Ideen suchen' }).click();
  await field(nora).fill('raeder');
  await expect(nora.locator('li[data-idea] .text')).toHaveText([BIKE, MILL]);
  const [bar, first] = [nora.locator('[data-find]'), nora.locator('li[data-idea]').first()];
  const [over, under] = [await bar.boundingBox(), await first.boundingBox()];
  expect((over?.x ?? NaN) + (over?.width ?? NaN)).toBeLessThanOrEqual(PHONE.width);
  expect((over?.y ?? NaN) + (over?.height ?? NaN)).toBeLessThanOrEqual(under?.y ?? NaN);
  expect(await nora.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
});

/** The browser says that nobody looks at the page, or that somebody does again. */
async function look(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hides) => {
    Object.defineProperty(document, 'hidden', { value: hides, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

test('[FI10] who comes back hears how much is new, and sees it', async ({ table }) => {
  const { nora, tobias } = await threeIdeas(table);
  await expectSaved(nora);
  await nora.clock.install();
  await look(nora, true);
  await post(tobias, 'Carsharing der Betriebe');
  await chooseOnCard(tobias, MILL, 'Ansehen und kommentieren');
  await tobias.getByRole('textbox', { name: 'Dein Kommentar' }).fill('Am Sonntag?');
  await tobias.keyboard.press('Enter');
  await tobias.keyboard.press('Escape');
  await showList(tobias);
  await choose(tobias, STAGE, 'In einen neuen Cluster');
  await expectSaved(tobias);
  await expect(card(nora, 'Carsharing')).toHaveCount(1);
  await expect(nora.locator('[data-wall] [data-idea][data-in]')).toHaveCount(1);
  await nora.clock.fastForward(130_000);
  await look(nora, false);
  const sign = nora.locator('[data-away]');
  await expect(sign).toContainText('1 neue Idee · 1 verschoben · 1 neuer Kommentar');
  await sign.getByRole('button', { name: 'Zeigen' }).click();
  await expect(sign).toHaveCount(0);
  await expect(dimmed(nora)).toHaveText([/Räder parken/]);
  await expect(sought(nora)).toHaveCount(1);
});

test('[FI12] who follows the moderator sees what the projection shows', async ({ table }) => {
  const { nora, moderate } = await threeIdeas(table);
  const moderator = await table.arrive(moderate);
  await showList(nora);
  await chooseOnCard(moderator, MILL, 'Auf der Projektion zeigen');
  const follow = nora.getByRole('button', { name: 'Der Moderation folgen' });
  await follow.click();
  await expect(follow).toHaveAttribute('aria-pressed', 'true');
  await expect(item(nora, MILL)).toBeInViewport();
  await moderator.getByRole('button', { name: 'Ganze Wand', exact: true }).click();
  await expect(nora.locator('[data-wall]')).toBeVisible();
});
