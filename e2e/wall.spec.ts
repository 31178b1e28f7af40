import { card, carry, clusters, drag, pointIn, pool } from './hand.ts';
import { expectSaved, NORA, post, sitDown, TOBIAS, twoAtTheWall } from './people.ts';
import { expect, test } from './table.ts';

const IDEAS = ['Rikscha-Taxi der Kulturhauptstadt', 'Schrauber-Café im Parkhaus', 'Parkplatz wird abends zur Bühne'];

/** Far from everything, on both walls. */
const FREE = [900, 520] as const;

test('[WA10] a drag is seen while it lasts, and dropped it stays', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  const before = await card(tobias, 'Rikscha').boundingBox();
  await carry(nora, await pointIn(card(nora, 'Rikscha')), FREE);
  await expect(card(tobias, 'Rikscha').getByText('Nora', { exact: true })).toBeVisible();
  expect((await card(tobias, 'Rikscha').boundingBox())?.x).not.toBe(before?.x);
  await nora.mouse.up();
  await expectSaved(nora);
  await expect(card(tobias, 'Rikscha').getByText('Nora', { exact: true })).toBeHidden();
  await expect(pool(tobias)).toContainText('· 2');
});

test('[WA10] Escape puts the card back', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await carry(nora, await pointIn(card(nora, 'Rikscha')), FREE);
  await nora.keyboard.press('Escape');
  await nora.mouse.up();
  await expect(pool(nora)).toContainText('· 3');
});

test('[WA9] one idea dropped on another makes a cluster that waits for its title', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await drag(nora, await pointIn(card(nora, 'Schrauber')), await pointIn(card(nora, 'Parkplatz')));
  await expect(nora.getByRole('textbox', { name: 'Titel des Clusters' })).toBeFocused();
  await expect(clusters(tobias).getByText('Nora schreibt')).toBeVisible();
  await nora.keyboard.type('Laden & Parken');
  await nora.keyboard.press('Enter');
  await expect(clusters(tobias)).toContainText('Laden & Parken');
  await expect(clusters(tobias)).toContainText('2 Ideen');

  await drag(nora, await pointIn(card(nora, 'Rikscha')), await pointIn(clusters(nora), [0.5, 0.8]));
  await expect(clusters(tobias)).toContainText('3 Ideen');
  await expect(pool(tobias)).toBeHidden();

  await nora.getByRole('button', { name: 'Mehr zu „Laden & Parken“' }).click();
  await nora.getByRole('menuitem', { name: /Cluster auflösen/ }).click();
  await expect(clusters(tobias)).toHaveCount(0);
  await expect(pool(tobias)).toContainText('· 3');
});

test('a cluster is carried by its head and takes its ideas along', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await nora.getByRole('button', { name: 'Neuer Cluster' }).click();
  await nora.keyboard.type('Werkbusse');
  await nora.keyboard.press('Enter');
  await drag(nora, await pointIn(card(nora, 'Rikscha')), await pointIn(clusters(nora), [0.3, 0.7]));
  await expect(clusters(tobias)).toContainText('1 Idee');
  const before = await clusters(nora).boundingBox();
  const [x, y] = await pointIn(clusters(nora), [0.7, 0.1]);
  await drag(nora, [x, y], [x + 60, y + 150]);
  await expect.poll(async () => (await clusters(nora).boundingBox())?.y).toBeCloseTo((before?.y ?? NaN) + 150, 0);
  const [card1, around] = [await card(nora, 'Rikscha').boundingBox(), await clusters(nora).boundingBox()];
  expect(card1 && around && card1.y > around.y && card1.x > around.x).toBe(true);
});

test('[WA12] one writes in one’s own ideas, and others see it as it comes', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await card(nora, 'Rikscha').dblclick();
  await nora.keyboard.type(' für alle');
  await expect(card(tobias, 'Rikscha')).toContainText('für alle');
  await expect(card(tobias, 'Rikscha')).toContainText('Nora schreibt');
  await nora.keyboard.press('Enter');
  await expect(card(tobias, 'Rikscha')).not.toContainText('Nora schreibt');

  await card(tobias, 'Rikscha').dblclick();
  await expect(tobias.locator('[data-notices]').getByText('Das gehört jemand anderem.')).toBeVisible();
  await expect(tobias.locator('[data-wall] textarea')).toHaveCount(0);

  await card(nora, 'Schrauber').hover();
  await nora.getByRole('button', { name: 'Idee löschen' }).click();
  await expect(card(tobias, 'Schrauber')).toHaveCount(0);
});

test('[WA12] a double click on free wall starts an idea there', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await nora.mouse.dblclick(...FREE);
  await nora.keyboard.type('Ticket = Kulturpass');
  await nora.keyboard.press('Enter');
  await expect(card(tobias, 'Ticket')).toBeVisible();
  const corner = await card(nora, 'Ticket').boundingBox();
  expect(Math.abs((corner?.x ?? NaN) - FREE[0])).toBeLessThan(3);
  expect(Math.abs((corner?.y ?? NaN) - FREE[1])).toBeLessThan(3);
});

test('[WA7] the wheel moves the wall, with Ctrl it zooms at the pointer', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  const before = await card(nora, 'Rikscha').boundingBox();
  await nora.mouse.move(...(await pointIn(card(nora, 'Rikscha'), [0, 0])));
  await nora.mouse.wheel(0, -50);
  await expect.poll(async () => (await card(nora, 'Rikscha').boundingBox())?.y).toBe((before?.y ?? NaN) + 50);
  await nora.mouse.move((before?.x ?? NaN) + 1, (before?.y ?? NaN) + 51);
  await nora.keyboard.down('Control');
  await nora.mouse.wheel(0, -120);
  await nora.keyboard.up('Control');
  await expect.poll(async () => (await card(nora, 'Rikscha').boundingBox())?.width).toBeGreaterThan(210);
  expect(Math.abs(((await card(nora, 'Rikscha').boundingBox())?.x ?? NaN) - (before?.x ?? NaN))).toBeLessThan(2);
});

test('[WA13] who may not sort yet lifts nothing and is told why; others’ cursors carry a name', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  await post(nora, 'Rikscha-Taxi');
  const before = await card(nora, 'Rikscha').boundingBox();
  await drag(nora, await pointIn(card(nora, 'Rikscha')), FREE);
  await expect(nora.locator('[data-notices]').getByText('In diesem Schritt geht das nicht.')).toBeVisible();
  expect(await card(nora, 'Rikscha').boundingBox()).toEqual(before);
  await expect(tobias.locator('[data-cursor]')).toContainText('Nora');
});

test('[WA14] one’s own new idea comes into view, wherever one was looking', async ({ table }) => {
  const { nora } = await twoAtTheWall(table, IDEAS);
  await nora.mouse.move(...FREE);
  await nora.mouse.wheel(0, 3000);
  await expect(card(nora, 'Rikscha')).not.toBeInViewport();
  await post(nora, 'Ticket = Kulturpass');
  await expect(card(nora, 'Ticket')).toBeInViewport({ ratio: 1 });
});
