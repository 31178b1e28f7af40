import type { Page } from '@playwright/test';
import { MODERATOR_AWAY_MS } from '#shared/model/limits.ts';
import { choose, composer, endSilence, expectSaved, item, post, showList, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const BEN = { name: 'Ben Öz', sector: 'Industrie' };
const TITLE = 'Urbane Mobilität';

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const roster = (page: Page) => page.getByRole('button', { name: /^Wer ist am Tisch/ });
const person = (page: Page, name: string) => page.locator('[data-person]').filter({ hasText: name });

const notices = (page: Page) => page.locator('[data-notices]');
const takeBack = (page: Page) => notices(page).getByRole('button', { name: 'Rückgängig' }).click();

/** Opens the people, unless they are in sight, and chooses for one of them. */
async function chooseFor(page: Page, name: string, choice: string): Promise<void> {
  if (!(await page.locator('[data-person]').first().isVisible())) await roster(page).click();
  await page
    .getByRole('button', { name: `Mehr zu ${name}` })
    .first()
    .click();
  await page.getByRole('menuitem', { name: choice }).click();
}

test('[BO63] [LE30] a moderator names, promotes, demotes and removes people', async ({ table }) => {
  const { board, links } = await table.create({ title: TITLE, agenda: 'freie-wand' });
  const moderator = await table.arrive(pathOf(links.moderate));
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await post(nora, 'Ticket = Kulturpass');
  await expectSaved(nora);

  await chooseFor(moderator, NORA.name, 'Umbenennen …');
  await moderator.getByRole('dialog').getByLabel('Name').fill('Nora F.');
  await moderator.getByRole('button', { name: 'Speichern' }).click();
  await expect(notices(moderator).getByText('Nora Feldmann heißt jetzt „Nora F.“.')).toBeVisible();
  await takeBack(moderator);
  await expect(person(moderator, NORA.name).first()).toBeAttached();
  await chooseFor(moderator, NORA.name, 'Umbenennen …');
  await moderator.getByRole('dialog').getByLabel('Name').fill('Nora F.');
  await moderator.getByRole('button', { name: 'Speichern' }).click();
  await chooseFor(moderator, 'Nora F.', 'Mitmoderieren lassen');
  await expect(notices(nora).getByText('Du moderierst jetzt.')).toBeVisible();
  await nora.getByRole('button', { name: 'Leitung', exact: true }).click();
  await expect(nora.getByRole('complementary', { name: 'Leitung' })).toBeVisible();
  await expectSaved(nora);

  await chooseFor(moderator, 'Nora F.', 'Moderation zurücknehmen');
  await expect(notices(nora).getByText('Du moderierst nicht mehr.')).toBeVisible();
  await expect(nora.getByRole('complementary', { name: 'Leitung' })).toHaveCount(0);
  await takeBack(moderator);
  await expect(nora.getByRole('complementary', { name: 'Leitung' })).toBeVisible();

  await chooseFor(moderator, 'Nora F.', 'Vom Tisch nehmen …');
  await expect(moderator.getByRole('dialog', { name: 'Nora F. vom Tisch nehmen?' })).toBeVisible();
  await moderator.getByRole('button', { name: 'Vom Tisch nehmen', exact: true }).click();
  await expect(nora.getByRole('heading', { name: 'Du hast hier noch keinen Platz' })).toBeVisible();
  await showList(moderator);
  await expect(item(moderator, 'Ticket = Kulturpass')).toContainText('Nora F.');
});

test('[BO62] a hidden idea is gone for all others, and comes back', async ({ table }) => {
  const { board, links } = await table.create({ title: TITLE, agenda: 'freie-wand' });
  const moderator = await table.arrive(pathOf(links.moderate));
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  for (const page of [moderator, nora]) await showList(page);
  await post(nora, 'Parkplatz wird Bühne');
  await choose(moderator, 'Parkplatz wird Bühne', 'Ausblenden');
  await expect(item(nora, 'Parkplatz wird Bühne')).toHaveCount(0);
  await expect(nora.getByRole('region', { name: /Ausgeblendet/ })).toHaveCount(0);
  const hidden = moderator.getByRole('region', { name: /Ausgeblendet · 1/ });
  await hidden.getByRole('button', { name: 'Wieder zeigen' }).click();
  await expect(item(nora, 'Parkplatz wird Bühne')).toHaveCount(1);
  // The same from the card on the wall.
  await moderator.getByRole('button', { name: 'Wand', exact: true }).click();
  await moderator.locator('article[data-idea]').focus();
  await moderator.getByRole('button', { name: /^Was mit/ }).click();
  await moderator.getByRole('menuitem', { name: 'Idee ausblenden' }).click();
  await expect(item(nora, 'Parkplatz wird Bühne')).toHaveCount(0);
});

test('[BO64] hands stand in line, and who is done is counted', async ({ table }) => {
  const { board, links } = await table.create({ title: TITLE, agenda: [{ kind: 'collect' }, { kind: 'close' }] });
  const moderator = await table.arrive(pathOf(links.moderate));
  const [nora, ben] = await table.arriveAll(2);
  if (!nora || !ben) throw new Error('nobody came');
  await sitDown(nora, board.code, NORA);
  await sitDown(ben, board.code, BEN);
  await ben.getByRole('button', { name: 'Melden' }).click();
  await expect(ben.getByRole('button', { name: 'Du bist Nr. 1' })).toHaveAttribute('aria-pressed', 'true');
  await nora.getByRole('button', { name: 'Melden' }).click();
  await expect(nora.getByRole('button', { name: 'Du bist Nr. 2' })).toBeVisible();
  await nora.getByRole('button', { name: 'Ich bin fertig' }).click();
  await expect(nora.getByRole('button', { name: 'Ich bin fertig' })).toHaveAttribute('aria-pressed', 'true');
  await chooseFor(moderator, BEN.name, 'Hand herunternehmen');
  await expect(ben.getByRole('button', { name: 'Melden' })).toBeVisible();
  await expect(nora.getByRole('button', { name: 'Du bist Nr. 1' })).toBeVisible();
  await expect(moderator.getByText('1 von 2 sind fertig').first()).toBeVisible();
  await roster(nora).click();
  await nora.getByRole('button', { name: 'Meinen Namen ändern …' }).click();
  await nora.getByRole('dialog').getByLabel('Name').fill('Nora F.');
  await nora.getByRole('dialog').getByLabel('Name').press('Enter');
  await expect(person(moderator, 'Nora F.').first()).toBeVisible();
});

test('[RO60, RO66] a moderator writes for somebody without a device', async ({ table }) => {
  const agenda = [{ kind: 'collect', silent: true, most: 2 }, { kind: 'cluster' }] as const;
  const { links, board } = await table.create({ title: TITLE, agenda: [...agenda] });
  const moderator = await table.arrive(pathOf(links.moderate));
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await roster(moderator).click();
  await moderator.getByRole('button', { name: 'Person ohne Gerät …' }).first().click();
  await moderator.getByRole('dialog').getByLabel('Name').fill('Frau Kern');
  await moderator.getByRole('dialog').getByText('Industrie').click();
  await moderator.getByRole('button', { name: 'Dazusetzen' }).click();
  await expect(moderator.getByRole('dialog')).toHaveCount(0);
  await moderator.getByLabel('Für wen du schreibst').selectOption({ label: 'für Frau Kern' });
  await expect(moderator.getByText('Noch 2 Ideen in diesem Schritt.')).toBeVisible();
  await post(moderator, 'Werkstatt für alle');
  await expect(moderator.locator('[data-note]')).toContainText('für Frau Kern');
  await post(moderator, 'Lastenräder leihen');
  await expect(moderator.getByText('Mehr Ideen pro Person nimmt dieser Schritt nicht.')).toBeVisible();
  await expectSaved(moderator);
  await endSilence(moderator, 'Clustern');
  await showList(nora);
  await expect(item(nora, 'Werkstatt für alle')).toContainText('Frau Kern');
});

test('[RO57] when nobody has led for a minute the page offers to lead on, and the server has the last word', async ({
  table,
}) => {
  const { board, links } = await table.create({ title: TITLE });
  const moderator = await table.arrive(pathOf(links.moderate));
  const nora = await table.arrive();
  await nora.clock.install();
  await sitDown(nora, board.code, NORA);
  await expect(composer(nora)).toBeVisible();
  await moderator.close();
  await expect(nora.getByRole('button', { name: /Wer ist am Tisch: 1 Person/ })).toBeVisible();
  await nora.clock.runFor(MODERATOR_AWAY_MS + 1_000);
  // In that minute of the page the server seemed to be silent, so it has connected anew.
  await expectSaved(nora);
  await nora.getByRole('button', { name: 'Moderation übernehmen' }).click();
  // The page is ahead of the server, which lets nobody take over yet.
  await expect(notices(nora).getByText(/Die Moderation ist am Tisch, oder war es gerade noch/)).toBeVisible();
});

test('[BO60] a second moderator comes by the link that the first one copies', async ({ table }) => {
  const { links } = await table.create({ title: TITLE });
  const moderator = await table.arrive(pathOf(links.moderate));
  await roster(moderator).click();
  await moderator.getByRole('button', { name: 'Link zum Mitmoderieren' }).first().click();
  const link = await moderator
    .getByLabel(/Wer diesen Link öffnet, moderiert mit/)
    .first()
    .inputValue();
  const second = await table.arrive(pathOf(link));
  await expect(second.getByRole('complementary', { name: 'Leitung' })).toBeVisible();
  await second.getByRole('button', { name: 'Clustern', exact: true }).click();
  await expect(moderator.locator('[aria-current="step"]')).toContainText('Clustern');
});
