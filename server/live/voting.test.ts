import { describe, expect, test } from 'vitest';
import { writeNote } from '#shared/document/notebook.ts';
import { ideasOf } from '#shared/document/read.ts';
import { createCluster, removeIdea } from '#shared/document/write.ts';
import { dotsIn, VOTE_DEFAULT, type Ballot } from '#shared/model/vote.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { openCopy } from '../testing/copy.ts';
import { knock, until, type Person } from '../testing/person.ts';
import { laidTable, temporaryFolder } from '../testing/table.ts';
import { anId, filesOf, posted, said, voteOpened, votingRound } from '../testing/voting.ts';

const ballotOf = (dots: Record<string, number>): Ballot =>
  Object.fromEntries(Object.entries(dots).map(([name, on]) => [anId(name), on]));
const cast = async (person: Person, vote: string, dots: Record<string, number>) =>
  said(await person.command({ is: 'cast', vote, ballot: ballotOf(dots) }));
const tallyOf = (person: Person) => {
  const vote = person.room.votes.at(-1);
  return vote?.is === 'closed' ? vote.tally : null;
};
/** How a target stands in a ballot, and nowhere else. */
const chosen = (name: string) => `"${anId(name)}":`;

describe('voting', () => {
  test('[VO1] entering a step of voting opens a vote for everybody, and going back and forth opens no second one', async () => {
    const { moderator, people } = await votingRound(await laidTable(), { dots: 3 }, 'nora');
    const vote = await voteOpened(moderator);
    const open = { ...VOTE_DEFAULT, is: 'open', id: vote, name: 'Punkten', dots: 3 };
    await until(() => expect(people.nora.room.votes).toMatchObject([open]));
    await moderator.command({ is: 'go-to-step', step: 0 });
    await moderator.command({ is: 'go-to-step', step: 1 });
    expect(moderator.room.votes).toMatchObject([open]);
  });

  test('[VO1] a board that begins with a vote begins with an open one', async () => {
    const table = await laidTable();
    const { board, moderator } = await table.create({ agenda: [{ kind: 'vote' }], locale: 'en' });
    const leader = await table.sit({ boardId: board.id, ...moderator });
    expect(leader.room.votes).toMatchObject([{ is: 'open', name: 'Vote' }]);
  });

  test('[VO6] a ballot is changed until the vote is closed, and said twice it counts once', async () => {
    const { moderator, people } = await votingRound(await laidTable(), {}, 'nora', 'ben');
    await posted(people.nora, 'a', 'b', 'c');
    const vote = await voteOpened(moderator);
    expect(await cast(people.nora, vote, { a: 2, b: 2 })).toBe('ok');
    expect(await cast(people.nora, vote, { b: 1, c: 2 })).toBe('ok');
    expect(await cast(people.nora, vote, { b: 1, c: 2 })).toBe('ok');
    expect(await cast(people.ben, vote, { a: 1 })).toBe('ok');
    expect(await cast(people.ben, vote, {})).toBe('ok');
    await until(() => expect(moderator.counts).toMatchObject({ voted: 1, standInsVoted: 0, eligible: 2 }));
    expect(said(await moderator.command({ is: 'close-vote', vote }))).toBe('ok');
    await until(() => expect(tallyOf(people.ben)).not.toBeNull());
    expect(tallyOf(people.ben)).toEqual({
      ...{ voters: 1, standIns: 0, eligible: 2, sectors: [] },
      rows: [
        { target: anId('c'), dots: 2, people: 1, bySector: {} },
        { target: anId('b'), dots: 1, people: 1, bySector: {} },
      ],
    });
  });

  test('[VO6] all browsers of one person show their ballot, and are done with it when the vote is closed', async () => {
    const table = await laidTable();
    const { created, moderator } = await votingRound(table, {}, 'nora');
    await posted(moderator, 'a');
    const joined = await table.join(created.board.code, { name: 'ben' });
    const [laptop, phone] = [await table.sit(joined), await table.sit(joined)];
    const vote = await voteOpened(moderator);
    await cast(laptop, vote, { a: 2 });
    const mine = { [laptop.participantId]: ballotOf({ a: 2 }) };
    await until(() => expect([laptop.mine?.ballots, phone.mine?.ballots]).toEqual([mine, mine]));
    const reloaded = await table.sit(joined);
    await until(() => expect(reloaded.mine?.ballots).toEqual(mine));
    await moderator.command({ is: 'close-vote', vote });
    await until(() => expect([phone.mine?.ballots, reloaded.mine?.ballots]).toEqual([{}, {}]));
  });

  test('[VO4] ideas are voted on while they stand on the wall, clusters while they are there', async () => {
    const { moderator, people } = await votingRound(await laidTable(), {}, 'nora');
    await posted(people.nora, 'a', 'b', 'hidden', 'merged');
    const deed = { is: 'deed', by: moderator.participantId } as const;
    const idea = (name: string) => ideasOf(moderator.doc).get(anId(name));
    await until(() => expect(idea('merged')).toBeDefined());
    idea('hidden')?.set('hidden', true);
    idea('merged')?.set('under', anId('a'));
    createCluster(moderator.doc, { id: anId('cluster'), title: 'C', at: [0, 0], createdBy: null, createdAt: 1 }, deed);
    await moderator.saved();
    const onIdeas = await voteOpened(moderator);
    for (const name of ['hidden', 'merged', 'cluster', 'nothing']) {
      expect([name, await cast(people.nora, onIdeas, { a: 1, [name]: 1 })]).toEqual([name, 'not-a-target']);
    }
    expect(await cast(people.nora, onIdeas, { a: 1, b: 1 })).toBe('ok');
    removeIdea(moderator.doc, anId('b'), deed);
    await moderator.saved();
    await moderator.command({ is: 'close-vote', vote: onIdeas });
    expect(tallyOf(moderator)?.rows).toMatchObject([{ target: anId('a'), dots: 1 }]);
    await moderator.command({ is: 'open-vote', name: 'Cluster', ...VOTE_DEFAULT, on: 'clusters' });
    const onClusters = moderator.room.votes.at(-1)?.id ?? '';
    expect(await cast(people.nora, onClusters, { a: 1 })).toBe('not-a-target');
    expect(await cast(people.nora, onClusters, { cluster: 2 })).toBe('ok');
  });

  test('[VO5] where own ideas get no dots, nobody gives them any', async () => {
    const { moderator, people } = await votingRound(await laidTable(), { own: false }, 'nora', 'ben');
    await posted(people.nora, 'a');
    await posted(people.ben, 'b');
    const vote = await voteOpened(moderator);
    expect(await cast(people.nora, vote, { a: 1, b: 1 })).toBe('own-idea');
    expect(await cast(people.nora, vote, { b: 2 })).toBe('ok');
    expect(await cast(people.ben, vote, { a: 2 })).toBe('ok');
  });

  test('[VO5] on an anonymous board one’s own notebook says what is one’s own, and nobody else learns it', async () => {
    const table = await laidTable();
    const agenda = [
      { kind: 'collect', silent: true },
      { kind: 'vote', own: false },
    ] as const;
    const created = await table.create({ agenda: [...agenda], anonymous: true });
    const moderator = await table.sit({ boardId: created.board.id, ...created.moderator });
    const [nora, ben] = [
      await table.sit(await table.join(created.board.code)),
      await table.sit(await table.join(created.board.code)),
    ];
    for (const [person, name] of [
      [nora, 'a'],
      [ben, 'b'],
    ] as const) {
      const notebook = openCopy(table.url, {
        boardId: `${person.boardId}.${person.participantId}`,
        token: person.token,
      });
      await notebook.synced();
      writeNote(notebook.doc, { id: anId(name), text: name, createdAt: 1 }, { is: 'deed', by: person.participantId });
      await notebook.saved();
    }
    const vote = await voteOpened(moderator);
    expect(await cast(nora, vote, { a: 1, b: 1 })).toBe('own-idea');
    expect(await cast(nora, vote, { b: 1 })).toBe('ok');
    expect(await cast(ben, vote, { a: 1 })).toBe('ok');
    expect(await cast(moderator, vote, { a: 1, b: 1 })).toBe('ok');
  });
});

