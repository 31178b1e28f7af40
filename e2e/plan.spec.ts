import type { Locator, Page } from '@playwright/test';
import { chooseOnCard } from './hand.ts';
import { expectSaved, post, sign, sitDown } from './people.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };
const IDEA = 'Parkplatz wird abends zur Bühne';
const WHAT = 'Mit dem Ordnungsamt über einen Probeabend auf dem Parkplatz reden';

const action = (page: Page, what: string): Locator =>
  page.locator('[data-action]').filter({ has: page.getByText(what, { exact: true }) });
const request = (page: Page): Locator => page.locator('[data-requests]');
const person = (page: Page, name: string): Locator => page.locator('[data-accepted]', { hasText: name });
const showPlan = (page: Page): Promise<void> => page.getByRole('button', { name: 'Plan', exact: true }).click();

async function twoAtTheTable(table: Table): Promise<{ nora: Page; tobias: Page }> {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  return { nora, tobias };
}

async function agree(page: Page, what: string, names: readonly string[]): Promise<void> {
  await page.getByRole('textbox', { name: 'Was tun wir?' }).fill(what);
  await page.keyboard.press('Enter');
  await action(page, what).getByRole('button', { name: 'Wer?' }).click();
  const picker = action(page, what).getByRole('group', { name: 'Wer macht mit?' });
  for (const name of names) await picker.getByRole('button', { name }).click();
  await picker.getByRole('button', { name: 'Fertig' }).click();
}

test('[PL10] an action made of an idea names somebody, who is asked on their own screen and says yes', async ({
  table,
}) => {
  const { nora, tobias } = await twoAtTheTable(table);
  await post(nora, IDEA);
  await chooseOnCard(nora, IDEA, 'Verabredung daraus machen');
  await expect(nora.getByRole('textbox', { name: 'Was tun wir?' })).toBeFocused();
  await agree(nora, WHAT, ['Tobias Seidel']);
  await expect(action(nora, WHAT)).toContainText(`Zu: ${IDEA}`);
  await action(nora, WHAT).getByLabel('Bis wann?').fill('2031-05-12');

  await expect(request(tobias)).toContainText(WHAT);
  await expect(request(tobias)).toContainText('bis 12.05.2031');
  await expect(request(nora)).toHaveCount(0);
  await expect(person(nora, 'Tobias Seidel')).toContainText('offen');
  await request(tobias).getByRole('button', { name: 'Annehmen' }).click();
  await expect(request(tobias)).toHaveCount(0);
  await expect(person(nora, 'Tobias Seidel')).toContainText('zugesagt');
  await expectSaved(tobias);
  await tobias.reload();
  await showPlan(tobias);
  await expect(person(tobias, 'Tobias Seidel')).toContainText('zugesagt');
});

test('[PL11] two who accept at the same moment both stay', async ({ table }) => {
  const { nora, tobias } = await twoAtTheTable(table);
  await showPlan(nora);
  await agree(nora, WHAT, ['Tobias Seidel', 'Nora Feldmann']);
  await expect(request(tobias)).toContainText(WHAT);
  // Neither hears of the other before both have said it.
  await Promise.all([nora, tobias].map((page) => page.context().setOffline(true)));
  for (const page of [nora, tobias])
    await expect(sign(page)).toHaveAttribute('data-saving', 'offline', { timeout: 60_000 });
  for (const page of [nora, tobias]) await request(page).getByRole('button', { name: 'Annehmen' }).click();
  await Promise.all([nora, tobias].map((page) => page.context().setOffline(false)));
  await showPlan(tobias);
  for (const page of [nora, tobias]) {
    await expect(person(page, 'Nora Feldmann')).toContainText('zugesagt', { timeout: 60_000 });
    await expect(person(page, 'Tobias Seidel')).toContainText('zugesagt', { timeout: 60_000 });
    await expectSaved(page);
  }
});

test('[PL12] who would rather not is no longer named, and the plan goes by keyboard alone', async ({ table }) => {
  const { nora, tobias } = await twoAtTheTable(table);
  await showPlan(nora);
  await agree(nora, WHAT, ['Tobias Seidel']);
  await request(tobias).getByRole('button', { name: 'Lieber nicht' }).focus();
  await tobias.keyboard.press('Enter');
  await expect(action(nora, WHAT)).toContainText('Noch niemand dabei');
  await expect(request(tobias)).toHaveCount(0);
  await action(nora, WHAT)
    .getByRole('button', { name: /Bearbeiten/ })
    .focus();
  await nora.keyboard.press('Enter');
  await nora.keyboard.type(' und der Feuerwehr');
  await nora.keyboard.press('Enter');
  await expect(action(nora, `${WHAT} und der Feuerwehr`)).toBeVisible();
  await nora.getByRole('button', { name: /^Löschen/ }).focus();
  await nora.keyboard.press('Enter');
  await expect(nora.locator('[data-action]')).toHaveCount(0);
  await nora.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(action(nora, `${WHAT} und der Feuerwehr`)).toBeVisible();
});
