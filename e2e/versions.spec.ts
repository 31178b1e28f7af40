import type { Page } from '@playwright/test';
import { choose, expectSaved, item, post, showList, sitDown } from './people.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const FIRST = 'Lastenräder am Werkstor ausleihen';
const SECOND = 'Parkplatz wird abends zur Bühne';
const LATER = 'Reparaturabend in der Lehrwerkstatt';

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;

/** A moderator and a guest with the list before them, and two ideas. */
async function two(table: Table, locale?: string): Promise<{ moderator: Page; nora: Page }> {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const moderator = await table.arrive(pathOf(links.moderate), locale);
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  for (const text of [FIRST, SECOND]) await post(nora, text);
  await showList(nora);
  await moderator.getByRole('button', { name: locale === undefined ? 'Liste' : 'List', exact: true }).click();
  await expect(item(moderator, SECOND)).toBeVisible();
  return { moderator, nora };
}

test('[VE16, VE17, VE18] a version is kept, read and restored; what was written since stays, and it can be undone', async ({
  table,
}) => {
  const { moderator, nora } = await two(table);
  await moderator.getByRole('button', { name: 'Fassungen …' }).click();
  const dialog = moderator.getByRole('dialog', { name: 'Fassungen' });
  await dialog.getByRole('textbox').fill('Vor der Pause');
  await dialog.getByRole('button', { name: 'Aufheben' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Aufgehoben.');
  await expect(dialog.getByRole('listitem')).toContainText(['Vor der Pause']);
  await moderator.keyboard.press('Escape');
  await choose(moderator, FIRST, 'Löschen');
  await post(nora, LATER);
  await expectSaved(nora);
  await expect(item(nora, FIRST)).toHaveCount(0);
  await expect(item(moderator, LATER)).toBeVisible();

  await moderator.getByRole('button', { name: 'Fassungen …' }).click();
  await moderator.getByRole('button', { name: /^Vor der Pause/ }).click();
  const preview = moderator.getByRole('dialog', { name: 'Vor der Pause' });
  await expect(preview.locator('[data-preview]')).toContainText(FIRST);
  await expect(preview).toContainText('1 Idee kommt zurück.');
  await expect(preview).toContainText('1 Idee, die seither geschrieben wurde, bleibt.');
  await preview.getByRole('button', { name: 'Wiederherstellen' }).click();
  await expect(moderator.getByRole('dialog')).toHaveCount(0);
  await expect(nora.getByText(/^Die Moderation hat die Wand auf den Stand von/).first()).toBeVisible();
  for (const text of [FIRST, SECOND, LATER]) await expect(item(nora, text)).toBeVisible();

  await moderator.getByRole('button', { name: 'Rückgängig', exact: true }).last().click();
  await expect(item(nora, FIRST)).toHaveCount(0);
  for (const text of [SECOND, LATER]) await expect(item(nora, text)).toBeVisible();
});

test('[VE18] versions are kept and read by keyboard, in English', async ({ table }) => {
  const { moderator } = await two(table, 'en-GB');
  const keys = moderator.keyboard;
  await moderator.getByRole('button', { name: 'Versions …' }).focus();
  await keys.press('Enter');
  await expect(moderator.getByRole('dialog', { name: 'Versions' })).toBeVisible();
  await expect(moderator.getByText(/^No version yet/)).toBeVisible();
  await tabTo(moderator, 'INPUT');
  await keys.type('Before the break');
  await keys.press('Enter');
  await expect(moderator.getByText('Kept.')).toBeVisible();
  await tabTo(moderator, 'Before the break');
  await keys.press('Enter');
  await expect(moderator.getByRole('dialog', { name: 'Before the break' })).toContainText(
    'There is nothing to bring back',
  );
  await tabTo(moderator, 'All versions');
  await keys.press('Enter');
  await tabTo(moderator, 'Before the break');
  await keys.press('Escape');
  await expect(moderator.getByRole('dialog')).toHaveCount(0);
  await expect(moderator.getByRole('button', { name: 'Versions …' })).toBeFocused();
});

/** Goes on from stop to stop until one has these words, or is of this kind. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`);
    expect(here).toContain(wanted);
  }).toPass({ intervals: [20], timeout: 20_000 });
}