describe('what is not a vote', () => {
  test('[VO7] out of order, late, over budget or without the right: each is refused with its reason, and changes nothing', async () => {
    const table = await laidTable();
    const { boardId, created, moderator, people } = await votingRound(table, { dots: 3, most: 2 }, 'nora');
    const { token } = (
      await table.call<{ token: string }>(`/api/boards/${boardId}/screens`, {
        ...{ method: 'POST', token: created.moderator.token },
      })
    ).json;
    const screen = await table.sit({ boardId, participantId: '', token });
    const { nora } = people;
    await posted(nora, 'a', 'b');
    expect(await cast(nora, anId('vote'), { a: 1 })).toBe('no-such-vote');
    expect(said(await moderator.command({ is: 'open-vote', name: 'X', ...VOTE_DEFAULT }))).toBe('not-in-this-step');
    const vote = await voteOpened(moderator);
    expect(await cast(nora, vote, { a: 1, b: 1 })).toBe('ok');
    const bad: readonly (readonly [string, unknown])[] = [
      ['too-many-dots', { is: 'cast', vote, ballot: ballotOf({ a: 2, b: 2 }) }],
      ['too-many-dots', { is: 'cast', vote, ballot: ballotOf({ a: 3 }) }],
      ['bad-request', { is: 'cast', vote, ballot: ballotOf({ a: 0 }) }],
      ['bad-request', { is: 'cast', vote, ballot: ballotOf({ a: -1, b: 3 }) }],
      ['bad-request', { is: 'cast', vote, ballot: ballotOf({ a: 0.5 }) }],
      ['bad-request', { is: 'cast', vote, ballot: { [anId('a')]: '1' } }],
      ['bad-request', { is: 'cast', vote, ballot: { x: 1 } }],
      ['bad-request', { is: 'cast', vote }],
      ['no-such-vote', { is: 'cast', vote: anId('other'), ballot: {} }],
      ['not-allowed', { is: 'cast', vote, ballot: {}, by: moderator.participantId }],
      ['not-allowed', { is: 'close-vote', vote }],
      ['not-allowed', { is: 'drop-vote', vote }],
      ['not-allowed', { is: 'open-vote', name: 'Y', ...VOTE_DEFAULT }],
    ];
    for (const [why, command] of bad) {
      expect([command, said(await nora.command(command as never))]).toEqual([command, why]);
    }
    expect(await cast(screen, vote, { a: 1 })).toBe('not-allowed');
    for (const by of [nora.participantId, anId('nobody')]) {
      expect(said(await moderator.command({ is: 'cast', vote, ballot: {}, by }))).toBe('no-such-person');
    }
    expect(said(await moderator.command({ is: 'open-vote', name: 'Y', ...VOTE_DEFAULT }))).toBe('vote-open');
    expect(said(await moderator.command({ is: 'close-vote', vote: anId('other') }))).toBe('no-such-vote');
    expect(said(await moderator.command({ is: 'drop-vote', vote: anId('other') }))).toBe('no-such-vote');
    await moderator.command({ is: 'go-to-step', step: 2 });
    expect(await cast(nora, vote, { a: 2 })).toBe('not-in-this-step');
    await moderator.command({ is: 'go-to-step', step: 1 });
    await until(() => expect(moderator.counts).toMatchObject({ voted: 1, eligible: 1 }));
    const twice = [1, 2].map(() => moderator.command({ is: 'close-vote', vote }));
    expect((await Promise.all(twice)).map(said)).toEqual(['ok', 'no-such-vote']);
    expect(await cast(nora, vote, { a: 1 })).toBe('no-such-vote');
    expect(tallyOf(moderator)?.rows.map(({ dots }) => dots)).toEqual([1, 1]);
  });

  test('[VO7] a ballot that the disk refuses is not acknowledged and does not count', async () => {
    let full = false;
    const saveBallot = async () => {
      if (full) throw new Error('disk full');
      return 'saved' as const;
    };
    const table = await laidTable({ store: (store) => alteredStore(store, { saveBallot }) });
    const { moderator, people } = await votingRound(table, {}, 'nora');
    await posted(people.nora, 'a');
    const vote = await voteOpened(moderator);
    await cast(people.nora, vote, { a: 1 });
    full = true;
    expect(await cast(people.nora, vote, { a: 2 })).toBe('server-fault');
    await moderator.command({ is: 'close-vote', vote });
    expect(tallyOf(moderator)?.rows).toMatchObject([{ dots: 1 }]);
  });
});

