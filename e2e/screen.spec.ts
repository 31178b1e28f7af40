import { realIdeas } from '../server/testing/ideas.ts';
import { readCards, turn } from './projection.ts';
import { CLOSE, goTo, OPEN, pathOf, PLAN, project, scene, test, VOTE } from './screening.ts';
import { expect } from './table.ts';

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

test('[SN17] a screen speaks its board’s language, or the one its address asks for', async ({ table, begin }) => {
  const round = await begin([], { locale: 'en' });
  const screen = await table.arrive('/', 'de-DE');
  await screen.goto(pathOf(round.created.links.screen));
  await expect(screen.getByText('Urbane Mobilität · Collect in silence')).toBeVisible();
  const path = new URL(screen.url()).pathname;
  await screen.goto(`${path}?locale=de`);
  await expect(screen.getByText('Urbane Mobilität · Still sammeln')).toBeVisible();
  await screen.goto('/');
  await expect(screen.locator('html')).toHaveAttribute('lang', 'de');
});

test('[SN18] the timer is seen by the server’s clock, and its end is a notice that moves nothing', async ({
  table,
  begin,
}) => {
  const round = await begin();
  await goTo(round, OPEN);
  round.write(['Ticket = Kulturpass']);
  const screen = await table.arrive();
  // This machine's clock is an hour slow.
  await screen.clock.install({ time: Date.now() - 3_600_000 });
  await screen.goto(pathOf(round.created.links.screen));
  await expect.poll(async () => (await readCards(screen)).size).toBe(1);
  const before = await readCards(screen);
  await round.moderator.command({ is: 'time', timer: { do: 'start', ms: 600_000 } });
  await expect(screen.getByRole('timer')).toHaveText(/(10:00|09:[345]\d)/);
  await round.moderator.command({ is: 'time', timer: { do: 'start', ms: 1_000 } });
  await expect(screen.getByText('Die Zeit ist um.')).toBeVisible();
  await expect(screen.getByRole('timer')).toHaveText('00:00');
  expect(await readCards(screen)).toEqual(before);
});

test('[SN19] who wrote what stands on no card', async ({ table, begin }) => {
  const round = await begin();
  await goTo(round, OPEN);
  round.write(['Ticket = Kulturpass']);
  const screen = await project(table, round);
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  expect(round.moderator.room?.names).toBe(true);
  await expect(screen.getByText('Moderation')).toHaveCount(0);
});

test('[SN20] however much there is and however often pages turn, one page is in the document', async ({
  table,
  begin,
}) => {
  const round = await begin();
  await goTo(round, OPEN);
  round.write(realIdeas().texts.slice(0, 300));
  const screen = await project(table, round);
  await expect(screen.locator('[data-pages]')).toBeVisible();
  const elements = () => screen.evaluate(() => document.querySelectorAll('*').length);
  const most = { elements: await elements(), cards: (await readCards(screen)).size };
  for (let i = 0; i < 60; i++) {
    await turn(screen);
    expect((await readCards(screen)).size).toBeLessThan(60);
  }
  expect(await elements()).toBeLessThan(2 * most.elements + 200);
});
