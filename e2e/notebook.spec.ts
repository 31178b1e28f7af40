import type { Locator, Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { postIdea } from '#shared/document/write.ts';
import type { Joined } from '#shared/wire/http.ts';
import { MESSAGE_SAVED, SUBPROTOCOL } from '#shared/wire/sync.ts';
import { choose, composer, endSilence, expectSaved, item, post, showList, sitDown } from './people.ts';
import { expect, test, type Table } from './table.ts';

const NORA = { name: 'Nora Feldmann', sector: 'Kreative' };
const BEN = { name: 'Ben Krug', sector: 'Industrie' };
const SILENT = [{ kind: 'collect', silent: true }, { kind: 'cluster' }] as const;

const pathOf = (link: string): string => new URL(link).pathname + new URL(link).hash;
const notebook = (page: Page): Locator => page.getByRole('region', { name: 'Dein Notizbuch' });
const notes = (page: Page): Locator => notebook(page).locator('[data-note]');

/** A table that begins in silence, with its moderator and two people who look at the list. */
async function silentTable(table: Table, how: { anonymous?: boolean } = {}) {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: [...SILENT], ...how });
  const moderator = await table.arrive(pathOf(links.moderate));
  const [nora, ben] = (await table.arriveAll(2)) as [Page, Page];
  await sitDown(nora, board.code, NORA);
  await sitDown(ben, board.code, BEN);
  for (const page of [moderator, nora, ben]) await showList(page);
  const cluster = () => endSilence(moderator, 'Clustern');
  return { board, moderator, nora, ben, cluster };
}

/** A page that sits where somebody was seated by the HTTP call. */
async function openAs(table: Table, { boardId, token }: Joined): Promise<Page> {
  const page = await table.arrive('/');
  await page.evaluate(([id, token]) => localStorage.setItem(`tafelrunde:seat:board:${id}`, token), [
    boardId,
    token,
  ] as const);
  await page.goto(`/board/${boardId}`);
  await expect(composer(page)).toBeVisible();
  return page;
}

