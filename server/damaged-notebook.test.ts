import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNote } from '#shared/document/notebook.ts';
import { postIdea } from '#shared/document/write.ts';
import type { Step } from '#shared/model/step.ts';
import { CLOSE, DAMAGED } from '#shared/wire/sync.ts';
import { DATA_FILE } from './config.ts';
import { ideasAt, outcome } from './testing/commands.ts';
import { openCopy } from './testing/copy.ts';
import { until, type Sitting } from './testing/person.ts';
import { laidTable, type Table } from './testing/table.ts';
import { anId } from './testing/voting.ts';

const deed = { is: 'deed', by: 'x' } as const;

/** A silent round of two with a note each, after somebody has damaged the first one's notebook while the server was down. */
async function damaged(step: Step, anonymous = false) {
  const before = await laidTable();
  const { board, moderator } = await before.create({ agenda: [step, { kind: 'cluster' }], anonymous });
  const [nora, ben] = [await before.join(board.code, { name: 'Nora' }), await before.join(board.code, { name: 'Ben' })];
  await noted(before, nora, 'verloren');
  await noted(before, ben, 'gut');
  await before.close();
  const db = new DatabaseSync(join(before.dir, DATA_FILE));
  db.prepare(`UPDATE journal SET bytes = x'0000' WHERE doc = (SELECT doc FROM documents WHERE name = ?)`).run(
    nora.participantId,
  );
  db.close();
  const table = await laidTable({ dir: before.dir });
  const leader = await table.sit({ boardId: board.id, ...moderator });
  return { table, leader, nora, ben };
}

const notebookOf = (table: Table, sitting: Sitting) =>
  openCopy(table.url, { ...sitting, boardId: `${sitting.boardId}.${sitting.participantId}` });

async function noted(table: Table, sitting: Sitting, text: string): Promise<void> {
  const notebook = notebookOf(table, sitting);
  await notebook.synced();
  writeNote(notebook.doc, { id: anId(text), text, createdAt: 1 }, deed);
  await notebook.saved();
  notebook.close();
}

const complaints = ({ logged }: Table, { participantId }: Sitting): string[] =>
  logged.filter((line) => line.includes('stayed behind') && line.includes(participantId));

test.each([
  ['all at once', { kind: 'collect', silent: true }, false],
  ['one by one', { kind: 'collect', silent: true, reveal: 'by-person' }, false],
  ['on an anonymous board', { kind: 'collect', silent: true }, true],
] as const)('[NB42] a damaged notebook keeps nobody else’s from being opened: %s', async (_, step, anonymous) => {
  const { table, leader, nora, ben } = await damaged(step, anonymous);
  await until(() => expect(leader.counts).toMatchObject({ ideas: 1 }));
  expect(await outcome(leader, { is: 'go-to-step', step: 1 })).toBe('ok');
  if ('reveal' in step) expect(await outcome(leader, { is: 'reveal', whose: 'all' })).toBe('ok');
  await until(() => expect(ideasAt(leader).map(({ text }) => text)).toEqual(['gut']));
  // The operator and its owner are told.
  expect(complaints(table, nora)).toHaveLength(1);
  expect(complaints(table, ben)).toEqual([]);
  expect(
    table.logged.filter((line) => line.includes('Restore a backup') && line.includes(nora.participantId)),
  ).toHaveLength(1);
  const { provider } = notebookOf(table, nora);
  const told = new Promise((resolve) => provider.once('connection-close', resolve));
  expect(await told).toMatchObject({ code: CLOSE.later, reason: DAMAGED });
});

test('[NB43] a text that is taken back and has no notebook to go to costs nobody the board', async () => {
  const { table, leader, nora, ben } = await damaged({ kind: 'collect', silent: true });
  const [writer, other] = [await table.sit(nora), await table.sit(ben)];
  const idea = { id: anId('zu-frueh'), text: 'zu früh', author: nora.participantId, sector: 'creative', createdAt: 1 };
  postIdea(writer.doc, idea, deed);
  await until(() => expect(ideasAt(writer)).toEqual([]));
  await writer.saved();
  const own = { ...idea, id: anId('von-der-leitung'), author: leader.participantId };
  postIdea(leader.doc, own, deed);
  await leader.saved();
  await until(() => expect(ideasAt(other)).toHaveLength(1));
  expect(table.logged.join('')).toContain('has no notebook to go to');
  expect(table.logged.join('')).not.toContain('read again from the journal');
});
