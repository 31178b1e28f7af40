import { BOARD_SEATS_MAX } from '#shared/model/limits.ts';
import { composer, expectSaved, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };

test('[BO26] a table is set, and joined with its code, in two pages', async ({ table }) => {
  const moderator = await table.arrive('/');
  await moderator.getByLabel('Thema', { exact: true }).fill('Urbane Mobilität');
  await moderator.getByLabel(/Frage an die Runde/).fill('Was bewegt uns 2030?');
  await moderator.getByRole('button', { name: 'Tisch decken' }).click();
  await expectSaved(moderator);
  const code = await moderator.locator('[data-code]').innerText();

  const guest = await table.arrive('/');
  await guest.getByLabel('Tischcode').fill(` ${code.toLowerCase().replaceAll('-', ' ')} `);
  await guest.getByRole('button', { name: 'Dazusetzen' }).click();
  await expect(guest.getByRole('heading', { name: 'Urbane Mobilität' })).toBeVisible();
  await expect(guest.getByText('Was bewegt uns 2030?')).toBeVisible();
  await expect(guest.getByText(/nach 30 Tagen gelöscht/)).toBeVisible();
  await guest.getByLabel('Wie sollen wir dich nennen?').fill(NORA.name);
  await guest.getByText(NORA.sector).click();
  await guest.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(composer(guest)).toBeVisible();
  await expect(moderator.locator('[data-sector="creative"]')).toHaveText('1');
});

test('[BO27] a wrong code is told where it can be mended', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität' });
  const guest = await table.arrive('/join#FALSCH-FALSCH-11');
  await expect(guest.getByRole('alert')).toContainText('Diesen Code kennen wir nicht');
  await expect(guest.getByLabel('Tischcode')).toHaveValue('FALSCH-FALSCH-11');
  await guest.getByLabel('Tischcode').fill(board.code);
  await guest.getByRole('button', { name: 'Dazusetzen' }).click();
  await expect(guest.getByRole('heading', { name: 'Urbane Mobilität' })).toBeVisible();
});

test('[BO22] without a name and sector there is a hint, and nothing typed is lost', async ({ table }) => {
  const { board } = await table.create();
  const guest = await table.arrive(`/join#${board.code}`);
  await guest.getByLabel('Wie sollen wir dich nennen?').fill(NORA.name);
  await guest.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(guest.getByRole('alert')).toContainText('Wähl eine Richtung');
  await expect(guest.getByLabel('Wie sollen wir dich nennen?')).toHaveValue(NORA.name);
});

test('[BO23, CL17] a closed door is told before and while somebody fills the form, and opens by itself', async ({
  table,
}) => {
  const { board, links } = await table.create();
  const moderator = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  const early = await table.arrive(`/join#${board.code}`);
  await early.getByText(NORA.sector).click();
  const door = moderator.getByRole('switch', { name: 'Tür offen' });
  await door.click();
  await expect(door).not.toBeChecked();
  await early.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(early.getByRole('heading', { name: 'Die Tür ist gerade zu' })).toBeVisible();
  const late = await table.arrive(`/join#${board.code}`);
  await expect(late.getByRole('heading', { name: 'Die Tür ist gerade zu' })).toBeVisible();
  await late.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect(late.getByRole('heading', { name: 'Die Tür ist gerade zu' })).toBeVisible();
  await door.click();
  await expect(door).toBeChecked();
  await expect(late.getByRole('button', { name: 'An den Tisch' })).toBeVisible({ timeout: 20_000 });
});

test('[BO24] a full table says so', async ({ table }) => {
  const { board } = await table.create();
  // The moderator has a seat too.
  let free = BOARD_SEATS_MAX - 1;
  for (; free > 0; free -= 50)
    await Promise.all(Array.from({ length: Math.min(50, free) }, () => table.join(board.code)));
  const guest = await table.arrive(`/join#${board.code}`);
  await guest.getByText(NORA.sector).click();
  await guest.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(guest.getByRole('heading', { name: 'Der Tisch ist voll' })).toBeVisible();
});

test('[CL10] a server that does not answer is told, and the form is kept', async ({ server, table }) => {
  const { board } = await table.create();
  const guest = await table.arrive(`/join#${board.code}`);
  await guest.getByLabel('Wie sollen wir dich nennen?').fill(NORA.name);
  await guest.getByText(NORA.sector).click();
  await server.kill();
  await guest.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(guest.getByRole('alert')).toContainText('Server ist gerade nicht erreichbar');
  await server.start();
  await guest.getByRole('button', { name: 'An den Tisch' }).click();
  await expect(composer(guest)).toBeVisible();
});

test('[SE21] a seat leaves the address bar at once and survives a reload', async ({ table }) => {
  const { board, links } = await table.create();
  const moderator = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  await expect(composer(moderator)).toBeVisible();
  expect(new URL(moderator.url()).hash).toBe('');
  await moderator.reload();
  await expect(moderator.getByRole('button', { name: 'Leitung', exact: true })).toBeVisible();
  const stranger = await table.arrive(`/board/${board.id}`);
  await expect(stranger.getByRole('heading', { name: 'Du hast hier noch keinen Platz' })).toBeVisible();
  const forged = await table.arrive(`/board/${board.id}#seat=not-a-token-of-anybody-at-this-table`);
  await expect(forged.getByRole('heading', { name: 'Du hast hier noch keinen Platz' })).toBeVisible();
});

test('[CL11] a reload while joining still knows the code', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität' });
  const guest = await table.arrive(`/join#${board.code}`);
  await expect(guest.getByRole('heading', { name: 'Urbane Mobilität' })).toBeVisible();
  expect(new URL(guest.url()).hash).toBe('');
  await guest.reload();
  await expect(guest.getByRole('heading', { name: 'Urbane Mobilität' })).toBeVisible();
  await sitDown(guest, board.code, NORA);
});
