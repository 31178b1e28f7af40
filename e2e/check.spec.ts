import type { Page } from '@playwright/test';
import { expect, test } from './proxied.ts';

const PHONE = { width: 390, height: 844 };
/** A way that hangs is given up after 8 s, each in its turn. */
const CHECKED_MS = 60_000;

const expectVerdict = (page: Page, verdict: string): Promise<void> =>
  expect(page.locator('[data-verdict]')).toHaveAttribute('data-verdict', verdict, { timeout: CHECKED_MS });
const line = (page: Page, about: string): ReturnType<Page['locator']> => page.locator(`[data-check=${about}]`);
const expectState = (page: Page, about: string, state: RegExp): Promise<void> =>
  expect(line(page, about)).toHaveAttribute('data-state', state);

test('[CH1, CH2, CH6] where everything is fine the check says so, with times, and gives a report', async ({
  table,
}) => {
  const page = await table.arrive('/check');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(page.locator('[data-verdict]')).not.toHaveAttribute('data-verdict', 'checking', { timeout: CHECKED_MS });
  for (const about of ['http', 'websocket', 'polling']) {
    // A busy machine may be slow; what counts is that it got through, and how fast.
    await expectState(page, about, /^(good|slow)$/);
    await expect(line(page, about)).toContainText(/\d+ ms/);
  }
  for (const about of ['keeps', 'current', 'screen']) await expectState(page, about, /^good$/);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);

  await page.getByRole('button', { name: 'Bericht für die IT kopieren' }).click();
  await expect(page.getByRole('main').getByText('Kopiert.')).toBeVisible();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain(new URL(page.url()).origin);
  expect(report).toMatch(/WebSocket: (gut|langsam), \d+ ms/);
});

for (const upgrade of ['is-refused', 'hangs'] as const) {
  test(`[CH3] where WebSocket ${upgrade} the check names the detour and whom to ask`, async ({ between, behind }) => {
    between.becomes({ upgrade });
    const page = await behind.arrive('/check');
    await expectVerdict(page, 'works');
    await expectState(page, 'websocket', /^limited$/);
    await expect(line(page, 'websocket')).toContainText('Bitte die IT');
    await expectState(page, 'polling', /^(good|slow)$/);
    between.becomes({});
    await page.getByRole('button', { name: 'Noch einmal prüfen' }).click();
    await expectState(page, 'websocket', /^(good|slow)$/);
  });
}

test('[CH4] a server that is down is one verdict, and the next look finds it again', async ({ server, table }) => {
  const page = await table.arrive('/check');
  await expect(page.getByRole('button', { name: 'Noch einmal prüfen' })).toBeEnabled({ timeout: CHECKED_MS });
  await server.kill();
  await page.getByRole('button', { name: 'Noch einmal prüfen' }).click();
  await expectVerdict(page, 'fails');
  for (const about of ['http', 'websocket', 'polling']) await expectState(page, about, /^unreachable$/);
  await server.start();
  await page.getByRole('button', { name: 'Noch einmal prüfen' }).click();
  await expectVerdict(page, 'good');
});

test('[CH7] a browser that keeps nothing, or shows another version, is told what to do', async ({ table }) => {
  const page = await table.arrive();
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  let isFirst = true;
  await page.route('**/check', async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    await route.fulfill({
      response: answer,
      body: isFirst ? body : body.replace(/index-[\w-]+\.js/, 'index-newer.js'),
    });
    isFirst = false;
  });
  await page.goto('/check');
  await expectVerdict(page, 'works');
  for (const about of ['keeps', 'current']) await expectState(page, about, /^limited$/);
  await expect(line(page, 'current')).toContainText('Lade die Seite neu');
});

test('[CH8] start and join page lead to the check, and it fits a phone in both languages', async ({ table }) => {
  const { board } = await table.create();
  for (const path of ['/', '/join', `/join#${board.code}`]) {
    const page = await table.arrive(path);
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Technik-Check' }).click();
    await expect((await opened).locator('[data-verdict]')).toBeVisible();
  }
  for (const [locale, title] of [
    ['de-DE', 'Technik-Check'],
    ['en-GB', 'Device check'],
  ] as const) {
    const page = await table.arrive('/check', locale);
    await page.setViewportSize(PHONE);
    await expect(page.getByText(title, { exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await expectState(page, 'screen', /^limited$/);
  }
});
