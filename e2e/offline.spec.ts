import { choose, composer, expectSaved, item, post, section, showList, sign, sitDown } from './people.ts';
import { expect, test } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const TOBIAS = { name: 'Tobias Seidel', sector: 'Industrie' };

test('[CL12] what is written and moved offline stays, survives a lost page, and merges on return', async ({
  table,
}) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const [nora, tobias] = [await table.arrive(), await table.arrive()];
  await sitDown(nora, board.code, NORA);
  await sitDown(tobias, board.code, TOBIAS);
  for (const page of [nora, tobias]) await showList(page);
  await post(nora, 'Vorher geschrieben');
  await nora.getByRole('textbox', { name: 'Name des Clusters' }).fill('Mobil');
  await nora.getByRole('button', { name: 'Neuer Cluster' }).click();
  await expectSaved(nora);

  await nora.context().setOffline(true);
  await expect(sign(nora)).toHaveAttribute('data-saving', 'offline');
  await expect(nora.getByRole('status').filter({ hasText: 'Du bist offline' })).toHaveCount(1);
  await post(nora, 'Offline geschrieben');
  await choose(nora, 'Vorher geschrieben', 'Nach: Mobil');
  await post(tobias, 'Währenddessen geschrieben');
  await expectSaved(tobias);
  await expect(item(tobias, 'Offline geschrieben')).toHaveCount(0);

  await nora.context().setOffline(false);
  await expectSaved(nora);
  for (const page of [nora, tobias]) {
    await expect(section(page, 'Mobil').getByText('Vorher geschrieben')).toBeVisible();
    await expect(item(page, 'Offline geschrieben')).toHaveCount(1);
    await expect(item(page, 'Währenddessen geschrieben')).toHaveCount(1);
  }
});

test('[CL12] edits made while the server is away reach it after a reload of the page', async ({ server, table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await showList(nora);
  await expectSaved(nora);
  await server.kill();
  await expect(sign(nora)).toHaveAttribute('data-saving', 'offline');
  await post(nora, 'Ohne Server geschrieben');
  await composer(nora).fill('Noch nicht angeheftet');
  await server.start();
  await nora.reload();
  await expect(composer(nora)).toHaveValue('Noch nicht angeheftet');
  await showList(nora);
  await expect(item(nora, 'Ohne Server geschrieben')).toHaveCount(1);
  await expectSaved(nora);
  const tobias = await table.arrive();
  await sitDown(tobias, board.code, TOBIAS);
  await showList(tobias);
  await expect(item(tobias, 'Ohne Server geschrieben')).toHaveCount(1);
});

test('[CL1] the sign says saved only when the server has it on disk', async ({ server, table }) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await expectSaved(nora);
  // Everything the sign ever says, from now on.
  await nora.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const look = (): void => {
      const saving = document.querySelector<HTMLElement>('[data-saving]')?.dataset['saving'] ?? '';
      if (saving !== said.at(-1)) said.push(saving);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await post(nora, 'Auf die Platte damit');
  await expectSaved(nora);
  const said = await nora.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said).toEqual(['saving', 'saved']);
  await server.kill();
  await server.start();
  await expectSaved(nora);
  const witness = await table.arrive();
  await sitDown(witness, board.code, TOBIAS);
  await showList(witness);
  await expect(item(witness, 'Auf die Platte damit')).toHaveCount(1);
});

test('[CL13] a browser that may store nothing still works, and says what that means when offline', async ({
  table,
}) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await nora.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'indexedDB', { value: { open: refuse, deleteDatabase: refuse } });
    Object.defineProperty(window, 'localStorage', { get: refuse });
  });
  await sitDown(nora, board.code, NORA);
  await post(nora, 'Geht auch so');
  await expectSaved(nora);
  await nora.context().setOffline(true);
  await expect(sign(nora)).toHaveAttribute('data-saving', 'unkept');
  await expect(nora.getByRole('status').filter({ hasText: 'Lass diese Seite offen' })).toHaveCount(1);
  await nora.context().setOffline(false);
  await expectSaved(nora);
});

test('[CL14] a deleted board is told, and its copy leaves the browser', async ({ server, table }) => {
  const { board, moderator } = await table.create({ title: 'Urbane Mobilität', agenda: 'freie-wand' });
  const nora = await table.arrive();
  await sitDown(nora, board.code, NORA);
  await post(nora, 'Bald weg');
  await expectSaved(nora);
  const headers = { authorization: `Bearer ${moderator.token}` };
  await fetch(`${server.origin}/api/boards/${board.id}`, { method: 'DELETE', headers });
  await expect(nora.getByRole('heading', { name: 'Diesen Tisch gibt es nicht mehr' })).toBeVisible();
  await expect.poll(() => nora.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
});
