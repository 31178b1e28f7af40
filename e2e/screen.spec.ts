import type { Page } from '@playwright/test';
import type { CreateBoardRequest } from '#shared/wire/http.ts';
import { demoIdeas } from '../server/cli/demo-ideas.ts';
import { realIdeas } from '../server/testing/ideas.ts';
import { readCards, readLetters, turn } from './projection.ts';
import { Round } from './round.ts';
import { expect, test as base, type Table } from './table.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** The smallest letters, as a share of the screen's height, and their contrast. */
const LETTER = 1 / 50;
const CONTRAST = 7;

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
const [SILENT, OPEN, VOTE, PLAN, CLOSE, COLLECT] = [0, 1, 2, 3, 4, 5];

/** Five of each, so that the tally may tell sectors apart. */
const TEN = ['industry', 'creative'].flatMap((sector) => Array.from({ length: 5 }, () => sector));

const test = base.extend<{
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

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const scene = (page: Page) => page.locator('[data-scene]');

async function project(table: Table, { created }: Round, size = SIZES[0]): Promise<Page> {
  const page = await table.arrive('/', 'en-US');
  page.on('pageerror', (error) => faults.push(`${error.message} ${error.stack ?? ''}`));
  if (size) await page.setViewportSize(size);
  await page.goto(pathOf(created.links.screen));
  await expect(scene(page)).toBeVisible();
  return page;
}

async function goTo({ moderator }: Round, step: number): Promise<void> {
  await moderator.command({ is: 'go-to-step', step, now: true });
}

test('[SN2] a screen follows the step, or shows what the moderator chose', async ({ table, begin }) => {
  const round = await begin(['industry', 'creative']);
  const { moderator, guests } = round;
  const screen = await project(table, round);
  await expect(scene(screen)).toHaveAttribute('data-scene', 'collect');
  await expect(screen.getByText(round.created.board.code)).toBeVisible();
  await goTo(round, OPEN);
  await expect(scene(screen)).toHaveAttribute('data-scene', 'wall');
  const [idea = '', other = ''] = round.write(['Ticket = Kulturpass', 'Parkplatz wird Bühne']);
  round.cluster('cluster-00000000', { title: 'Laden & Parken', at: [30, 84], ideas: [other] });
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  await expect(screen.getByRole('heading', { name: 'Laden & Parken' })).toBeVisible();
  await moderator.command({ is: 'show', shown: { is: 'idea', id: idea } });
  await expect(scene(screen)).toHaveAttribute('data-scene', 'idea');
  await moderator.command({ is: 'show', shown: { is: 'cluster', id: 'cluster-00000000' } });
  await expect(screen.getByText('Parkplatz wird Bühne')).toBeVisible();
  await expect(screen.getByText('Ticket = Kulturpass')).toHaveCount(0);
  await moderator.command({ is: 'show', shown: { is: 'join' } });
  await expect(screen.getByRole('img', { name: /QR/ })).toBeVisible();
  await moderator.command({ is: 'show', shown: { is: 'step' } });
  await goTo(round, VOTE);
  const { id: vote } = await round.vote('open');
  await expect(screen.getByText('0 von 2 haben abgestimmt')).toBeVisible();
  await guests[0]?.command({ is: 'cast', vote, ballot: { [idea]: 2 } });
  await expect(screen.getByText('1 von 2 hat abgestimmt')).toBeVisible();
  await moderator.command({ is: 'close-vote', vote });
  await expect(screen.locator(`[data-target="${idea}"]`)).toContainText('Ticket = Kulturpass');
  await goTo(round, PLAN);
  round.agree('action-00000000', { what: 'Mit der Stadt reden', who: [guests[0]?.seat.participantId ?? ''] });
  await expect(screen.locator('[data-action]')).toContainText('Gast 1: offen');
  await goTo(round, CLOSE);
  await expect(screen.locator(`[data-target="${idea}"]`)).toBeVisible();
});

test('[SN3] [SN4] [SN5] in every view and size letters are large, light and whole', async ({ table, begin }) => {
  const round = await begin(TEN);
  const { moderator, guests } = round;
  const screen = await project(table, round);
  await screen.clock.install();
  const check = async (is: string): Promise<void> => {
    await expect(scene(screen)).toHaveAttribute('data-scene', is);
    // Long enough for pages to turn.
    await screen.clock.fastForward(16_000);
    for (const size of SIZES) {
      await screen.setViewportSize(size);
      await expect(async () => {
        const letters = await readLetters(screen);
        expect(letters.length, is).toBeGreaterThan(1);
        expect(
          letters.filter((it) => it.size < size.height * LETTER),
          `${is}, too small`,
        ).toEqual([]);
        expect(
          letters.filter((it) => it.contrast < CONTRAST),
          `${is}, too dark`,
        ).toEqual([]);
        expect(
          letters.filter((it) => !it.within),
          `${is}, cut off`,
        ).toEqual([]);
      }).toPass();
    }
  };
  const show = (shown: Parameters<typeof moderator.command>[0] & { is: 'show' }) => moderator.command(shown);
  await moderator.command({ is: 'time', timer: { do: 'start', ms: 300_000 } });
  await check('collect');
  await goTo(round, COLLECT);
  await check('collect');
  const ideas = round.write(realIdeas().texts.slice(0, 80));
  await expect.poll(async () => (await readCards(screen)).size).toBeGreaterThan(5);
  await check('collect');
  await goTo(round, OPEN);
  const CLUSTER = 'cluster-00000000';
  round.cluster(CLUSTER, { title: 'Laden & Parken', at: [30, 84], ideas: ideas.slice(0, 9) });
  await expect(screen.getByRole('heading', { name: 'Laden & Parken' }).first()).toBeVisible();
  await check('wall');
  await show({ is: 'show', shown: { is: 'cluster', id: CLUSTER } });
  await check('cluster');
  await show({ is: 'show', shown: { is: 'idea', id: ideas[0] ?? '' } });
  await check('idea');
  await show({ is: 'show', shown: { is: 'join' } });
  await check('join');
  await show({ is: 'show', shown: { is: 'step' } });
  await goTo(round, VOTE);
  const { id: vote } = await round.vote('open');
  const chosen = (i: number) => ideas[i % ideas.length] ?? '';
  await Promise.all(
    guests.map((guest, i) =>
      guest.command({ is: 'cast', vote, ballot: { [chosen(i % 3)]: 2, [chosen(3 + i)]: 1, [chosen(20 + i)]: 1 } }),
    ),
  );
  await expect(screen.getByText('10 von 10 haben abgestimmt')).toBeVisible();
  await check('vote');
  await moderator.command({ is: 'close-vote', vote });
  await check('result');
  await goTo(round, PLAN);
  await check('actions');
  const who = guests.slice(0, 4).map(({ seat }) => seat.participantId);
  for (let i = 0; i < 6; i++) {
    round.agree(`action-0000000${i}`, { what: realIdeas().texts[i]?.slice(0, 200) ?? '', who, due: '2026-12-24' });
  }
  await expect(screen.locator('[data-action]').first()).toBeVisible();
  await check('actions');
  await goTo(round, CLOSE);
  await check('close');
});

test('[SN6] forty new ideas at once move none that are seen', async ({ table, begin }) => {
  const round = await begin();
  await goTo(round, OPEN);
  const first = round.write(realIdeas().texts.slice(0, 5));
  const screen = await project(table, round);
  await expect.poll(async () => (await readCards(screen)).size).toBe(first.length);
  const before = await readCards(screen);
  const shift = await screen.evaluateHandle(() => {
    const seen = { shift: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: false });
    return seen;
  });
  // Half of them from computers whose clocks are an hour slow: older than all that is there.
  const texts = realIdeas().texts.slice(5, 45);
  for (let i = 0; i < texts.length; i++) {
    round.write([texts[i] ?? ''], i % 2 === 0 ? Date.now() : Date.now() - 3_600_000);
    if (i % 8 === 7) await screen.waitForTimeout(60);
  }
  await expect(screen.locator('[data-pages]')).toBeVisible();
  await expect.poll(async () => (await readCards(screen)).size).toBeGreaterThan(0);
  const after = await readCards(screen);
  for (const [id, spot] of before) expect(after.get(id), id).toEqual(spot);
  expect(await shift.evaluate(({ shift }) => shift)).toBe(0);
  // Nothing is lost: all forty-five are on some page.
  const seen = new Set(after.keys());
  await expect(async () => {
    await turn(screen);
    for (const id of (await readCards(screen)).keys()) seen.add(id);
    expect(seen.size).toBe(45);
  }).toPass();
});

