import { expectSaved } from './people.ts';
import { expect, test } from './table.ts';

test('[LO3] what comes later is here before it is needed, and shows though the line is lost', async ({ table }) => {
  const { board, moderator } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const page = await table.arrive(`/board/${board.id}#seat=${moderator.token}`);
  await expectSaved(page);
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /\/later-/.test(name))))
    .toBe(true);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Was tun wir?' })).toBeVisible();
});

test('[LO5] a part that does not come is told, with a way on', async ({ browser, server, table }) => {
  const { board, moderator } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const context = await browser.newContext({ baseURL: server.origin, locale: 'de-DE', serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/\/assets\/lead-/, (route) => route.abort());
  await page.goto(`/board/${board.id}#seat=${moderator.token}`);
  const missing = page.getByRole('alert').filter({ hasText: 'Das ließ sich nicht laden.' });
  await expect(missing).toBeVisible();
  await page.unroute(/\/assets\/lead-/);
  await missing.getByRole('button', { name: 'Neu laden' }).click();
  await expect(page.getByRole('complementary', { name: 'Leitung' })).toBeVisible();
  await context.close();
});
