import { sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };

test('[CL15] the language follows the browser, and German is the rest', async ({ table }) => {
  const english = await table.arrive('/', 'en-GB');
  await expect(english.getByRole('button', { name: 'Set the table' })).toBeVisible();
  await expect(english.locator('html')).toHaveAttribute('lang', 'en');
  const french = await table.arrive('/', 'fr-FR');
  await expect(french.getByRole('button', { name: 'Tisch decken' })).toBeVisible();
  await expect(french.locator('html')).toHaveAttribute('lang', 'de');
});

test('[CL15] switching at the table changes every word, keeps what is typed, and is remembered', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await nora.getByRole('textbox', { name: 'Deine Idee', exact: true }).fill('Halb geschrieben');
  await nora.getByRole('button', { name: 'English' }).click();
  await expect(nora.getByRole('textbox', { name: 'Your idea', exact: true })).toHaveValue('Halb geschrieben');
  await expect(nora.locator('[aria-current="step"]')).toHaveText('Collect');
  await expect(nora.locator('[data-saving]')).toHaveText('saved');
  await expect(nora.locator('html')).toHaveAttribute('lang', 'en');
  await nora.reload();
  await expect(nora.getByRole('button', { name: 'Post', exact: true })).toBeVisible();
});

test('[CL15] problems of the server are told in the language of the person', async ({ table }) => {
  const page = await table.arrive('/', 'en-GB');
  await page.getByRole('button', { name: 'Set the table' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await expect(page.getByLabel('Topic', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('This is missing.')).toBeVisible();
});
