import type { Locator, Page } from '@playwright/test';
import type { Agenda } from '#shared/model/step.ts';
import { composer, endSilence, item, post, showList, sitDown } from './people.ts';
import { card, chooseOnCard } from './hand.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const BEN = { name: 'Ben Krug', sector: 'Industrie' };
const SILENT = { kind: 'collect', silent: true } as const;
const WORDS = 'Bitte nur Ideen, die ohne neues Geld gehen.';

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const panel = (page: Page): Locator => page.locator('#lead');
const step = (page: Page): Locator => page.locator('[aria-current="step"]');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const row = (page: Page, text: string): Locator => dialog(page).getByRole('listitem').filter({ hasText: text });
const rows = (page: Page): Locator => dialog(page).locator('ol > li');
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();

/** By the notice about what was just done. */
const takeBack = (page: Page): Promise<void> =>
  page.locator('[data-notices]').getByRole('button', { name: 'Rückgängig' }).click();

/** A moderator with Nora and Ben. */
async function round(table: Table, agenda: Agenda) {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: [...agenda] });
  const moderator = await table.arrive(pathOf(links.moderate));
  const [nora, ben] = (await table.arriveAll(2)) as [Page, Page];
  await sitDown(nora, board.code, NORA);
  await sitDown(ben, board.code, BEN);
  return { board, links, moderator, nora, ben };
}

