import type { Page } from '@playwright/test';
import { composer, expectSaved, item, post, showList, sign, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };

/** Until this browser has everything that it needs without a network. */
async function readyForAway(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith('tafelrunde:room:'))))
    .toBe(true);
}

test('[OF2] [OF6] a board opens without its server, and what is written meanwhile arrives', async ({
  server,
  table,
}) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await post(nora, 'Vorher geschrieben');
  await expectSaved(nora);
  await readyForAway(nora);
  await server.kill();
  await nora.reload();
  await expect(sign(nora)).toHaveAttribute('data-saving', 'offline');
  await showList(nora);
  await expect(item(nora, 'Vorher geschrieben')).toHaveCount(1);
  await post(nora, 'Ohne Server geschrieben');
  await nora.reload();
  await showList(nora);
  await expect(item(nora, 'Ohne Server geschrieben')).toHaveCount(1);
  await server.start();
  await expectSaved(nora);
  const tobias = await table.arrive();
  await sitDown(tobias, board.code, TOBIAS);
  await showList(tobias);
  await expect(item(tobias, 'Ohne Server geschrieben')).toHaveCount(1);
});

test('[OF2] without a network every page opens, and the start page says who is missing', async ({ table }) => {
  const page = await table.arrive('/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Dazusetzen' })).toBeVisible();
  await page.goto('/check');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('[OF5] a new version on the server is told, and a draft outlives the reload', async ({ server, table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await expectSaved(nora);
  await composer(nora).fill('Noch nicht angeheftet');
  const isPage = (url: URL): boolean => url.pathname.startsWith('/board/');
  await nora.route(isPage, (route) => route.fulfill({ body: '<script src="/assets/index-newer.js"></script>' }));
  await server.stop();
  await server.start();
  const told = nora.getByRole('status').filter({ hasText: 'neue Fassung von Tafelrunde' });
  await expect(told).toBeVisible();
  await nora.unroute(isPage);
  await told.getByRole('button', { name: 'Neu laden' }).click();
  await expect(composer(nora)).toHaveValue('Noch nicht angeheftet');
  await expectSaved(nora);
  await expect(told).toHaveCount(0);
});

test('[OF8] storage that runs full is told, and that the page must stay open without a network', async ({ table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await expectSaved(nora);
  // As a browser does when there is no room left: it takes the write, and then ends its transaction with this error.
  await nora.evaluate(() => {
    const add = Reflect.get(IDBObjectStore.prototype, 'add') as (...values: unknown[]) => IDBRequest;
    IDBObjectStore.prototype.add = function (...values: unknown[]) {
      const request = Reflect.apply(add, this, values) as IDBRequest<IDBValidKey>;
      Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
      this.transaction.abort();
      return request;
    };
  });
  await post(nora, 'Passt nicht mehr in den Browser');
  await expect(nora.getByRole('status').filter({ hasText: 'Der Speicher dieses Browsers ist voll' })).toBeVisible();
  await expectSaved(nora);
  await nora.context().setOffline(true);
  await expect(sign(nora)).toHaveAttribute('data-saving', 'unkept');
  await expect(nora.getByRole('status').filter({ hasText: 'Lass diese Seite offen' })).toHaveCount(1);
});
