import { ideasOf } from '#shared/document/read.ts';
import { placeIdea, postIdea } from '#shared/document/write.ts';
import { composer } from './people.ts';
import { expect, test } from './table.ts';
import { Writer } from './writer.ts';

/** Moves of one card within a moment: more than one person may send at once. */
const MOVES = 1_500;

test('[RO31] who writes faster than anybody can reads so in their browser, and nothing of it gets lost', async ({
  server,
  table,
}) => {
  const { board } = await table.create({ title: 'Eile', agenda: 'freie-wand' });
  const sitting = await table.join(board.code);
  const page = await table.arrive(`/board/${sitting.boardId}#seat=${sitting.token}`);
  await expect(composer(page)).toBeVisible();
  const program = new Writer(server.origin, sitting);
  await expect.poll(() => program.provider.synced).toBe(true);
  const origin = { is: 'deed', by: sitting.participantId } as const;
  const idea = { id: 'idea-in-a-hurry', text: 'Schneller', author: sitting.participantId, sector: 'industry' };
  postIdea(program.doc, { ...idea, createdAt: Date.now() }, origin);
  for (let x = 1; x <= MOVES; x++) placeIdea(program.doc, idea.id, { at: [x, 0] }, origin);
  await expect(page.locator('[data-notices]').getByText('Du bist gerade sehr schnell')).toBeVisible();
  const witness = new Writer(server.origin, await table.join(board.code));
  const place = (): unknown => ideasOf(witness.doc).get(idea.id)?.get('place');
  await expect.poll(place, { timeout: 30_000 }).toEqual({ at: [MOVES, 0] });
  for (const writer of [program, witness]) writer.leave();
});
