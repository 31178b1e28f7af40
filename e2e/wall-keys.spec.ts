import type { Page } from '@playwright/test';
import { card, clusters } from './hand.ts';
import { composer, post, twoAtTheWall } from './people.ts';
import { expect, test } from './table.ts';

const IDEAS = ['Rikscha-Taxi', 'Schrauber-Café', 'Parkplatz als Bühne', 'Ticket = Kulturpass'];

/** Goes on by Tab until a card has the focus. */
async function tabToWall(page: Page): Promise<void> {
  await page.locator('body').click({ position: { x: 4, y: 4 } });
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('[data-wall] [data-idea]') === true)) return;
  }
  throw new Error('Tab does not enter the wall');
}

test('[WA40] Tab enters the wall at one card, arrow keys walk, Tab goes on behind it', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await tabToWall(nora);
  await expect(card(nora, 'Rikscha')).toBeFocused();
  for (const [key, text] of [
    ['ArrowRight', 'Schrauber'],
    ['ArrowDown', 'Ticket'],
    ['ArrowLeft', 'Parkplatz'],
    ['ArrowLeft', 'Parkplatz'],
    ['ArrowUp', 'Rikscha'],
  ] as const) {
    await nora.keyboard.press(key);
    await expect(card(nora, text)).toBeFocused();
  }
  await expect(nora.getByRole('article', { name: 'Rikscha-Taxi' })).toBeFocused();
  await expect(nora.locator('[data-wall] [data-idea][tabindex="0"]')).toHaveCount(1);
  await nora.keyboard.press('Enter');
  await nora.keyboard.type(' für alle');
  await nora.keyboard.press('Escape');
  await expect(card(nora, 'Rikscha-Taxi für alle')).toBeFocused();
});

test('[WA41] the focus goes to the nearest card when others take its own away', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await post(tobias, 'Seilbahn zum Kaßberg');
  await expect(card(nora, 'Seilbahn')).toBeVisible();
  await card(nora, 'Seilbahn').focus();
  await card(tobias, 'Seilbahn').focus();
  await tobias.keyboard.press('Delete');
  await expect(card(nora, 'Seilbahn')).toHaveCount(0);
  await expect(nora.locator('[data-wall] [data-idea]:focus')).toHaveCount(1);
  await expect(tobias.locator('[data-wall] [data-idea]:focus')).toHaveCount(1);

  await card(nora, 'Schrauber').focus();
  await tobias.getByRole('button', { name: 'Neuer Cluster' }).click();
  await tobias.keyboard.type('Treffpunkte');
  await tobias.keyboard.press('Enter');
  await card(tobias, 'Schrauber').focus();
  await tobias.keyboard.press('m');
  await tobias.keyboard.type('Treff');
  await tobias.keyboard.press('Enter');
  await expect(clusters(nora)).toContainText('1 Idee');
  await expect(card(nora, 'Schrauber')).toBeFocused();
});

test('[WA46] M asks where to: a cluster, a new one, back to the pool', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Parkplatz').focus();
  await nora.keyboard.press('m');
  await expect(nora.getByRole('dialog', { name: 'Wohin mit der Idee?' })).toBeVisible();
  await nora.keyboard.press('ArrowDown');
  await nora.keyboard.press('Enter');
  await expect(nora.getByRole('textbox', { name: 'Titel des Clusters' })).toBeFocused();
  await nora.keyboard.type('Nutzung');
  await nora.keyboard.press('Enter');
  await expect(clusters(tobias)).toContainText('Nutzung');
  await expect(clusters(tobias)).toContainText('1 Idee');

  await card(nora, 'Parkplatz').focus();
  await nora.keyboard.press('m');
  await nora.keyboard.press('ArrowUp');
  await nora.keyboard.press('Enter');
  await expect(clusters(tobias)).toContainText('0 Ideen');
  await expect(card(nora, 'Parkplatz')).toBeFocused();
});

test('[WA42] N writes, ? lists the keys, and single keys can be switched off for good', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Rikscha').focus();
  await nora.keyboard.press('n');
  await expect(composer(nora)).toBeFocused();
  await expect(composer(nora)).toHaveValue('');
  await nora.keyboard.type('?n');
  await expect(composer(nora)).toHaveValue('?n');

  await card(nora, 'Rikscha').focus();
  await nora.keyboard.press('?');
  const sheet = nora.getByRole('dialog', { name: 'Tasten der Wand' });
  await expect(sheet).toContainText('gehen von Karte zu Karte');
  await sheet.getByRole('switch', { name: 'Einzelne Tasten benutzen' }).click();
  await nora.keyboard.press('Escape');
  await expect(card(nora, 'Rikscha')).toBeFocused();
  for (const key of ['n', 'm', '?']) await nora.keyboard.press(key);
  await expect(nora.getByRole('dialog')).toHaveCount(0);
  await expect(card(nora, 'Rikscha')).toBeFocused();
  await nora.keyboard.press('ArrowRight');
  await expect(card(nora, 'Schrauber')).toBeFocused();

  await nora.reload();
  await card(nora, 'Rikscha').focus();
  await nora.keyboard.press('?');
  await nora.keyboard.press('ArrowRight');
  await expect(card(nora, 'Schrauber')).toBeFocused();
  await expect(nora.getByRole('dialog')).toHaveCount(0);
  await nora.getByRole('button', { name: 'Tasten der Wand' }).click();
  await sheet.getByRole('switch').click();
  await nora.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await nora.keyboard.press('?');
  await expect(sheet).toBeVisible();
});

test('[WA50] Z shows the cluster of a card as a whole, and from the pool the whole wall', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Ticket').focus();
  await nora.keyboard.press('m');
  await nora.keyboard.press('Enter');
  await nora.keyboard.type('Kultur');
  await nora.keyboard.press('Enter');
  await nora.locator('[data-wall]').hover({ position: { x: 700, y: 400 } });
  await nora.mouse.wheel(0, 600);
  await card(nora, 'Ticket').focus();
  await nora.keyboard.press('z');
  await expect(clusters(nora)).toBeInViewport({ ratio: 1 });
  await nora.mouse.wheel(0, 2_000);
  await card(nora, 'Rikscha').focus();
  await nora.keyboard.press('z');
  await expect(clusters(nora)).toBeInViewport({ ratio: 1 });
  await expect(card(nora, 'Rikscha')).toBeInViewport({ ratio: 1 });
});
