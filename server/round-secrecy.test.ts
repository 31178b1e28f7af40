import { afterEach, expect, test, vi } from 'vitest';
import { createAction, sayWord } from '#shared/document/plan.ts';
import { readBoard } from '#shared/document/read.ts';
import { createCluster, placeIdea, textAt } from '#shared/document/write.ts';
import { outcome } from './testing/commands.ts';
import { until } from './testing/person.ts';
import { hasSeat, heardBy, loggedAt, notebookOf, type Party } from './testing/scene.ts';
import { everybodyAsks, postedByLeader, stammtisch, wordsOf, WRITTEN, type Stammtisch } from './testing/stammtisch.ts';
import { tracesOf } from './testing/traces.ts';
import { anId, filesOf } from './testing/voting.ts';

const deed = { is: 'deed', by: 'x' } as const;

afterEach(() => void vi.restoreAllMocks());

/** How a target stands in a ballot, and nowhere else; also within JSON in JSON. */
const chosen = (name: string): readonly string[] => [`"${anId(name)}":`, `${anId(name)}\\":`];
const tells = (bytes: Buffer | string, name: string): boolean => chosen(name).some((form) => bytes.includes(form));
/** Who has heard that somebody chose it. */
const knowing = (name: string, parties: readonly Party[]): string[] =>
  parties.filter(({ tap }) => tap.lines().some(({ heard }) => tells(heard, name))).map(({ tap }) => tap.name);

/** What in anything that anybody was sent leads from the board to Nora. */
function traces({ nora, notebook, others, author }: Stammtisch): readonly string[] {
  const clientIds = new Set([nora, notebook].map(({ doc }) => doc.clientID));
  return [
    ...new Set(
      tracesOf(
        [nora],
        clientIds,
        [author, ...others].map(({ tap }) => tap),
      ),
    ),
  ].sort();
}

/** Everybody asks; nobody has heard more than what is public by now, and whoever is new gets all of that. */
async function expectSecrets(round: Stammtisch, shown: readonly (keyof typeof WRITTEN)[]): Promise<void> {
  const late = await everybodyAsks(round);
  const open = shown.map((what) => WRITTEN[what]);
  expect([late.tap.name, heardBy(late)]).toEqual([late.tap.name, open]);
  for (const party of round.others) {
    const more = heardBy(party).filter((it) => !hasSeat(party) || !open.some((known) => known === it));
    expect([party.tap.name, more]).toEqual([party.tap.name, []]);
  }
  expect(knowing('idea', round.others)).toEqual([]);
  expect(
    knowing(
      'lead',
      round.others.filter((party) => party !== round.moderator),
    ),
  ).toEqual([]);
  if (round.anonymous) expect(traces(round)).toEqual([]);
  const { logged } = round.table();
  const telling = logged.filter((line) => tells(line, 'idea') || tells(line, 'lead') || line.includes(anId('idea')));
  expect([loggedAt(round.table()), telling]).toEqual([[], []]);
}

async function collect(round: Stammtisch): Promise<void> {
  for (const what of ['idea', 'struck', 'dropped'] as const) await round.note(what);
  await postedByLeader(round);
  await expectSecrets(round, []);
}

async function cluster(round: Stammtisch): Promise<void> {
  const { reader, others, beat } = round;
  await round.goTo(1);
  await until(() => expect(readBoard(reader.doc).ideas.has(anId('idea'))).toBe(true));
  const early: string[] = [];
  beat.begins = () => {
    beat.begins = () => undefined;
    early.push(...others.filter((party) => heardBy(party).includes(WRITTEN.late)).map(({ tap }) => tap.name), 'beat');
  };
  await round.note('late');
  await vi.waitFor(() => expect(readBoard(reader.doc).ideas.has(anId('late'))).toBe(true), { timeout: 20_000 });
  expect(early).toEqual(['beat']);
  const made = { id: anId('cluster'), title: 'Rad', at: [0, 0], createdBy: null, createdAt: 1 } as const;
  createCluster(reader.doc, { ...made, at: [0, 0] }, deed);
  placeIdea(reader.doc, anId('idea'), { in: anId('cluster'), rank: 'a0' }, deed);
  await reader.saved();
  await expectSecrets(round, ['idea', 'late']);
}

