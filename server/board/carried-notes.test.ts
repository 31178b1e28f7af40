import { expect, test, vi } from 'vitest';
import { dropNote, notesOf, readNotes, readReturned, writeNote } from '#shared/document/notebook.ts';
import type { Step } from '#shared/model/step.ts';
import { ideasAt, outcome } from '../testing/commands.ts';
import { openCopy } from '../testing/copy.ts';
import { until } from '../testing/person.ts';
import { laidTable } from '../testing/table.ts';
import { anId } from '../testing/voting.ts';

const deed = { is: 'deed', by: 'x' } as const;

/** An anonymous board with Nora, her notebook and what she does in it, and a moderator who leads. */
async function anonymousRound(...agenda: Step[]) {
  const table = await laidTable();
  const { board, moderator } = await table.create({ agenda, anonymous: true });
  const leader = await table.sit({ boardId: board.id, ...moderator });
  const nora = await table.sit(await table.join(board.code, { name: 'Nora' }));
  const notebook = openCopy(table.url, { ...nora, boardId: `${board.id}.${nora.participantId}` });
  await notebook.synced();
  const { doc } = notebook;
  const note = async (...names: string[]) => {
    for (const name of names) writeNote(doc, { id: anId(name), text: name, createdAt: Date.now() }, deed);
    await notebook.saved();
  };
  const goTo = async (step: number) => expect(await outcome(leader, { is: 'go-to-step', step })).toBe('ok');
  const noted = () => readNotes(doc).map(({ text, dropped, carried }) => ({ text, dropped, carried }));
  return { leader, nora, doc, notebook, note, goTo, noted };
}

/** The server carries what follows at its own beat. */
const carried = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 20_000, interval: 20 });
const SILENT = { kind: 'collect', silent: true } as const;

test('[AN40] on an anonymous board nobody’s idea stops being theirs because they delete the note of it', async () => {
  const { leader, nora, doc, note, goTo, noted } = await anonymousRound(
    SILENT,
    { kind: 'vote', own: false },
    { kind: 'cluster' },
  );
  await note('a');
  await goTo(1);
  await until(() => expect(noted()).toEqual([{ text: 'a', dropped: false, carried: 'a' }]));
  // A browser that was away, or somebody who pretends: ours would only mark it.
  notesOf(doc).delete(anId('a'));
  await until(() => expect(noted()).toEqual([{ text: 'a', dropped: true, carried: 'a' }]));
  const vote = leader.room.votes[0]?.id ?? '';
  expect(await outcome(nora, { is: 'cast', vote, ballot: { [anId('a')]: 1 } })).toBe('own-idea');
  expect(ideasAt(nora)).toHaveLength(1);
  // What its author wanted off the board goes as soon as ideas may go.
  await goTo(2);
  await carried(() => expect([ideasAt(nora), noted()]).toEqual([[], []]));
});

test('[AN40] a note put in the place of one that is on the board is the same idea, with another text', async () => {
  const { leader, nora, note, goTo, noted } = await anonymousRound(
    SILENT,
    { kind: 'vote', own: false },
    { kind: 'cluster' },
  );
  await note('a');
  await goTo(1);
  await until(() => expect(noted()).toMatchObject([{ carried: 'a' }]));
  await note('a');
  await until(() => expect(noted()).toMatchObject([{ carried: 'a' }]));
  const vote = leader.room.votes[0]?.id ?? '';
  expect(await outcome(nora, { is: 'cast', vote, ballot: { [anId('a')]: 1 } })).toBe('own-idea');
});

test('[AN41] deleting notes makes no room for more ideas than one may have', async () => {
  const { nora, doc, notebook, note, goTo } = await anonymousRound(
    { ...SILENT, most: 2 },
    { kind: 'vote' },
    { kind: 'collect', most: 2 },
  );
  await note('a', 'b');
  await goTo(1);
  await until(() => expect(ideasAt(nora)).toHaveLength(2));
  for (const name of ['a', 'b']) notesOf(doc).delete(anId(name));
  await notebook.saved();
  await note('c', 'd', 'e');
  await goTo(2);
  await carried(() => expect(readReturned(doc)).toMatchObject([{ text: 'e', why: 'enough' }]));
  await until(() =>
    expect(
      ideasAt(nora)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['c', 'd']),
  );
});

test('[AN41] an idea that is to go, and stands there yet, counts at a reveal', async () => {
  const { nora, doc, note, goTo } = await anonymousRound(
    { ...SILENT, most: 1 },
    { kind: 'vote' },
    { ...SILENT, most: 1 },
    { kind: 'plan' },
  );
  await note('a');
  await goTo(1);
  await until(() => expect(readNotes(doc)).toMatchObject([{ carried: 'a' }]));
  dropNote(doc, anId('a'), deed);
  await note('b');
  await goTo(2);
  await goTo(3);
  await until(() => expect(readReturned(doc)).toMatchObject([{ text: 'b', why: 'enough' }]));
  expect(ideasAt(nora).map(({ text }) => text)).toEqual(['a']);
});