describe('the secret', () => {
  test('[VO3] while a vote is open nobody but the voter is told what is in a ballot, and the log says nothing', async () => {
    const table = await laidTable();
    const { created, boardId, moderator, people } = await votingRound(table, {}, 'nora', 'ben');
    await posted(people.ben, 'a', 'b');
    const vote = await voteOpened(moderator);
    const heard: string[] = [];
    for (const person of [moderator, people.ben]) person.live.onAny((...event) => heard.push(JSON.stringify(event)));
    expect(await cast(people.nora, vote, { a: 2 })).toBe('ok');
    expect(await cast(people.nora, vote, { a: 2, b: 1 })).toBe('ok');
    await until(() => expect(moderator.counts?.voted).toBe(1));
    const late = await table.sit(await table.join(created.board.code, { name: 'late' }));
    await until(() => expect(late.counts?.eligible).toBe(3));
    const { token } = created.moderator;
    for (const format of ['json', 'csv', 'md']) {
      heard.push((await table.call(`/api/boards/${boardId}/export.${format}`, { token })).text);
    }
    heard.push(JSON.stringify([late.mine, late.room, late.counts, moderator.mine, moderator.room]), ...table.logged);
    expect(heard.filter((text) => text.includes(chosen('a')) || text.includes(chosen('b')))).toEqual([]);
    expect(moderator.mine?.ballots).toEqual({});
  });

  test.each([
    ['closed', 'close-vote'],
    ['dropped', 'drop-vote'],
  ] as const)('[VO8] once a vote is %s no file of the server tells who chose what', async (_, is) => {
    const table = await laidTable();
    const { moderator, people } = await votingRound(table, {}, 'nora', 'ben');
    await posted(people.nora, 'a', 'b', 'c');
    const vote = await voteOpened(moderator);
    await cast(people.nora, vote, { a: 2, b: 1 });
    await cast(people.nora, vote, { b: 2, c: 1 });
    await cast(people.ben, vote, { c: 1 });
    const traces = () => ['a', 'b', 'c'].filter((name) => filesOf(table).includes(chosen(name)));
    expect(traces()).toEqual(['a', 'b', 'c']);
    expect(said(await moderator.command({ is, vote }))).toBe('ok');
    expect(traces()).toEqual([]);
    expect(await table.store.ballotsOf(moderator.boardId)).toEqual([]);
    await table.close();
    expect(traces()).toEqual([]);
  });
});