test('[LE5] a table begins with a template that was fitted to the evening, by keyboard', async ({ table }) => {
  const page = await table.arrive('/');
  await page.getByLabel('Thema', { exact: true }).fill('Urbane Mobilität');
  await expect(page.getByText('Still sammeln 10 · Clustern 15 · Punkten 5 · Verabreden 20 · Abschluss')).toBeVisible();
  await page.getByRole('button', { name: '„Stammtisch“ anpassen …' }).press('Enter');
  await expect(rows(page)).toHaveCount(5);
  await dialog(page).getByRole('spinbutton', { name: 'Minuten für „1. Still sammeln“' }).fill('7');
  await dialog(page).getByRole('button', { name: '„4. Verabreden“ nach vorn' }).press('Enter');
  // The focus goes with the step.
  await page.keyboard.press('Enter');
  await expect(rows(page).nth(1)).toContainText('Verabreden');
  await dialog(page).getByRole('button', { name: '„5. Abschluss“ herausnehmen' }).press('Enter');
  await dialog(page).getByRole('button', { name: 'Schritt hinzufügen' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Freie Wand' }).press('Enter');
  await dialog(page).getByLabel('Was die Runde tun soll').fill(WORDS);
  await dialog(page).getByRole('button', { name: 'Übernehmen' }).press('Enter');
  await expect(page.getByText('Still sammeln 7 · Verabreden 20 · Clustern 15 · Punkten 5 · Freie Wand')).toBeVisible();
  await press(page, 'Tisch decken');
  const pills = page.getByRole('navigation', { name: 'Ablauf' }).getByRole('listitem');
  await expect(pills).toHaveText(['Sammeln', 'Verabreden', 'Clustern', 'Punkten', 'Freie Wand']);
  await endSilence(page, 'Freie Wand');
  await expect(panel(page)).toContainText(WORDS);
});

test('[LE1, LE2, LE19] the agenda is changed during the round, and what people are asked to do is seen by all', async ({
  table,
}) => {
  const { moderator, nora } = await round(table, [SILENT, { kind: 'cluster' }, { kind: 'vote' }]);
  await press(moderator, 'Ablauf ändern …');
  const here = row(moderator, 'hier seid ihr');
  await expect(here.getByRole('button', { name: /herausnehmen/ })).toBeDisabled();
  await here.getByRole('button', { name: /^1 Still sammeln.*einstellen$/ }).click();
  await expect(here.getByRole('switch', { name: 'Still: jede Person für sich' })).toBeDisabled();
  await here.getByLabel('Was die Runde tun soll').fill(WORDS);
  await here.getByLabel('Ideen pro Person, höchstens').fill('3');
  await here.getByRole('button', { name: /nach hinten/ }).click();
  await dialog(moderator).getByRole('button', { name: '„3. Punkten“ herausnehmen' }).click();
  await dialog(moderator).getByRole('button', { name: 'Übernehmen' }).click();
  await expect(dialog(moderator)).toHaveCount(0);
  await expect(nora.getByRole('navigation', { name: 'Ablauf' }).getByRole('listitem')).toHaveText([
    /Clustern/,
    'Sammeln',
  ]);
  await expect(step(nora)).toHaveText('Sammeln');
  await expect(nora.locator('[data-about]')).toContainText(WORDS);
  await takeBack(moderator);
  await expect(nora.getByRole('navigation', { name: 'Ablauf' }).getByRole('listitem')).toHaveText([
    'Sammeln',
    'Clustern',
    'Punkten',
  ]);
});

test('[LE3] what another moderator changes in the agenda meanwhile is told, and both changes can live', async ({
  table,
}) => {
  const { moderator, links } = await round(table, [{ kind: 'collect' }, { kind: 'cluster' }]);
  const other = await table.arrive(pathOf(links.moderate));
  for (const page of [moderator, other]) await press(page, 'Ablauf ändern …');
  await row(moderator, 'Clustern').getByRole('spinbutton').fill('12');
  await row(other, 'Sammeln').getByRole('spinbutton').fill('8');
  await press(other, 'Übernehmen');
  await expect(dialog(moderator).getByRole('alert')).toContainText('Inzwischen hat jemand anderes den Ablauf geändert');
  await expect(row(moderator, 'Clustern').getByRole('spinbutton')).toHaveValue('12');
  await press(moderator, 'Bei meinem bleiben');
  await press(moderator, 'Übernehmen');
  await expect(dialog(moderator)).toHaveCount(0);
  await press(other, 'Ablauf ändern …');
  await expect(row(other, 'Clustern').getByRole('spinbutton')).toHaveValue('12');
});

test('[LE6, LE13, LE21] a moderator goes on, back and anywhere, on a phone too, and takes it back from the notice', async ({
  table,
}) => {
  const { moderator, nora } = await round(table, [{ kind: 'collect' }, { kind: 'cluster' }, { kind: 'plan' }]);
  // The second click of a double click is not meant for the next step.
  await moderator.getByRole('button', { name: 'Weiter: Clustern →' }).dblclick();
  await expect(moderator.getByRole('button', { name: 'Weiter: Verabreden →' })).toBeVisible();
  await expect(step(nora)).toContainText('Clustern');
  await takeBack(moderator);
  await expect(step(nora)).toContainText('Sammeln');
  await moderator.setViewportSize({ width: 390, height: 844 });
  await press(moderator, 'Leitung schließen');
  await press(moderator, 'Schritt weiter');
  await expect(step(nora)).toContainText('Clustern');
  await press(moderator, 'Schritt zurück');
  await expect(step(nora)).toContainText('Sammeln');
  await press(moderator, '1/3 Sammeln: Schritt wählen');
  await moderator.getByRole('menuitem', { name: '3 Verabreden' }).click();
  await expect(step(nora)).toContainText('Verabreden');
  await nora.setViewportSize({ width: 390, height: 844 });
  await expect(nora.getByText('3/3 Verabreden')).toBeVisible();
});

/** Somebody who goes on and on, until told to stop. */
function keepWriting(page: Page): () => Promise<void> {
  const pen = { down: true };
  const written = (async () => {
    while (pen.down) await composer(page).pressSequentially('und ', { delay: 60 });
  })();
  return async () => {
    pen.down = false;
    await written;
  };
}

test('[LE7, LE8, LE11, LE20] silence: how many ideas, how many write; opening is asked first, and nobody is cut off', async ({
  table,
}) => {
  const { moderator, nora, ben } = await round(table, [SILENT, { kind: 'cluster' }]);
  await post(nora, 'Lastenräder');
  await expect(panel(moderator).locator('[data-ideas]')).toHaveText('1');
  await expect(ben.locator('[data-silence]')).toContainText('1 Idee, noch verdeckt');
  await press(moderator, 'Weiter: Clustern →');
  await expect(dialog(moderator)).toContainText('1 verdeckte Idee kommt für alle sichtbar an die Wand');
  await press(moderator, 'Noch nicht');
  await expect(step(moderator)).toHaveText('Sammeln');
  const putDown = keepWriting(ben);
  await expect(panel(moderator).locator('[data-writing]')).toHaveText('1 schreibt noch');
  await press(moderator, 'Weiter: Clustern →');
  await press(moderator, 'Aufdecken');
  await expect(ben.locator('[data-leaving]')).toContainText(/Noch \d+ s: Schreib deinen Satz zu Ende/);
  await press(moderator, 'Doch bleiben');
  await expect(ben.locator('[data-leaving]')).toHaveCount(0);
  await press(moderator, 'Weiter: Clustern →');
  await press(moderator, 'Aufdecken');
  await press(moderator, 'Jetzt weiter');
  await expect(step(ben)).toContainText('Clustern');
  await putDown();
  await expect(card(ben, 'Lastenräder')).toBeVisible();
  // What was not finished stays one's own.
  await expect(composer(ben)).toHaveValue(/und und/);
  await expect(card(moderator, 'und und')).toHaveCount(0);
});

test('[LE8] when the last one has finished their sentence the step is left by itself', async ({ table }) => {
  const { moderator, nora } = await round(table, [{ kind: 'collect' }, { kind: 'vote' }]);
  await composer(nora).pressSequentially('Ein Satz, der bald ', { delay: 20 });
  await expect(panel(moderator).locator('[data-writing]')).toHaveText('1 schreibt noch');
  const typing = composer(nora).pressSequentially('zu Ende geschrieben ist', { delay: 120 });
  await press(moderator, 'Weiter: Punkten →');
  await typing;
  await composer(nora).press('Enter');
  await expect(step(nora)).toContainText('Punkten');
  await expect(card(moderator, 'Ein Satz, der bald zu Ende geschrieben ist')).toBeVisible();
});

test('[LE9, LE11] notebooks are opened person by person, asked about once', async ({ table }) => {
  const { moderator, nora, ben } = await round(table, [{ ...SILENT, reveal: 'by-person' }, { kind: 'cluster' }]);
  await post(nora, 'Lastenräder');
  await post(ben, 'Solardächer');
  await expect(panel(moderator).locator('[data-ideas]')).toHaveText('2');
  await press(moderator, 'Weiter: Clustern →');
  await expect(moderator.locator('[data-wall] [data-idea]')).toHaveCount(0);
  await press(moderator, 'Nächste Person aufdecken (noch 2)');
  await press(moderator, 'Aufdecken');
  await expect(nora.locator('[data-wall] [data-idea]')).toHaveCount(1);
  await expect(panel(moderator)).toContainText(/Zuletzt aufgedeckt: (Nora Feldmann|Ben Krug)/);
  await press(moderator, 'Alle aufdecken');
  await press(moderator, 'Aufdecken');
  for (const page of [moderator, nora, ben]) await expect(page.locator('[data-wall] [data-idea]')).toHaveCount(2);
  await expect(panel(moderator).getByRole('button', { name: /Nächste Person/ })).toHaveCount(0);
});

test('[LE14] the moderator chooses what the projection shows, from the panel, a card and a cluster', async ({
  table,
}) => {
  const { moderator, nora } = await round(table, [{ kind: 'cluster' }]);
  await post(nora, 'Lastenräder');
  const choice = panel(moderator).getByRole('group', { name: 'Projektion zeigt' });
  const pressed = choice.getByRole('button', { pressed: true });
  await expect(pressed).toHaveText('Passend zum Schritt');
  await choice.getByRole('button', { name: 'Ganze Wand' }).click();
  await expect(pressed).toHaveText('Ganze Wand');
  await chooseOnCard(moderator, 'Lastenräder', 'Auf der Projektion zeigen');
  await expect(pressed).toHaveText('Eine Idee');
  await expect(choice).toContainText('„Lastenräder“');
  await showList(moderator);
  await moderator.getByPlaceholder('Name des Clusters').fill('Unterwegs');
  await moderator.getByPlaceholder('Name des Clusters').press('Enter');
  await press(moderator, 'Auf der Projektion zeigen: Unterwegs');
  await expect(pressed).toHaveText('Ein Cluster');
  await expect(choice.getByRole('combobox', { name: 'Welcher Cluster' })).toContainText('Unterwegs');
  await takeBack(moderator);
  await expect(pressed).toHaveText('Eine Idee');
});

test('[LE18] while names are not shown neither cards nor lists say who wrote them', async ({ table }) => {
  const { moderator, nora, ben } = await round(table, [{ kind: 'cluster' }]);
  await post(nora, 'Lastenräder');
  await expect(card(ben, 'Lastenräder')).toContainText('NF');
  const names = moderator.getByRole('switch', { name: 'Namen zeigen' });
  await names.click();
  await expect(names).not.toBeChecked();
  await expect(card(ben, 'Lastenräder')).not.toContainText('NF');
  await showList(nora);
  await expect(item(nora, 'Lastenräder')).not.toContainText('Nora');
  await expect(item(nora, 'Lastenräder')).toContainText('Kreative');
  await takeBack(moderator);
  await expect(item(nora, 'Lastenräder')).toContainText('Nora Feldmann');
});

/** Counts the tones that the page makes. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let tones = 0;
    window.AudioContext = class extends AudioContext {
      override createOscillator(): OscillatorNode {
        document.documentElement.dataset['tones'] = String(++tones);
        return super.createOscillator();
      }
    };
  });
}

test('[LE10, LE16, LE17] everybody sees the timer; it rests, goes on, and its end sounds softly unless turned off', async ({
  table,
}) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: [{ kind: 'collect' }] });
  const moderator = await table.arrive(pathOf(links.moderate));
  const [nora, ben] = (await table.arriveAll(2)) as [Page, Page];
  for (const page of [nora, ben]) await listen(page);
  await sitDown(nora, board.code, NORA);
  await sitDown(ben, board.code, BEN);
  const timer = (page: Page): Locator => page.getByRole('timer');
  await press(moderator, 'Timer auf 3 Minuten');
  for (const page of [moderator, nora, ben]) await expect(timer(page)).toHaveText(/0[23]:\d\d/);
  await press(moderator, 'Pause');
  await expect(timer(nora)).toHaveAttribute('data-timer', 'paused');
  await press(moderator, 'Eine Minute mehr');
  await expect(timer(nora)).toHaveText(/0[34]:\d\d/);
  await press(ben, 'Ton am Ende des Timers');
  await expect(ben.getByRole('button', { name: 'Ton am Ende des Timers' })).toHaveAttribute('aria-pressed', 'false');
  await press(moderator, 'Weiter');
  for (let minutes = 4; minutes > 0; minutes--) await press(moderator, 'Eine Minute weniger');
  for (const page of [moderator, nora, ben]) {
    await expect(page.locator('[data-notices]').getByText('Die Zeit ist um. Schreibt in Ruhe zu Ende.')).toBeVisible();
    await expect(timer(page)).toContainText('00:00');
  }
  await expect(nora.locator('html')).toHaveAttribute('data-tones', '2');
  await expect(ben.locator('html')).not.toHaveAttribute('data-tones');
  await expect(composer(nora)).toBeEditable();
  await press(moderator, 'Stopp');
  await expect(timer(nora)).toHaveCount(0);
});
