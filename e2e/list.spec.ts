import type { Page } from '@playwright/test';
import { composer, expectSaved, item, post, section, showList, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };

/** Opens the menu of an idea and walks to a choice, all by keys. */
async function chooseByKeys(page: Page, text: string, choice: string): Promise<void> {
  await item(page, text).getByRole('button').focus();
  await page.keyboard.press('Enter');
  const wanted = page.getByRole('menuitem', { name: choice });
  await expect(wanted).toBeVisible();
  for (let steps = 0; steps < 20; steps++) {
    if (await wanted.evaluate((it) => it === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

test('[LI11] every deed of the list works by keyboard, and the focus goes with the idea', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await nora.getByRole('button', { name: 'Liste', exact: true }).focus();
  await nora.keyboard.press('Enter');
  await composer(nora).focus();
  for (const text of ['Parkplatz wird Bühne', 'Ticket = Kulturpass']) {
    await nora.keyboard.type(text);
    await nora.keyboard.press('Enter');
  }

  await chooseByKeys(nora, 'Parkplatz wird Bühne', 'Bearbeiten');
  await nora.keyboard.type(' am Abend');
  await nora.keyboard.press('Enter');
  await expect(item(nora, 'Parkplatz wird Bühne am Abend').getByRole('button')).toBeFocused();

  await chooseByKeys(nora, 'Parkplatz wird Bühne am Abend', 'In einen neuen Cluster');
  await expect(nora.getByRole('textbox', { name: 'Name des Clusters' }).first()).toBeFocused();
  await nora.keyboard.type('Laden & Parken');
  await nora.keyboard.press('Enter');
  await expect(section(nora, 'Laden & Parken').getByText('Parkplatz wird Bühne am Abend')).toBeVisible();

  await chooseByKeys(nora, 'Ticket = Kulturpass', 'Nach: Laden & Parken');
  await expect(section(nora, 'Laden & Parken').getByRole('listitem')).toHaveCount(2);
  await expect(item(nora, 'Ticket = Kulturpass').getByRole('button')).toBeFocused();

  await chooseByKeys(nora, 'Ticket = Kulturpass', 'Zurück zu den nicht zugeordneten');
  await expect(section(nora, 'Noch nicht zugeordnet').getByText('Ticket = Kulturpass')).toBeVisible();

  await nora.getByRole('button', { name: 'Cluster auflösen: Laden & Parken' }).focus();
  await nora.keyboard.press('Enter');
  await expect(section(nora, 'Noch nicht zugeordnet').getByRole('listitem')).toHaveCount(2);

  await chooseByKeys(nora, 'Ticket = Kulturpass', 'Löschen');
  await expect(item(nora, 'Ticket = Kulturpass')).toHaveCount(0);
  await expectSaved(nora);
});

test('[LI12] nobody gets to change or delete what others wrote', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  await post(nora, 'Von Nora');
  await showList(tobias);
  await item(tobias, 'Von Nora').getByRole('button').click();
  await expect(tobias.getByRole('menuitem', { name: 'In einen neuen Cluster' })).toBeVisible();
  await expect(tobias.getByRole('menuitem', { name: 'Bearbeiten' })).toHaveCount(0);
  await expect(tobias.getByRole('menuitem', { name: 'Löschen' })).toHaveCount(0);
});

test('[LI13] too long is told and not cut, and undo takes back one’s own deeds', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await showList(nora);
  const long = 'Wort '.repeat(60).trim();
  await post(nora, long);
  await expect(
    nora.locator('[data-notices]').getByText('Deine Idee ist 19 Zeichen zu lang. Kürz sie oder mach zwei daraus.'),
  ).toBeVisible();
  await expect(composer(nora)).toHaveValue(long);
  await post(nora, 'Kurz gesagt');
  await nora.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(item(nora, 'Kurz gesagt')).toHaveCount(0);
  await nora.getByRole('button', { name: 'Wiederholen' }).click();
  await expect(item(nora, 'Kurz gesagt')).toHaveCount(1);
  await expectSaved(nora);
});

test('[LI14] two people writing in one text don’t overwrite each other, and see who writes', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const moderator = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  for (const page of [nora, moderator]) await showList(page);
  await post(nora, 'Lastenrad');
  for (const page of [moderator, nora]) {
    await item(page, 'Lastenrad').getByRole('button').click();
    await page.getByRole('menuitem', { name: 'Bearbeiten' }).click();
  }
  await expect(moderator.getByText('Nora Feldmann schreibt gerade')).toBeVisible();
  const [his, hers] = [moderator, nora].map((page) => page.getByRole('textbox', { name: 'Text der Idee' }));
  await hers?.press('Home');
  await Promise.all([his?.pressSequentially(' am Werkstor'), hers?.pressSequentially('Ein ')]);
  for (const field of [his, hers]) await expect(field ?? nora.locator('none')).toHaveValue('Ein Lastenrad am Werkstor');
});
