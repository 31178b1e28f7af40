import type { Page } from '@playwright/test';
import { card, chooseOnCard } from './hand.ts';
import { choose, endSilence, expectSaved, item, post, showList, sitDown } from './people.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };
const IDEA = 'Lastenräder am Werkstor ausleihen';
const OPEN = 'Ansehen und kommentieren';

const dialog = (page: Page) => page.getByRole('dialog');
const field = (page: Page) => dialog(page).getByRole('textbox', { name: 'Dein Kommentar' });
const comments = (page: Page) => dialog(page).getByRole('log').getByRole('listitem');

async function twoAtTheWall(table: Table): Promise<{ nora: Page; tobias: Page; moderator: Page }> {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  await post(nora, IDEA);
  await expect(card(tobias, IDEA)).toBeVisible();
  const { pathname, hash } = new URL(links.moderate);
  return { nora, tobias, moderator: await table.arrive(pathname + hash) };
}

test('[CO9, CO11] comments are written, read, counted, deleted and taken back, with the keyboard alone', async ({
  table,
}) => {
  const { nora, tobias, moderator } = await twoAtTheWall(table);
  await card(tobias, IDEA).focus();
  await tobias.keyboard.press('Space');
  await field(tobias).focus();
  await tobias.keyboard.type('Wer wartet');
  await tobias.keyboard.press('Escape');
  await expect(dialog(tobias)).toHaveCount(0);
  await tobias.keyboard.press('Space');
  await expect(field(tobias)).toHaveValue('Wer wartet');
  await field(tobias).press('End');
  await tobias.keyboard.type(' sie?');
  await tobias.keyboard.press('Enter');
  await expect(comments(tobias)).toContainText('Wer wartet sie?');
  await expect(field(tobias)).toHaveValue('');
  await tobias.keyboard.type('Wir haben eine Werkstatt.');
  await tobias.keyboard.press('Enter');
  await tobias.keyboard.press('Escape');
  await expectSaved(tobias);

  await card(nora, IDEA)
    .getByRole('button', { name: /2 Kommentare/ })
    .click();
  await expect(comments(nora).first()).toContainText('Tobias Seidel');
  await expect(dialog(nora).getByRole('button', { name: /^Kommentar von/ })).toHaveCount(0);
  await nora.keyboard.press('Escape');

  await showList(moderator);
  await item(moderator, IDEA)
    .getByRole('button', { name: /2 Kommentare/ })
    .click();
  await dialog(moderator).getByRole('button', { name: 'Kommentar von Tobias Seidel löschen' }).first().click();
  await expect(comments(moderator)).toHaveCount(1);
  await expect(field(moderator)).toBeFocused();
  await moderator.keyboard.press('Escape');
  await expect(card(nora, IDEA).getByRole('button', { name: /1 Kommentar/ })).toBeVisible();
  await moderator.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(card(nora, IDEA).getByRole('button', { name: /2 Kommentare/ })).toBeVisible();
});

test('[MK3] who is in, who can contribute and who needs it is seen on the card, and by name in the open idea', async ({
  table,
}) => {
  const { nora, tobias } = await twoAtTheWall(table);
  await chooseOnCard(tobias, IDEA, OPEN);
  await dialog(tobias).getByRole('button', { name: 'Ich bin dabei' }).click();
  await dialog(tobias).getByRole('button', { name: 'Ich kann beitragen' }).click();
  await dialog(tobias).getByRole('textbox', { name: 'Was genau?' }).fill('eine Werkstatt');
  await tobias.keyboard.press('Escape');
  await expectSaved(tobias);

  await showList(nora);
  await choose(nora, IDEA, OPEN);
  await expect(dialog(nora)).toContainText('eine Werkstatt');
  await dialog(nora).getByRole('button', { name: 'Ich brauche' }).click();
  await nora.keyboard.press('Escape');
  const badge = card(tobias, IDEA).getByRole('button', { name: /Ich kann beitragen: 1, Ich brauche: 1/ });
  await badge.click();
  const own = dialog(tobias).getByRole('button', { name: 'Ich kann beitragen' });
  await expect(own).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog(tobias).getByRole('listitem').filter({ hasText: 'Nora Feldmann' })).toContainText('Ich brauche');
  await own.click();
  await tobias.keyboard.press('Escape');
  await expect(item(nora, IDEA).getByRole('button', { name: /\(Ich brauche: 1\)/ })).toBeVisible();
});

test('[CO4, MK4] on an anonymous board participants may mark, which names them, and not comment', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Mut', anonymous: true, agenda: 'stammtisch' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await post(nora, IDEA);
  await expectSaved(nora);
  const { pathname, hash } = new URL(links.moderate);
  const moderator = await table.arrive(pathname + hash);
  await endSilence(moderator, 'Clustern');
  await showList(nora);
  await choose(nora, IDEA, OPEN);
  await expect(dialog(nora)).toContainText('An einem anonymen Tisch kommentiert nur die Moderation');
  await expect(field(nora)).toHaveCount(0);
  await expect(dialog(nora)).toContainText('Hier steht dein Name dabei');
  await dialog(nora).getByRole('button', { name: 'Ich bin dabei' }).click();
  await nora.keyboard.press('Escape');
  await expectSaved(nora);
  await card(moderator, IDEA)
    .getByRole('button', { name: /Ich bin dabei: 1/ })
    .click();
  await expect(dialog(moderator)).toContainText('Nora Feldmann');
  await field(moderator).fill('Wer mag das ausführen?');
  await field(moderator).press('Enter');
  await moderator.keyboard.press('Escape');
  await item(nora, IDEA)
    .getByRole('button', { name: /1 Kommentar/ })
    .click();
  await expect(comments(nora)).toContainText('Moderation');
});