/** Nora votes, the moderator votes for somebody without a device, and Nora writes on in her notebook. */
async function vote(round: Stammtisch): Promise<string> {
  const { nora, leader, notebook } = round;
  expect(await outcome(leader, { is: 'add-stand-in', name: 'Opa', sector: 'other' })).toBe('ok');
  await round.goTo(2);
  await until(() => expect(nora.room.votes).toMatchObject([{ is: 'open' }]));
  const id = nora.room.votes[0]?.id ?? '';
  const by = leader.room.roster.find(({ standIn }) => standIn)?.participantId ?? '';
  expect(await outcome(nora, { is: 'cast', vote: id, ballot: { [anId('idea')]: 2 } })).toBe('ok');
  expect(await outcome(leader, { is: 'cast', vote: id, ballot: { [anId('lead')]: 1 }, by })).toBe('ok');
  await round.note('unfinished');
  textAt(notebook.doc, 'ideas', anId('idea'))?.insert(0, wordsOf('correction'));
  await notebook.saved();
  await expectSecrets(round, ['idea', 'late']);
  await round.restart();
  await round.back();
  await expectSecrets(round, ['idea', 'late']);
  expect(knowing('idea', [round.author])).toEqual(['Nora']);
  expect(knowing('lead', round.others)).toEqual(['moderator']);
  expect(tells(filesOf(round.table()), 'idea')).toBe(true);
  return id;
}

/** The vote is left open at first. */
async function plan(round: Stammtisch, open: string): Promise<void> {
  const { leader, reader } = round;
  await round.goTo(3);
  const action = { id: anId('action'), what: 'Bänke', who: [reader.participantId], accepted: [], createdAt: 1 };
  createAction(leader.doc, action, deed);
  await until(() => expect(readBoard(reader.doc).actions.size).toBe(1));
  sayWord(reader.doc, { id: anId('action'), by: reader.participantId, accepts: true }, deed);
  await reader.saved();
  await expectSecrets(round, ['idea', 'late']);
  expect(await outcome(leader, { is: 'close-vote', vote: open })).toBe('ok');
  await until(() => expect(reader.room.votes).toMatchObject([{ is: 'closed', tally: { voters: 1, standIns: 1 } }]));
  await expectNoBallots(round);
  await expectSecrets(round, ['idea', 'late']);
}

async function expectNoBallots({ table, boardId }: Stammtisch): Promise<void> {
  expect(['idea', 'lead'].filter((name) => tells(filesOf(table()), name))).toEqual([]);
  expect(await table().store.ballotsOf(boardId)).toEqual([]);
}

test.each([false, true])(
  '[SC9] in every step of a Stammtisch nobody gets a byte of what is not theirs to know (anonymous: %s)',
  async (anonymous) => {
    const round = await stammtisch(anonymous);
    await collect(round);
    await cluster(round);
    await plan(round, await vote(round));
    await round.goTo(4);
    await expectSecrets(round, ['idea', 'late']);
    await expectNoBallots(round);
    // What is not there was looked for in the right way: its writer is sent all of it, and a named board names her.
    const second = notebookOf(round.author);
    await second.synced();
    const { idea, late, unfinished, correction } = WRITTEN;
    await until(() =>
      expect(heardBy(round.author)).toEqual(expect.arrayContaining([idea, late, unfinished, correction])),
    );
    if (!anonymous) expect(traces(round)).toEqual(['participant']);
    await round.table().close();
    expect(['idea', 'lead'].filter((name) => tells(filesOf(round.table()), name))).toEqual([]);
  },
  120_000,
);