/** The same person past the page, like one whose page has not heard yet that the silence has begun. */
function stockClient(origin: string, { boardId, token }: Joined): { doc: Y.Doc; provider: WebsocketProvider } {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, boardId, doc, {
    protocols: [SUBPROTOCOL, token],
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  provider.messageHandlers[MESSAGE_SAVED] = () => undefined;
  return { doc, provider };
}

test('[NB25] two people collect in silence, neither sees the other’s, and all appear when the moderator goes on', async ({
  table,
}) => {
  const { moderator, nora, ben, cluster } = await silentTable(table);
  await expect(notebook(nora)).toContainText('Das sieht niemand außer dir');
  await post(nora, 'Lastenräder');
  await post(nora, 'Ein Versehen');
  await post(ben, 'Solardächer');
  await expect(notes(nora)).toHaveText([/Ein Versehen/, /Lastenräder/]);
  await notebook(nora).getByRole('button', { name: '„Ein Versehen“ löschen' }).click();
  await notebook(nora).getByRole('button', { name: '„Lastenräder“ bearbeiten' }).click();
  await notebook(nora).getByRole('textbox').fill('Lastenräder am Werkstor');
  await notebook(nora).getByRole('textbox').press('Enter');
  await expect(notes(nora)).toHaveText([/Lastenräder am Werkstor/]);
  for (const page of [nora, ben]) await expectSaved(page);
  for (const page of [moderator, ben]) await expect(page.getByText('Lastenräder')).toHaveCount(0);
  await expect(nora.getByText('Solardächer')).toHaveCount(0);
  await cluster();
  for (const page of [moderator, nora, ben]) {
    await expect(item(page, 'Lastenräder am Werkstor')).toBeVisible();
    await expect(item(page, 'Solardächer')).toBeVisible();
    await expect(page.locator('li[data-idea]')).toHaveCount(2);
  }
  await expect(notebook(nora)).toHaveCount(0);
});

test('[NB26] what was written in a notebook offline survives a reload and reaches the server on return', async ({
  table,
  server,
}) => {
  const { moderator, nora, cluster } = await silentTable(table);
  await post(nora, 'Vor der Störung');
  await expectSaved(nora);
  await server.kill();
  await expect(nora.locator('[data-saving]')).toHaveAttribute('data-saving', 'offline');
  await post(nora, 'In der Störung');
  await expect(notes(nora)).toHaveCount(2);
  await server.start();
  await nora.reload();
  await expect(notes(nora)).toHaveText([/In der Störung/, /Vor der Störung/]);
  // Whoever leads comes back at a moment of their own.
  for (const page of [nora, moderator]) await expectSaved(page);
  await cluster();
  await expect(item(moderator, 'In der Störung')).toBeVisible();
  await expect(item(moderator, 'Vor der Störung')).toBeVisible();
});

test('[AN20] at an anonymous table an idea comes to the wall without a name, and its author alone gets to change it', async ({
  table,
}) => {
  const { moderator, nora, ben, cluster } = await silentTable(table, { anonymous: true });
  await cluster();
  await post(nora, 'Lastenräder');
  for (const page of [moderator, nora, ben]) {
    await expect(item(page, 'Lastenräder')).toBeVisible();
    await expect(item(page, 'Lastenräder')).not.toContainText('Nora');
  }
  await item(ben, 'Lastenräder').getByRole('button').click();
  await expect(ben.getByRole('menuitem', { name: 'In einen neuen Cluster' })).toBeVisible();
  await expect(ben.getByRole('menuitem', { name: 'Bearbeiten' })).toHaveCount(0);
  await choose(nora, 'Lastenräder', 'Bearbeiten');
  await nora.getByRole('textbox', { name: 'Text der Idee' }).fill('Lastenräder am Werkstor');
  await nora.getByRole('button', { name: 'Fertig', exact: true }).click();
  for (const page of [nora, ben]) await expect(item(page, 'Lastenräder am Werkstor')).toBeVisible();
  await choose(nora, 'Lastenräder am Werkstor', 'Löschen');
  for (const page of [nora, ben, moderator]) await expect(page.locator('li[data-idea]')).toHaveCount(0);
});

test('[NB24] a text that came back is in the notebook with the reason, and is written again or thrown away', async ({
  table,
  server,
}) => {
  const { board } = await table.create({ title: 'Urbane Mobilität', agenda: [...SILENT] });
  const seat = await table.join(board.code, { sector: 'creative', name: NORA.name });
  const nora = await openAs(table, seat);
  const { doc, provider } = stockClient(server.origin, seat);
  await expect.poll(() => provider.synced).toBe(true);
  for (const [id, text] of [
    ['early-0000000000', 'Zu früh'],
    ['again-0000000000', 'Noch früher'],
  ] as const) {
    const idea = { id, text, author: seat.participantId, sector: 'creative', createdAt: 1 };
    postIdea(doc, idea, { is: 'deed', by: seat.participantId });
  }
  const back = notebook(nora).locator('[data-returned]');
  await expect(back).toHaveCount(2);
  await expect(back.first()).toContainText('Da wurde still gesammelt');
  provider.destroy();
  const [first, second] = [back.filter({ hasText: 'Zu früh' }), back.filter({ hasText: 'Noch früher' })];
  await second.getByRole('button', { name: 'Verwerfen' }).click();
  await first.getByRole('button', { name: 'Noch einmal schreiben' }).click();
  await expect(back).toHaveCount(0);
  await expect(notes(nora)).toHaveText([/Zu früh/]);
  await expect(composer(nora)).toHaveValue('');
});

test('[NB27] where WebSocket is refused, the notebook goes the way of the board', async ({ table }) => {
  const { board, links } = await table.create({ title: 'Urbane Mobilität', agenda: [...SILENT] });
  const moderator = await table.arrive(pathOf(links.moderate));
  const nora = await table.arrive();
  await nora.routeWebSocket(/\/sync\//, (socket) => socket.close());
  await sitDown(nora, board.code, NORA);
  await post(nora, 'Lastenräder');
  await expectSaved(nora);
  await endSilence(moderator, 'Clustern');
  for (const page of [moderator, nora]) {
    await showList(page);
    await expect(item(page, 'Lastenräder')).toBeVisible();
  }
});
