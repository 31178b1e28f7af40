import type { Locator, Page } from '@playwright/test';
import { post, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const PHONE = { width: 390, height: 844 };
const TITLE = 'Urbane Mobilität zwischen Werkstor, Innenstadt und den Dörfern ringsum';
const QUESTION =
  'Was müsste geschehen, damit wir 2030 alle gern auf das zweite Auto verzichten und trotzdem überall hinkommen?';

async function expectWithin(page: Page, part: Locator): Promise<void> {
  const box = await part.boundingBox();
  expect(box?.x ?? NaN).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? NaN) + (box?.width ?? NaN)).toBeLessThanOrEqual(PHONE.width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
}

test('[LI15] on a phone nothing is wider than the screen, however long title, question and words are', async ({
  table,
}) => {
  const { board, links } = await table.create({ title: TITLE, question: QUESTION, agenda: 'freie-wand' });
  const nora = await table.arrive();
  await nora.setViewportSize(PHONE);
  await sitDown(nora, board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  await post(nora, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenverleih'.repeat(3));
  await expect(nora.locator('li[data-idea]')).toBeVisible();
  const pinned = nora.getByRole('button', { name: 'Anheften' });
  for (const part of [pinned, nora.locator('header'), nora.locator('main'), nora.locator('li[data-idea]')]) {
    await expectWithin(nora, part);
  }
  await nora.getByRole('button', { name: 'Wand', exact: true }).click();
  await expectWithin(nora, pinned);

  const moderator = await table.arrive();
  await moderator.setViewportSize(PHONE);
  await moderator.goto(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  await moderator.locator('button[aria-controls=lead]').click();
  await expectWithin(moderator, moderator.locator('#lead'));
  for (const button of await moderator.locator('#lead button').all()) await expectWithin(moderator, button);
});

test('[BO65] on a phone views, undo and signs stand in one row, also while planning', async ({ table }) => {
  const { board, links } = await table.create({ title: TITLE, agenda: [{ kind: 'collect' }, { kind: 'plan' }] });
  const nora = await table.arrive();
  await nora.setViewportSize(PHONE);
  await sitDown(nora, board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  const views = nora.getByRole('group', { name: 'Ansicht' });
  const expectOneRow = async (): Promise<void> => {
    const [one, other] = [await views.boundingBox(), await nora.getByRole('button', { name: 'Melden' }).boundingBox()];
    expect(Math.abs((one?.y ?? NaN) - (other?.y ?? NaN))).toBeLessThan((one?.height ?? NaN) / 2);
  };
  await expect(nora.getByRole('button', { name: 'Ich bin fertig' })).toBeVisible();
  await expectOneRow();
  const moderator = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  await moderator.getByRole('button', { name: 'Verabreden', exact: true }).click();
  await expect(views.getByRole('button', { name: 'Plan' })).toBeVisible();
  await expectOneRow();
});
