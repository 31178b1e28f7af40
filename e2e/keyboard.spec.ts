import type { Page } from '@playwright/test';
import { expect, test } from './table.ts';

const IDEA = 'Solar roofs on the market square, built with apprentices';
const WHAT = 'Ask the town hall for one roof';
/** More stops than any page has. */
const STOPS_MAX = 200;

/** Goes from stop to stop until the one with this name has the focus. */
async function reach(page: Page, name: string | RegExp): Promise<void> {
  const stops: string[] = [];
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return '';
      const labelled = at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : '';
      return (at.getAttribute('aria-label') ?? (labelled || at.textContent)).replace(/\s+/g, ' ').trim();
    });
    if (here === '') continue;
    if (typeof name === 'string' ? here.startsWith(name) : name.test(here)) return;
    stops.push(here.slice(0, 30));
  }
  throw new Error(
    `no way to ${typeof name === 'string' ? name : name.source} by Tab, only to ${[...new Set(stops)].join(' | ')}`,
  );
}

async function use(page: Page, name: string | RegExp): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}

test('[LE26] a whole round goes by keyboard alone, in English', async ({ table }) => {
  test.setTimeout(120_000);
  const moderator = await table.arrive('/', 'en-GB');
  await reach(moderator, 'Topic');
  await moderator.keyboard.type('Energy in town');
  await use(moderator, 'Set the table');
  await expect(moderator.locator('#lead')).toBeVisible();
  const code = (await moderator.locator('[data-code]').textContent()) ?? '';

  const guest = await table.arrive('/', 'en-GB');
  await reach(guest, /code/i);
  await guest.keyboard.type(code.trim());
  await guest.keyboard.press('Enter');
  await reach(guest, 'What should we call you?');
  await guest.keyboard.type('Nora');
  await reach(guest, /Industry/);
  await guest.keyboard.press('ArrowDown');
  await use(guest, 'To the table');
  await reach(guest, 'Your idea');
  await guest.keyboard.type(IDEA);
  await guest.keyboard.press('Enter');
  await expect(moderator.locator('[data-ideas]')).toHaveText('1');

  await use(moderator, /^Next: Cluster/);
  await use(moderator, 'Reveal');
  await use(guest, 'List');
  await expect(guest.locator('li[data-idea]')).toContainText(IDEA);
  await reach(guest, 'Name of the cluster');
  await guest.keyboard.type('Roofs');
  await guest.keyboard.press('Enter');
  await use(guest, /^What to do with/);
  await guest.keyboard.press('End');
  await expect(guest.getByRole('heading', { name: /Roofs/ })).toBeVisible();
  await guest.keyboard.press('Escape');

  await use(moderator, /^Next: Vote/);
  await use(guest, 'Give one dot');
  await expect(guest.getByRole('region', { name: /^Vote: / })).toHaveAttribute('data-vote', 'counted');
  await expect(moderator.locator('[data-voted="1"]')).toBeVisible();
  await use(moderator, 'Reveal result');
  await use(moderator, 'Reveal result');
  await expect(guest.locator('[data-result] li[data-target]')).toHaveCount(1);

  await use(moderator, /^Next: Plan/);
  await reach(guest, 'What will we do?');
  await guest.keyboard.type(WHAT);
  await guest.keyboard.press('Enter');
  await expect(moderator.locator('[data-action]')).toContainText(WHAT);
  await use(moderator, /^Next: Wrap-up/);
  await expect(guest.locator('[aria-current="step"]')).toHaveText('Wrap-up');
});
