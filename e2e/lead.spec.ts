import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { composer, expectSaved, item, post, section, showList, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const CSV = 'Autor;Cluster;Text\nMax;Laden;Ladesäulen am Markt\nMax;Laden;\n;Laden;Parkplatz wird Bühne\n';

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;

async function upload(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Ideen importieren …' }).click();
  const file = { name: 'ideen.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('Datei').setInputFiles(file);
  await page.getByRole('button', { name: 'Importieren', exact: true }).click();
}

test('[IM32] an import tells what came in and, line by line, what did not, and is on every wall', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität' });
  const moderator = await table.arrive(pathOf(links.moderate));
  const guest = await table.arrive();
  await sitDown(guest, board.code, NORA);
  await showList(guest);
  await upload(moderator, CSV);
  await expect(moderator.getByText('2 Ideen sind auf die Wand gekommen. 1 Cluster kam dazu.')).toBeVisible();
  await expect(moderator.getByRole('dialog').getByText('Zeile 3')).toBeVisible();
  await expect(section(guest, 'Laden').getByRole('listitem')).toHaveCount(2);
  await moderator.getByRole('button', { name: 'Fertig', exact: true }).click();
  await upload(moderator, 'nur;unbekannte;Spalten\n1;2;3\n');
  await expect(moderator.getByRole('dialog').getByRole('alert')).not.toBeEmpty();
});

test('[EX20] everybody at the table takes the result home', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität' });
  const guest = await table.arrive();
  await sitDown(guest, board.code, NORA);
  await post(guest, 'Ticket = Kulturpass');
  await expectSaved(guest);
  for (const [choice, ending] of [
    ['Tabelle (CSV)', '.csv'],
    ['Text (Markdown)', '.md'],
    ['Alles (JSON)', '.json'],
  ] as const) {
    await guest.getByRole('button', { name: 'Mitnehmen' }).click();
    const coming = guest.waitForEvent('download');
    await guest.getByRole('menuitem', { name: choice }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe(`Urbane Mobilität${ending}`);
    expect(await readFile(await download.path(), 'utf8')).toContain('Ticket = Kulturpass');
  }
});

test('[SE22] a projection shows the wall and the way in, and can do nothing', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const screen = await table.arrive(pathOf(links.screen));
  await expect(screen.getByText(board.code)).toBeVisible();
  expect(new URL(screen.url()).hash).toBe('');
  const guest = await table.arrive();
  await sitDown(guest, board.code, NORA);
  await post(guest, 'Ticket = Kulturpass');
  await guest.mouse.move(400, 400);
  await guest.mouse.move(420, 420);
  await expect(screen.getByText('Ticket = Kulturpass')).toBeVisible();
  await expect(composer(screen)).toHaveCount(0);
  await expect(screen.locator('[data-cursor]')).toHaveCount(0);
  await expect(guest.getByRole('button', { name: /Wer ist am Tisch: 1 Person/ })).toBeVisible();
});

test('[CL16] a refused connection opens the board afresh and gives one’s own texts back', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  let refuse: (() => Promise<void>) | null = null;
  // Between the page and the server: swallows what the page writes, and then refuses it as the server would.
  await nora.routeWebSocket(/\/sync\//, (page) => {
    const server = page.connectToServer();
    if (refuse !== null) return;
    page.onMessage((message) => {
      if (typeof message === 'string' || !(message[0] === 0 && message[1] === 2)) server.send(message);
    });
    refuse = () => page.close({ code: 4409, reason: 'refused' });
  });
  await sitDown(nora, board.code, NORA);
  await expectSaved(nora);
  await showList(nora);
  await post(nora, 'Kam nie an');
  await expect(nora.locator('[data-saving="saving"]')).toBeVisible();
  await (refuse as (() => Promise<void>) | null)?.();
  await expect(nora.getByRole('dialog')).toContainText('Kam nie an');
  await nora.getByRole('button', { name: 'Noch einmal anheften' }).click();
  await showList(nora);
  await expect(item(nora, 'Kam nie an')).toHaveCount(1);
  await expectSaved(nora);
});

test('[RO21] when the server is restarted both connections come back by themselves, and leading goes on', async ({
  server,
  table,
}) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität' });
  const moderator = await table.arrive(pathOf(links.moderate));
  const guest = await table.arrive();
  await sitDown(guest, board.code, NORA);
  await server.stop();
  await expect(guest.locator('[data-saving="offline"]')).toBeVisible();
  await server.start();
  for (const page of [moderator, guest]) await expectSaved(page);
  await expect(moderator.getByRole('button', { name: /Wer ist am Tisch: 2 Personen/ })).toBeVisible();
  // What is clicked before the room is back is refused with a sentence, and not done later.
  await expect(async () => {
    await moderator.getByRole('button', { name: 'Clustern', exact: true }).click();
    await expect(guest.locator('[aria-current="step"]')).toContainText('Clustern', { timeout: 1_000 });
  }).toPass();
});

test('[BO25] a moderator deletes the table for everybody', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität' });
  const moderator = await table.arrive(pathOf(links.moderate));
  const guest = await table.arrive();
  await sitDown(guest, board.code, NORA);
  await moderator.getByRole('button', { name: 'Tisch löschen …' }).click();
  await moderator.getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(moderator.getByRole('heading', { name: 'Neuer Tisch' })).toBeVisible();
  await expect(guest.getByRole('heading', { name: /Diesen Tisch gibt es nicht mehr/ })).toBeVisible();
});
