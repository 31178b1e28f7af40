import { realIdeas } from '../server/testing/ideas.ts';
import { readCards, readLetters, turn } from './projection.ts';
import { CLOSE, COLLECT, goTo, OPEN, PLAN, project, scene, TEN, test, VOTE } from './screening.ts';
import { expect } from './table.ts';

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** The smallest letters, as a share of the screen's height, and their contrast. */
const LETTER = 1 / 50;
const CONTRAST = 7;

test('[SN3, SN4, SN5] in every view and size letters are large, light and whole', async ({ table, begin }) => {
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
