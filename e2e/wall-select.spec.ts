import type { CDPSession, Page } from '@playwright/test';
import { boxOf, card, carry, clusters, drag, pointIn, pool } from './hand.ts';
import { twoAtTheWall } from './people.ts';
import { expect, test } from './table.ts';

const IDEAS = ['Rikscha-Taxi', 'Schrauber-Café', 'Parkplatz als Bühne', 'Ticket = Kulturpass'];
/** Free wall below all that is there. */
const FREE = [760, 560] as const;

const selected = (page: Page) => page.locator('[data-selection]');

test('[WA43] Shift and click selects, a frame selects many, Escape and a click on free wall let go', async ({
  table,
}) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Rikscha').click({ modifiers: ['Shift'] });
  await card(nora, 'Ticket').click({ modifiers: ['Control'] });
  await expect(selected(nora)).toContainText('2 Ideen ausgewählt');
  await card(nora, 'Ticket').click({ modifiers: ['Shift'] });
  await expect(selected(nora)).toContainText('Eine Idee ausgewählt');
  await nora.keyboard.press('Escape');
  await expect(selected(nora)).toHaveAttribute('data-selection', '0');

  const [x, y] = await pointIn(card(nora, 'Schrauber'), [0.5, 0.5]);
  await nora.keyboard.down('Shift');
  await carry(nora, [x, FREE[1]], [x + 5, y]);
  await nora.keyboard.up('Shift');
  await nora.mouse.up();
  await expect(selected(nora)).toContainText('2 Ideen ausgewählt');
  await nora.mouse.click(...FREE);
  await expect(selected(nora)).toHaveAttribute('data-selection', '0');
});

test('[WA44] what is selected is dragged together, others see it, and one undo takes it back', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  for (const text of ['Rikscha', 'Schrauber', 'Ticket']) await card(nora, text).click({ modifiers: ['Shift'] });
  await carry(nora, await pointIn(card(nora, 'Rikscha')), FREE);
  await expect(card(tobias, 'Rikscha').getByText('Nora', { exact: true })).toBeVisible();
  await nora.keyboard.press('Escape');
  await nora.mouse.up();
  await expect(pool(nora)).toContainText('· 4');

  await drag(nora, await pointIn(card(nora, 'Rikscha')), FREE);
  await expect(pool(tobias)).toContainText('· 1');
  const [one, other] = [await boxOf(card(nora, 'Rikscha')), await boxOf(card(nora, 'Schrauber'))];
  expect(Math.round(other.x - one.x)).toBeGreaterThan(150);
  expect(Math.abs(other.y - one.y)).toBeLessThan(2);
  await nora.keyboard.press('Control+z');
  await expect(pool(tobias)).toContainText('· 4');
});

test('[WA44] several dropped on a card make one cluster of all', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  for (const text of ['Rikscha', 'Schrauber']) await card(nora, text).click({ modifiers: ['Shift'] });
  await drag(nora, await pointIn(card(nora, 'Rikscha')), await pointIn(card(nora, 'Parkplatz')));
  await expect(nora.getByRole('textbox', { name: 'Titel des Clusters' })).toBeFocused();
  await nora.keyboard.type('Unterwegs');
  await nora.keyboard.press('Enter');
  await expect(clusters(tobias)).toContainText('3 Ideen');
  await expect(pool(tobias)).toContainText('· 1');
});

test('[WA46] the whole selection goes where M says', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Rikscha').focus();
  await nora.keyboard.press('Shift+Space');
  await nora.keyboard.press('ArrowRight');
  await nora.keyboard.press('Shift+Space');
  await expect(selected(nora)).toContainText('2 Ideen ausgewählt');
  await nora.keyboard.press('m');
  await expect(nora.getByRole('dialog', { name: 'Wohin mit den 2 Ideen?' })).toBeVisible();
  await nora.keyboard.press('Enter');
  await nora.keyboard.type('Beides');
  await nora.keyboard.press('Enter');
  await expect(clusters(tobias)).toContainText('2 Ideen');
});

/** What fingers do: [x, y] for each. */
const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: [number, number][]) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(([x, y], id) => ({ x, y, id })) });

test('[WA52] two fingers zoom, one carries, and one that rests selects', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  const session = await nora.context().newCDPSession(nora);
  const width = async () => (await card(nora, 'Rikscha').boundingBox())?.width ?? NaN;
  const before = await width();
  await touch(session, 'touchStart', [600, 560]);
  await touch(session, 'touchStart', [600, 560], [700, 560]);
  for (let apart = 120; apart <= 160; apart += 20) await touch(session, 'touchMove', [600, 560], [600 + apart, 560]);
  await touch(session, 'touchEnd');
  await expect.poll(width).toBeGreaterThan(before * 1.3);

  await nora.getByRole('button', { name: 'Ganze Wand zeigen' }).click();
  await expect.poll(width).toBeLessThan(before * 1.1);
  await expect(card(nora, 'Rikscha')).toBeInViewport({ ratio: 1 });
  const [x, y] = await pointIn(card(nora, 'Rikscha'));
  await touch(session, 'touchStart', [x, y]);
  for (const down of [20, 80, 160, 300]) await touch(session, 'touchMove', [x, y + down]);
  await touch(session, 'touchEnd');
  await expect(pool(tobias)).toContainText('· 3');

  const [restX, restY] = await pointIn(card(nora, 'Ticket'));
  await touch(session, 'touchStart', [restX, restY]);
  await expect(selected(nora)).toContainText('Eine Idee ausgewählt');
  await touch(session, 'touchEnd');
  const [tapX, tapY] = await pointIn(card(nora, 'Parkplatz'));
  await touch(session, 'touchStart', [tapX, tapY]);
  await touch(session, 'touchEnd');
  await expect(selected(nora)).toContainText('2 Ideen ausgewählt');
});
