import { expect, test } from 'vitest';
import { BOARD, OTHER, aBoard, opened, seeded } from './contract-fixture.ts';
import type { NewHarness } from './contract.ts';
import type { Store, StoredBallot } from './store.ts';

const VOTE = 'vote-0123456789';
/** Written down by ballots alone. */
const CANARY = 'stimmzettel-5093';

const aBallot = (voter: string, more: Partial<StoredBallot> = {}): StoredBallot => ({
  ...{ boardId: BOARD, epoch: 1, vote: VOTE, voter, by: voter, ballot: { [`idea-of-${voter}`]: 1 } },
  ...more,
});
const room = { boardId: BOARD, epoch: 1, version: 2, room: { ...aBoard(BOARD).room, door: 'closed' } } as const;

async function told(store: Store, boardId = BOARD) {
  const ballots = await store.ballotsOf(boardId);
  return Object.fromEntries(ballots.map(({ voter, ballot }) => [voter, ballot]));
}

export function ballotContract(newHarness: NewHarness): void {
  keeping(newHarness);
  ending(newHarness);
}

function keeping(newHarness: NewHarness): void {
  test('[ST63] a voter has one ballot in each vote, the last one, also after opening again', async () => {
    const { store, harness } = await opened(newHarness);
    expect(await store.saveBallot(aBallot('ada'))).toBe('saved');
    await store.saveBallot(aBallot('ada', { ballot: { b: 2, c: 1 }, by: 'moderator' }));
    await store.saveBallot(aBallot('ben'));
    await store.saveBallot(aBallot('ben', { ballot: {} }));
    await store.saveBallot(aBallot('ada', { vote: 'another-vote-1', ballot: { d: 1 } }));
    const { epoch: _, boardId: __, ...kept } = aBallot('ada', { ballot: { b: 2, c: 1 }, by: 'moderator' });
    const ballots = await store.ballotsOf(BOARD);
    expect(ballots).toHaveLength(2);
    expect(ballots).toContainEqual(kept);
    const again = await harness.open();
    expect(await again.ballotsOf(BOARD)).toEqual(ballots);
    expect(await again.ballotsOf(OTHER)).toEqual([]);
  });

  test('[ST63] only the owner of a board keeps ballots, and none where there is no such board', async () => {
    const { store } = await opened(newHarness);
    expect(await store.saveBallot(aBallot('ada', { epoch: 2 }))).toBe('fenced');
    expect(await store.saveBallot(aBallot('ada', { boardId: OTHER }))).toBe('no-board');
    expect([await told(store), await told(store, OTHER)]).toEqual([{}, {}]);
  });

  test('[ST63] ballots go with their board', async () => {
    const { store } = await opened(newHarness);
    await store.addBoard(aBoard(OTHER), []);
    for (const boardId of [BOARD, OTHER]) await store.saveBallot(aBallot('ada', { boardId }));
    await store.removeBoard(BOARD);
    expect(await told(store)).toEqual({});
    expect(await told(store, OTHER)).toEqual({ ada: { 'idea-of-ada': 1 } });
  });
}

function ending(newHarness: NewHarness): void {
  test('[ST64] ending a vote saves the room and deletes the ballots of that vote alone', async () => {
    const { store, harness } = await opened(newHarness);
    for (const voter of ['ada', 'ben']) await store.saveBallot(aBallot(voter));
    await store.saveBallot(aBallot('eva', { vote: 'another-vote-1' }));
    expect(await store.endVote(room, VOTE)).toBe('saved');
    expect(await store.endVote({ ...room, version: 3 }, VOTE)).toBe('saved');
    const again = await harness.open();
    expect(await told(again)).toEqual({ eva: { 'idea-of-eva': 1 } });
    expect(await again.boardById(BOARD)).toMatchObject({ roomVersion: 3, room: { door: 'closed' } });
  });

  test('[ST64] what is refused ends no vote', async () => {
    const { store } = await opened(newHarness);
    await store.saveBallot(aBallot('ada'));
    expect(await store.endVote({ ...room, epoch: 2 }, VOTE)).toBe('fenced');
    expect(await store.endVote({ ...room, boardId: OTHER }, VOTE)).toBe('no-board');
    expect(await told(store)).toEqual({ ada: { 'idea-of-ada': 1 } });
    expect(await store.boardById(BOARD)).toMatchObject({ roomVersion: 1 });
  });

  test('[ST65] nothing of the ballots of ended votes is left in the files, and no ballot of others is lost', async () => {
    const { store, harness } = await opened(newHarness);
    await changedManyTimes(store);
    const others = (await store.ballotsOf(BOARD)).filter(({ vote }) => !SECRET.includes(vote));
    const ended = await Promise.all(SECRET.map((vote) => store.endVote(room, vote)));
    expect(new Set(ended)).toEqual(new Set(['saved']));
    // Whoever copies the files of a running server finds nothing either.
    expect(count(await harness.bytes(), CANARY)).toBe(0);
    expect(await store.ballotsOf(BOARD)).toEqual(others);
    await store.close();
    expect(count(await harness.bytes(), CANARY)).toBe(0);
    expect(count(await harness.bytes(), 'public')).toBeGreaterThan(0);
    expect(await (await harness.open()).ballotsOf(BOARD)).toEqual(others);
  });
}

const VOTES = Array.from({ length: 20 }, (_, at) => `vote-01234567-${10 + at}`);
const SECRET = VOTES.filter((_, at) => at % 2 === 0);

/** Ballots of many votes, changed again and again in all sizes, so that rows are moved between pages and leave copies where they were. */
async function changedManyTimes(store: Store): Promise<void> {
  const random = seeded(1);
  for (let step = 1; step <= 6_000; step++) {
    const [voter, vote = VOTE, size] = [`voter-${random(8)}`, VOTES[random(VOTES.length)], random(20)];
    const word = SECRET.includes(vote) ? CANARY : 'public';
    const dots = Array.from({ length: size }, (_, at) => [`${word}-${step}-${at}`, 1 + (at % 3)]);
    const ballot = Object.fromEntries(dots) as Record<string, number>;
    const asked = store.saveBallot(aBallot(voter, { vote, ballot }));
    if (step % 200 === 0) await asked;
  }
}

const count = (bytes: Uint8Array, text: string): number => Buffer.from(bytes).toString('latin1').split(text).length - 1;
