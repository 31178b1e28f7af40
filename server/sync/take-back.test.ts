import * as Y from 'yjs';
import { expect, test, vi } from 'vitest';
import { readReturned } from '#shared/document/notebook.ts';
import { createAction, sayWord } from '#shared/document/plan.ts';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, textAt } from '#shared/document/write.ts';
import { BOARD, browser, deed, FREE_WALL, opened, silent } from '../testing/documents.ts';
import { Documents, notebookId } from './documents.ts';

const patient = { timeout: 10_000, interval: 5 };
const ID = 'entry-0123456789';
const [NORA, BEN] = ['nora-0123456789', 'ben-00123456789'];

/** A browser's document whose values win over those of smaller ids when both are set at once. */
function docOf(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

test.each([
  [1, 2],
  [2, 1],
])('[NB40] of two who accept at once both stay, whichever yjs lets win (%s, %s)', async (first, second) => {
  const { documents } = await opened();
  const nora = await browser(documents, NORA, docOf(first));
  const ben = await browser(documents, BEN, docOf(second));
  createAction(nora.doc, { id: ID, what: 'Bänke', who: [NORA, BEN], accepted: [], createdAt: 1 }, deed);
  await vi.waitFor(() => expect(readBoard(ben.doc).actions.size).toBe(1), patient);
  sayWord(nora.doc, { id: ID, by: NORA, accepts: true }, deed);
  sayWord(ben.doc, { id: ID, by: BEN, accepts: true }, deed);
  for (const { doc } of [nora, ben]) {
    await vi.waitFor(() => expect(readBoard(doc).actions.get(ID)?.accepted).toEqual([NORA, BEN]), patient);
  }
});

test('[NB41] who only strikes out what others wrote gets none of it into their notebook', async () => {
  const { store } = await opened();
  const moment = { ...FREE_WALL, step: 'vote' } as const;
  const documents = new Documents({ store, log: silent, momentOf: () => Promise.resolve(moment) });
  const leader = await browser(documents, { participantId: 'moderator', role: 'moderator' });
  const nora = await browser(documents, 'nora');
  createCluster(leader.doc, { id: ID, title: 'Radwege', at: [0, 0], createdBy: null, createdAt: 1 }, deed);
  await vi.waitFor(() => expect(readBoard(nora.doc).clusters.size).toBe(1), patient);
  const title = () => textAt(nora.doc, 'clusters', ID);
  const returned = () => documents.read(notebookId(BOARD, 'nora'), readReturned);
  const putBack = () => vi.waitFor(() => expect(title()?.toString()).toBe('Radwege'), patient);

  title()?.delete(0, 3);
  await putBack();
  expect(await returned()).toEqual([]);
  title()?.insert(7, ' und Züge');
  await putBack();
  expect(await returned()).toMatchObject([{ key: ID, text: 'Radwege und Züge', why: 'not-in-this-step' }]);
  await documents.close();
});
