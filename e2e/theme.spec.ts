import type { Page } from '@playwright/test';
import { post, showList, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const LIGHT = 'rgb(242, 239, 233)';
const DARK = 'rgb(21, 24, 29)';
/** Milliseconds that the client's script is late: longer than a browser waits before it paints something. */
const LATE_MS = 1_500;

const wallOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function choose(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: 'Aussehen' }).click();
  await page.getByRole('menuitemradio', { name: theme }).click();
}

test('[LK1] the wall is light or dark as the device asks, or as somebody chose', async ({ table }) => {
  const page = await table.arrive();
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await wallOf(page)).toBe(LIGHT);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await wallOf(page)).toBe(DARK);
  await page.getByLabel('Thema').fill('Urbane Mobilität');
  await choose(page, 'Hell');
  expect(await wallOf(page)).toBe(LIGHT);
  await expect(page.getByLabel('Thema')).toHaveValue('Urbane Mobilität');
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  await page.goto('/check');
  expect(await wallOf(page)).toBe(LIGHT);
  await choose(page, 'Wie dein Gerät');
  expect(await wallOf(page)).toBe(DARK);
});

test('[LK1] nobody sees the other wall first', async ({ table }) => {
  const page = await table.arrive();
  await page.emulateMedia({ colorScheme: 'light' });
  await choose(page, 'Dunkel');
  await page.addInitScript(() => {
    const painted: string[] = [];
    Object.assign(window, { painted });
    const look = (): void => {
      painted.push(getComputedStyle(document.documentElement).backgroundColor);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.route('**/assets/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    await route.continue();
  });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Tisch decken' })).toBeVisible();
  const painted = await page.evaluate(() => (window as unknown as { painted: string[] }).painted);
  expect(new Set(painted)).toEqual(new Set([DARK]));
});

test('[LK4] in forced colours cards, choices and signs are told by lines', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const page = await table.arrive();
  await page.emulateMedia({ forcedColors: 'active' });
  await sitDown(page, board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  await post(page, 'Parkplatz wird abends zur Bühne');
  const outlined = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((part) => getComputedStyle(part).outlineStyle);
  expect(await outlined('[data-wall] [data-idea]')).toBe('solid');
  await showList(page);
  await page.getByRole('button', { name: 'Wand', exact: true }).focus();
  expect(await outlined('[aria-pressed="true"]')).toBe('solid');
  expect(await outlined('li[data-idea]')).toBe('solid');
});

test('[LK5] who asks for less motion sees none', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const page = await table.arrive();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await sitDown(page, board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  await post(page, 'Parkplatz wird abends zur Bühne');
  await expect(page.locator('[data-wall] [data-idea]')).toBeVisible();
  const longest = await page.evaluate(() =>
    [...document.querySelectorAll('*')].reduce((most, part) => {
      const { transitionDuration, animationDuration } = getComputedStyle(part);
      return Math.max(most, ...[transitionDuration, animationDuration].map(parseFloat));
    }, 0),
  );
  expect(longest).toBeLessThan(0.001);
});
