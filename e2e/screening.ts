import type { Page } from '@playwright/test';
import type { CreateBoardRequest } from '#shared/wire/http.ts';
import { Round } from './round.ts';
import { expect, test as base, type Table } from './table.ts';

/** Rounds that are projected, without browsers for those at the table. */

const BOARD: CreateBoardRequest = {
  title: 'Urbane Mobilität',
  question: 'Wie kommen wir 2030 durch Chemnitz – und was bauen wir dafür gemeinsam?',
  agenda: [
    { kind: 'collect', silent: true },
    { kind: 'open' },
    { kind: 'vote' },
    { kind: 'plan' },
    { kind: 'close' },
    { kind: 'collect' },
  ],
};
/** Where each of these steps stands in it; the first one is silent. */
export const [OPEN, VOTE, PLAN, CLOSE, COLLECT] = [1, 2, 3, 4, 5];

const SMALLEST = { width: 1280, height: 720 };

/** Five of each, so that the tally may tell sectors apart. */
export const TEN = ['industry', 'creative'].flatMap((sector) => Array.from({ length: 5 }, () => sector));

export const test = base.extend<{
  begin: (sectors?: readonly string[], more?: Partial<CreateBoardRequest>) => Promise<Round>;
}>({
  begin: async ({ server, table }, use) => {
    const rounds: Round[] = [];
    await use(async (sectors = [], more = {}) => {
      const round = await Round.begin({ table, origin: server.origin }, { ...BOARD, ...more }, sectors);
      rounds.push(round);
      return round;
    });
    for (const round of rounds) round.leave();
  },
});

/** What went wrong in a page, whether it shows or not. */
const faults: string[] = [];
test.afterEach(() => expect(faults.splice(0)).toEqual([]));

export const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
export const scene = (page: Page) => page.locator('[data-scene]');

export async function project(table: Table, { created }: Round, size = SMALLEST): Promise<Page> {
  const page = await table.arrive('/', 'en-US');
  page.on('pageerror', (error) => faults.push(`${error.message} ${error.stack ?? ''}`));
  await page.setViewportSize(size);
  await page.goto(pathOf(created.links.screen));
  await expect(scene(page)).toBeVisible();
  return page;
}

export async function goTo({ moderator }: Round, step: number): Promise<void> {
  await moderator.command({ is: 'go-to-step', step, now: true });
}