describe('a vote lasts', () => {
  test('[VO13] votes and ballots survive a restart', async () => {
    const dir = temporaryFolder();
    const before = await laidTable({ dir });
    const { moderator, people } = await votingRound(before, {}, 'nora');
    await posted(people.nora, 'a', 'b');
    const vote = await voteOpened(moderator);
    await cast(people.nora, vote, { a: 2, b: 1 });
    const { port } = new URL(before.url);
    await before.close();
    await laidTable({ dir, config: { port: Number(port) } });
    const back = () => moderator.live.connected && people.nora.live.connected;
    await until(() => expect(back()).toBe(true));
    await until(() => expect(moderator.counts?.voted).toBe(1));
    expect(people.nora.mine?.ballots).toEqual({ [people.nora.participantId]: ballotOf({ a: 2, b: 1 }) });
    expect(said(await moderator.command({ is: 'close-vote', vote }))).toBe('ok');
    expect(tallyOf(moderator)?.rows).toMatchObject([
      { target: anId('a'), dots: 2 },
      { target: anId('b'), dots: 1 },
    ]);
  });

  test('[VO14] sixty people vote at once: each ballot is acknowledged, and no picture of the room goes out for it', async () => {
    const table = await laidTable();
    const { created, boardId, moderator } = await votingRound(table, {});
    const names = Array.from({ length: 40 }, (_, at) => `idea${at}`);
    await posted(moderator, ...names);
    const people = await Promise.all(
      Array.from({ length: 60 }, () => table.join(created.board.code, { sector: 'industry' })),
    );
    const lives = people.map(({ token }) => knock(table.url, boardId, { token }));
    await until(() => expect(moderator.room.roster.filter(({ here }) => here)).toHaveLength(61));
    const vote = await voteOpened(moderator);
    const { version } = moderator.room;
    const ballots = lives.map((_, at) => ballotOf({ [`idea${at % 40}`]: 2, [`idea${(at * 7 + 1) % 40}`]: 1 }));
    const answers = await Promise.all(
      lives.map((live, at) =>
        live.timeout(20_000).emitWithAck('command', { is: 'cast', vote, ballot: ballots[at] ?? {} }),
      ),
    );
    expect(answers).toEqual(lives.map(() => ({ ok: true, version })));
    await until(() => expect(moderator.counts).toMatchObject({ voted: 60, eligible: 60 }));
    expect(moderator.room.version).toBe(version);
    await moderator.command({ is: 'close-vote', vote });
    const { rows, voters, sectors } = tallyOf(moderator) ?? { rows: [] };
    expect([voters, sectors]).toEqual([60, ['industry']]);
    expect(rows.reduce((sum, { dots }) => sum + dots, 0)).toBe(
      ballots.reduce((sum, ballot) => sum + dotsIn(ballot), 0),
    );
  });
});
