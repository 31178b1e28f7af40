import type { Page } from '@playwright/test';
import { demoIdeas } from '../server/cli/demo-ideas.ts';
import { showList, sitDown } from './people.ts';
import type { Round } from './round.ts';
import { goTo, pathOf, scene, test } from './screening.ts';
import { expect } from './table.ts';
import { BOARD } from './tour.ts';

/**
 * Pages as they should look, kept in `looks/`. `npm test -- browser looks --update-snapshots` takes new ones: look at them
 * beside the pictures of the design before you keep them.
 */

const SIZES = { 360: 740, 1366: 768, 1920: 1080 } as const;
type Width = keyof typeof SIZES;
const ALL: readonly Width[] = [360, 1366, 1920];

/** Of all points; another Chromium draws the edges of letters a little differently, and nothing else. */
const DIFFERENT = 0.03;
/** Codes, links and what is measured differ from one table to the next. */
const CHANGING = '[data-code], canvas, svg[role=img][shape-rendering], .way, .address, #lead details, [data-similar]';

async function expectLooks(page: Page, name: string, widths: readonly Width[] = ALL): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: name.endsWith('dark') ? 'dark' : 'light' });
  for (const width of widths) {
    await page.setViewportSize({ width, height: SIZES[width] });
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await expect.soft(page).toHaveScreenshot(`${name}-${width}.png`, {
      maxDiffPixelRatio: DIFFERENT,
      mask: [page.locator(CHANGING)],
      animations: 'disabled',
      caret: 'hide',
    });
  }
}

/** A dozen ideas, most of them in clusters. */
function furnish(round: Round): string[] {
  const ideas = round.write(
    demoIdeas()
      .slice(0, 12)
      .map(({ text }) => text),
    Date.UTC(2026, 8, 24, 18),
  );
  round.cluster('cluster-00000000', { title: 'Laden & Parken', at: [30, 84], ideas: ideas.slice(0, 4) });
  round.cluster('cluster-00000001', { title: 'Letzte Meile mit Gesicht', at: [500, 84], ideas: ideas.slice(4, 8) });
  return ideas;
}

test('[LK7] start and join page look as designed', async ({ table }) => {
  const { board } = await table.create(BOARD);
  const page = await table.arrive('/');
  await expectLooks(page, 'start');
  await expectLooks(page, 'start-dark', [1366]);
  await page.goto(`/join#${board.code}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectLooks(page, 'join');
});

test('[LK7] the board looks as designed', async ({ begin, table }) => {
  const round = await begin(['industry', 'creative', 'other'], BOARD);
  furnish(round);
  await goTo(round, 1);
  const page = await table.arrive();
  await sitDown(page, round.created.board.code, { name: 'Nora Feldmann', sector: 'Kreative' });
  await expect(page.locator('[data-wall] [data-idea]')).toHaveCount(12);
  await page.keyboard.press('Escape');
  await expectLooks(page, 'wall', [1366, 1920]);
  await expectLooks(page, 'wall-dark', [1366]);
  await showList(page);
  await expectLooks(page, 'list', [360, 1366]);
  await expectLooks(page, 'list-dark', [360]);
});

test('[LK7] a vote looks as designed, before who leads and on the projection', async ({ begin, table }) => {
  const round = await begin(['industry', 'creative', 'other'], BOARD);
  furnish(round);
  await goTo(round, 2);
  await round.vote('open');
  const page = await table.arrive(pathOf(round.created.links.moderate));
  await expect(page.locator('#lead')).toBeVisible();
  await expectLooks(page, 'leading', [1366, 1920]);
  const screen = await table.arrive(pathOf(round.created.links.screen));
  await expect(scene(screen)).toBeVisible();
  await expectLooks(screen, 'projection', [1366, 1920]);
});
