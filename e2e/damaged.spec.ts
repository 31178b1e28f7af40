import { copyFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { DATA_FILE } from '../server/config.ts';
import { expect, test } from './table.ts';
import { Writer } from './writer.ts';

test('[OP74] who comes to a damaged board is told so, and is in by itself once a backup is restored', async ({
  server,
  table,
}) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const writer = new Writer(server.origin, await table.join(board.code));
  await expect.poll(() => writer.provider.synced).toBe(true);
  writer.key();
  await expect.poll(() => writer.receipts.acknowledged).toBe(1);
  writer.leave();
  await server.stop();
  const file = join(server.dataDir, DATA_FILE);
  await copyFile(file, `${file}.backup`);
  const db = new DatabaseSync(file);
  db.exec(`UPDATE journal SET bytes = x'00'`);
  db.close();
  await server.start();
  const page = await table.arrive(new URL(links.moderate).pathname + new URL(links.moderate).hash);
  await expect(page.getByRole('heading', { name: 'Dieser Tisch lässt sich gerade nicht öffnen' })).toBeVisible();
  expect(server.said).toContain('Restore a backup');
  await server.stop();
  await copyFile(`${file}.backup`, file);
  await server.start();
  await expect(page.getByText('Urbane Mobilität')).toBeVisible({ timeout: 60_000 });
});
