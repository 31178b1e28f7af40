import { card, clusters, drag, pointIn, pool } from './hand.ts';
import { choose, expectSaved, item, showList, twoAtTheWall } from './people.ts';
import { expect, test } from './table.ts';

const OLDER = 'Lastenräder am Werkstor ausleihen';
const SAME = 'Am Werkstor Lastenräder leihen';
const OTHER = 'Parkplatz wird abends zur Bühne';
const IDEAS = [OLDER, SAME, OTHER];
/** Where a card takes others under it, as shares of its width and height. */
const CORNER = [0.7, 0.9] as const;

test('[ME10] dropped on the corner of a card an idea goes under it, is read there, and comes back to where it was', async ({
  table,
}) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await drag(nora, await pointIn(card(nora, OTHER)), await pointIn(card(nora, OLDER)));
  await nora.keyboard.press('Escape');
  await expect(clusters(tobias)).toContainText('2 Ideen');
  // The wall has glided to the new cluster.
  for (const text of [OTHER, SAME]) await card(nora, text).hover({ trial: true });
  await drag(nora, await pointIn(card(nora, OTHER)), await pointIn(card(nora, SAME), CORNER));
  await expect(clusters(tobias)).toContainText('1 Idee');
  await expect(card(tobias, SAME)).toContainText('+1');

  await card(tobias, SAME).getByRole('button', { name: '1 Idee liegt darunter' }).click();
  await expect(tobias.getByRole('dialog')).toContainText(OTHER);
  await tobias
    .getByRole('dialog')
    .getByRole('button', { name: /Herausnehmen/ })
    .click();
  await expect(tobias.getByRole('dialog')).toHaveCount(0);
  await expect(clusters(nora)).toContainText('2 Ideen');
  await expect(pool(nora)).toContainText('· 1');
  await expectSaved(tobias);
});

test('[ME11] in the list ideas are merged and taken apart by keyboard, and what lies below moves along', async ({
  table,
}) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  await showList(nora);
  await choose(nora, OTHER, 'Zusammenlegen mit …');
  await nora.getByRole('dialog').getByRole('button', { name: SAME }).click();
  await expect(item(nora, OTHER)).toHaveCount(0);
  await choose(nora, SAME, 'Zusammenlegen mit …');
  await expect(nora.getByRole('textbox', { name: 'Idee suchen' })).toBeFocused();
  await nora.keyboard.type('ausleihen');
  await nora.keyboard.press('Tab');
  await nora.keyboard.press('Enter');
  await expect(nora.locator('li[data-idea]')).toHaveCount(1);
  await expect(card(tobias, OLDER)).toContainText('+2');
  await choose(nora, OLDER, 'Auseinandernehmen');
  await expect(nora.locator('li[data-idea]')).toHaveCount(3);
  await nora.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(card(tobias, OLDER)).toContainText('+2');
});

test('[SI5] what sounds alike is pointed out, merged with a click, or dismissed for oneself', async ({ table }) => {
  const { nora, tobias } = await twoAtTheWall(table, IDEAS);
  for (const page of [nora, tobias]) await page.getByRole('button', { name: 'Klingt ähnlich: 1 Paar' }).click();
  await expect(tobias.locator('[data-similar]')).toContainText(OLDER);
  await tobias.getByRole('button', { name: 'Nicht ähnlich' }).click();
  await expect(tobias.locator('[data-similar]')).toHaveCount(0);
  await tobias.reload();
  await nora.getByRole('button', { name: 'Zusammenlegen', exact: true }).click();
  await expect(card(tobias, OLDER)).toContainText('+1');
  await expect(nora.locator('[data-similar]')).toHaveCount(0);
});
