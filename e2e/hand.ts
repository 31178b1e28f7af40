import type { Locator, Page } from '@playwright/test';

/** What a hand with a mouse does on the wall. Points are pixels of the page. */

export type Pixel = readonly [x: number, y: number];

export const card = (page: Page, text: string): Locator => page.locator('[data-wall] [data-idea]', { hasText: text });
export const clusters = (page: Page): Locator => page.locator('[data-wall] [data-cluster]');
export const pool = (page: Page): Locator => page.locator('[data-pool]');

/** Opens the menu of a card and chooses. */
export async function chooseOnCard(page: Page, text: string, choice: string): Promise<void> {
  await card(page, text).hover();
  await card(page, text)
    .getByRole('button', { name: /^Was mit/ })
    .click();
  await page.getByRole('menuitem', { name: choice }).click();
}

/** Milliseconds after which what has not moved is at rest. */
const REST_MS = 100;

/** Where something is on the page once it lies still: cards glide to their places, and tilt while they are carried. */
export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  let box = await locator.boundingBox();
  for (let before = null; JSON.stringify(box) !== JSON.stringify(before);) {
    before = box;
    await locator.page().waitForTimeout(REST_MS);
    box = await locator.boundingBox();
  }
  if (!box) throw new Error(`nothing to point at: ${locator.toString()}`);
  return box;
}

/** A point in a box on the page, as shares of its width and height. */
export async function pointIn(locator: Locator, [across, down]: Pixel = [0.5, 0.5]): Promise<Pixel> {
  const box = await boxOf(locator);
  return [box.x + box.width * across, box.y + box.height * down];
}

/** Picks something up and carries it, without letting go. */
export async function carry(page: Page, from: Pixel, to: Pixel): Promise<void> {
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 8 });
}

export async function drag(page: Page, from: Pixel, to: Pixel): Promise<void> {
  await carry(page, from, to);
  await page.mouse.up();
}
