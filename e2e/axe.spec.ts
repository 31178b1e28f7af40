import type { Page } from '@playwright/test';
import type { Round } from './round.ts';
import { goTo, pathOf, scene, test } from './screening.ts';
import { expectSound } from './sound.ts';
import { expect } from './table.ts';
import { asModerator, asParticipant, BOARD } from './tour.ts';

/** Longer than any state takes on a machine that is shared. */
const TOUR_MS = 600_000;
/** More stops than the page has. */
const STOPS_MAX = 200;
const SECTORS = ['industry', 'creative', 'other'];

test('[AX1] axe finds nothing on the pages around a table', async ({ table }) => {
  test.setTimeout(TOUR_MS);
  const { board, moderator } = await table.create(BOARD);
  const page = await table.arrive('/');
  await expectSound(page, 'start');
  await page.getByRole('button', { name: 'Dazusetzen' }).click();
  await expect(page.locator('#code-missing')).toBeVisible();
  await expectSound(page, 'start, without a code');
  await page.goto('/join');
  await expectSound(page, 'asked for a code');
  await page.goto('/join#BLECH-BLECH-99');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expectSound(page, 'wrong code');
  await page.goto(`/join#${board.code}`);
  await page.getByRole('button', { name: 'An den Tisch' }).click();
  await expectSound(page, 'sitting down, without a sector');
  await page.goto('/check');
  await expect(page.locator('[data-verdict="checking"]')).toHaveCount(0);
  await expectSound(page, 'check');
  for (const path of [`/board/${board.id}`, `/screen/${board.id}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectSound(page, path.replace(board.id, '…'));
  }
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.goto(`/board/${board.id}#seat=${moderator.token}`);
  await expect(page.getByRole('main')).toBeVisible();
  await expectSound(page, 'waiting for the server');
});

test('[AX1, AX2] axe finds nothing at the table in any step, and there is one live region', async ({
  begin,
  table,
}) => {
  test.setTimeout(TOUR_MS);
  const round = await begin(SECTORS, BOARD);
  const page = await table.arrive();
  for await (const state of asParticipant(round, page)) {
    await expectSound(page, state);
    expect.soft(await liveRegions(page), state).toEqual(['status']);
  }
});

test('[AX1, AX2] axe finds nothing in front of who leads', async ({ begin, table }) => {
  test.setTimeout(TOUR_MS);
  const round = await begin(SECTORS, BOARD);
  const page = await table.arrive();
  for await (const state of asModerator(round, page)) {
    await expectSound(page, state);
    expect.soft(await liveRegions(page), state).toEqual(['status']);
  }
});

test('[AX1] axe finds nothing on a projection', async ({ begin, table }) => {
  test.setTimeout(TOUR_MS);
  const round: Round = await begin(SECTORS);
  const page = await table.arrive();
  await page.goto(pathOf(round.created.links.screen));
  for (const step of [0, 1, 2, 3, 4]) {
    if (step === 1) round.write(['Parkplatz wird abends zur Bühne', 'Ticket = Kulturpass']);
    await goTo(round, step);
    await expect(scene(page)).toBeVisible();
    await expectSound(page, `projection, step ${step}`);
  }
});

test('[AX3] a board has its regions, named and in order', async ({ table }) => {
  const { links } = await table.create(BOARD);
  const page = await table.arrive(pathOf(links.moderate));
  await expect(page.getByRole('banner').getByRole('heading', { level: 1 })).toHaveText(BOARD.title);
  await expect(page.getByRole('main').getByRole('region', { name: 'Wand' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('group', { name: 'Ansicht' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Leitung' })).toBeVisible();
  const passed: string[] = [];
  for (let stop = 0; stop < STOPS_MAX && passed.at(-1) !== 'end'; stop++) {
    await page.keyboard.press('Tab');
    const region = await page.evaluate(
      () => document.activeElement?.closest('header, main, aside')?.tagName.toLowerCase() ?? 'end',
    );
    if (passed.at(-1) !== region) passed.push(region);
  }
  expect(passed).toEqual(['header', 'main', 'aside', 'end']);
});

/** What speaks politely by itself, by role; an open dialog silences all around it, and may speak for itself. */
const liveRegions = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[aria-live=polite], [role=status], [role=log], output')]
      .filter((region) => region.getAttribute('aria-live') !== 'off' && !region.closest('dialog'))
      .map((region) => region.getAttribute('role') ?? region.tagName),
  );