test('[SN15] a screen comes back by itself when the server was away, and says so meanwhile', async ({
  server,
  table,
  begin,
}) => {
  const round = await begin();
  await goTo(round, OPEN);
  round.write(['Ticket = Kulturpass']);
  const screen = await project(table, round);
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  await server.kill();
  await expect(screen.getByText('Verbindung unterbrochen')).toBeVisible();
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  await server.start();
  await expect(screen.getByText('Verbindung unterbrochen')).toHaveCount(0);
  round.write(['Parkplatz wird Bühne']);
  await expect(screen.getByText('Parkplatz wird Bühne')).toBeVisible();
});

test('[SN16] nothing personal reaches a screen: no draft, no ballot, no cursor', async ({ table, begin }) => {
  const round = await begin(['industry']);
  const wire: string[] = [];
  const screen = await table.arrive('/', 'de-DE');
  screen.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => wire.push(payload.toString())));
  screen.on('response', (response) => {
    if (response.url().includes('/socket.io'))
      void response.text().then(
        (text) => wire.push(text),
        () => undefined,
      );
  });
  await screen.goto(pathOf(round.created.links.screen));
  await expect(scene(screen)).toHaveAttribute('data-scene', 'collect');
  const nora = await table.arrive(`/join#${round.created.board.code}`);
  await nora.getByLabel('Wie sollen wir dich nennen?').fill('Nora Feldmann');
  await nora.getByText('Kreative', { exact: true }).click();
  await nora.getByRole('button', { name: 'An den Tisch' }).click();
  const composer = nora.getByRole('textbox', { name: 'Deine Idee', exact: true });
  await composer.fill('Im Stillen geschrieben');
  await composer.press('Enter');
  await expect(screen.locator('[data-count]')).toContainText('1');
  expect(wire.join('\n')).not.toContain('Im Stillen geschrieben');
  await nora.mouse.move(500, 300);
  const [guest] = round.guests;
  guest?.show({ cursor: [1, 2], editing: 'idea-canary-edited' });
  await goTo(round, VOTE);
  const { id: vote } = await round.vote('open');
  const [idea = ''] = round.write(['Ticket = Kulturpass']);
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  await guest?.command({ is: 'cast', vote, ballot: { [idea]: 1 } });
  await expect(screen.locator('[data-voted]')).toContainText('1 von 2');
  expect(wire.length).toBeGreaterThan(0);
  const heard = wire.join('\n');
  expect(heard).toContain('Ticket = Kulturpass');
  expect(heard).not.toContain('idea-canary-edited');
  expect(heard).not.toContain(`"${idea}":1`);
  await expect(screen.locator('[data-cursor]')).toHaveCount(0);
});
