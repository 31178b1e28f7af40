import type { Page } from '@playwright/test';
import { test } from './screening.ts';
import { expect } from './table.ts';
import { asParticipant, BOARD } from './tour.ts';

/** The narrowest phone that we promise to fit. */
const NARROW = { width: 360, height: 740 };
/** CSS pixels: the least target size of WCAG 2.2 AA (2.5.8). */
const TARGET = 24;
const TOUR_MS = 600_000;

/** What stands out of the page at its sides, or is too small for a finger. */
const misfits = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const name = (part: Element): string => part.getAttribute('aria-label') ?? part.textContent.trim().slice(0, 40);
    const told: string[] = [];
    const wide = document.scrollingElement?.scrollWidth ?? 0;
    if (wide > innerWidth) told.push(`the page is ${wide} wide`);
    for (const part of document.querySelectorAll('button, a, input, select, textarea, summary, [role=switch]')) {
      // The wall is a camera: what it shows may be cut, and be far away.
      if (part.closest('[data-wall], .unseen') || part.matches('.unseen') || !part.checkVisibility()) continue;
      const { left, right, width, height } = part.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) told.push(`${name(part)} stands out`);
      if (width < least || height < least) told.push(`${name(part)} is ${width} by ${height}`);
    }
    return told;
  }, TARGET);

test('[PH1, PH2, PH3] at 360 px everything fits, and a round is played from the list', async ({ begin, table }) => {
  test.setTimeout(TOUR_MS);
  const round = await begin(['industry', 'creative', 'other'], BOARD);
  const page = await table.arrive();
  await page.setViewportSize(NARROW);
  for await (const state of asParticipant(round, page)) {
    if (state.startsWith('silence')) {
      await expect(page.getByRole('button', { name: 'Liste', exact: true })).toHaveAttribute('aria-pressed', 'true');
    }
    expect.soft(await misfits(page), state).toEqual([]);
  }
});

test('[PH1] at 360 px the pages around a table fit', async ({ table }) => {
  const { board } = await table.create(BOARD);
  const page = await table.arrive();
  await page.setViewportSize(NARROW);
  for (const path of ['/', '/join', `/join#${board.code}`, '/check']) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect.soft(await misfits(page), path).toEqual([]);
  }
});
