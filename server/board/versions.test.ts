import { expect, test, vi } from 'vitest';
import type * as Y from 'yjs';
import { plainOf } from '#shared/document/plain.ts';
import { ideasOf } from '#shared/document/read.ts';
import { createCluster, placeIdea, postIdea, removeCluster, removeIdea, textAt } from '#shared/document/write.ts';
import type { PlainDocument } from '#shared/model/version.ts';
import type { Restored } from '#shared/wire/live.ts';
import { StoreFault } from '../store/fault.ts';
import { alteredStore } from '../testing/altered-store.ts';
import { BOARD, browser, deed, newIdea, opened, silent } from '../testing/documents.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { Versions, type VersionsParts } from './versions.ts';

const patient = { timeout: 30_000, interval: 5 };
const NORA = 'nora-participant';
const idOf = (name: string): string => `${name}-aaaaaaaaaa`;

/** Nora and Tobias at a free wall, and what keeps its versions. */
async function tableOf(altered: Partial<VersionsParts['store']> = {}) {
  const { documents, store } = await opened();
  const told: Restored[] = [];
  const versions = new Versions({
    ...{ documents, log: silent, store: alteredStore(store, altered), world: { now: () => 1_700_000_000_000 } },
    onRestored: (_, restored) => void told.push(restored),
  });
  const nora = await browser(documents, { participantId: NORA, role: 'moderator' });
  const tobias = await browser(documents, 'tobias-participant');
  const restore = async (n: number) => done(await versions.restore(BOARD, { n, by: NORA }));
  /** Everything that was written is everywhere; gives what it is. */
  const agreed = async (): Promise<unknown> => {
    await vi.waitFor(async () => {
      const here = await documents.read(BOARD, stateOf);
      for (const { doc } of [nora, tobias]) expect(stateOf(doc)).toEqual(here);
    }, patient);
    return stateOf(nora.doc);
  };
  const contentOf = async (n: number) => done(await versions.read(BOARD, n)).content;
  return { documents, store, versions, nora, tobias, restore, agreed, contentOf, told };
}

function done<T extends object>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`);
  return answer;
}

/** Ids sorted: in which order things came to be does not count. */
const stateOf = (doc: Y.Doc): unknown =>
  Object.fromEntries([...plainOf(doc)].map(([root, entries]) => [root, Object.fromEntries(entries)]));

const textIn = (board: PlainDocument, id: string): string => (board.get('ideas')?.get(id)?.['text'] ?? '') as string;

test('[VE3] a version that was kept by hand has a name and the board as it was; the newest is first in the list', async () => {
  const { versions, nora, agreed, contentOf } = await tableOf();
  nora.post('eins');
  await agreed();
  const first = done(await versions.keep(BOARD, 'Vor der Pause'));
  expect(first).toEqual({ n: 1, at: 1_700_000_000_000, why: { is: 'hand', name: 'Vor der Pause' }, ideas: 1 });
  nora.post('zwei');
  await agreed();
  const second = done(await versions.keep(BOARD, 'Danach'));
  expect(await versions.list(BOARD)).toEqual([second, first]);
  expect([...((await contentOf(1)).board.get('ideas')?.keys() ?? [])]).toEqual([idOf('eins')]);
});

test('[VE1] by itself nothing is kept of an empty board, or twice of the same', async () => {
  const { versions, nora, agreed } = await tableOf();
  await versions.keepStep(BOARD, 'collect');
  expect(await versions.list(BOARD)).toEqual([]);
  nora.post('eins');
  await agreed();
  for (const step of ['collect', 'cluster'] as const) await versions.keepStep(BOARD, step);
  await versions.keepImport(BOARD);
  expect(await versions.list(BOARD)).toMatchObject([{ n: 1, why: { is: 'step', step: 'collect' } }]);
});

test('[VE1] a version that cannot be kept does not hold up the round', async () => {
  const full = () => Promise.reject(new StoreFault('disk-full', 'no room'));
  const { versions, nora, agreed } = await tableOf({ addVersion: full });
  nora.post('eins');
  await agreed();
  await versions.keepStep(BOARD, 'collect');
  expect(await versions.list(BOARD)).toEqual([]);
});

test('[VE4, VE16] what is restored reaches everybody, who are told when it was kept and who restored it', async () => {
  const { versions, nora, tobias, restore, agreed, told } = await tableOf();
  nora.post('eins');
  nora.post('zwei');
  const then = await agreed();
  await versions.keep(BOARD, 'Da');
  removeIdea(nora.doc, idOf('eins'), deed);
  tobias.post('drei');
  removeIdea(tobias.doc, idOf('drei'), deed);
  await agreed();
  expect(await restore(1)).toMatchObject({ undo: 2, size: { back: 1 } });
  expect(await agreed()).toEqual(then);
  expect(told).toEqual([{ at: 1_700_000_000_000, by: NORA }]);
  expect(await versions.list(BOARD)).toMatchObject([{ why: { is: 'restore', of: 1_700_000_000_000 } }, { n: 1 }]);
});

test('[VE4] where there is nothing to do, nothing is kept and nobody is told', async () => {
  const { versions, nora, restore, agreed, told } = await tableOf();
  nora.post('eins');
  await agreed();
  await versions.keep(BOARD, 'Da');
  expect(await restore(1)).toMatchObject({ undo: null, size: { none: true } });
  expect([told, (await versions.list(BOARD)).length]).toEqual([[], 1]);
  expect(await versions.restore(BOARD, { n: 7, by: NORA })).toEqual({ refused: 'no-such-version' });
});

test('[VE9] when the version before cannot be kept, nobody sees anything of the restore', async () => {
  let isFull = false;
  const { store, versions, documents, nora, tobias, agreed, told } = await tableOf({
    addVersion: (version) =>
      isFull ? Promise.reject(new StoreFault('disk-full', 'no room')) : store.addVersion(version),
  });
  nora.post('eins');
  await agreed();
  await versions.keep(BOARD, 'Da');
  removeIdea(nora.doc, idOf('eins'), deed);
  const before = await agreed();
  isFull = true;
  const { seq } = await store.load({ boardId: BOARD, name: '' });
  await expect(versions.restore(BOARD, { n: 1, by: NORA })).rejects.toMatchObject({ kind: 'disk-full' });
  expect(tobias.heard.closed).toBe('later');
  expect([stateOf(nora.doc), stateOf(tobias.doc), await documents.read(BOARD, stateOf)]).toEqual([
    before,
    before,
    before,
  ]);
  expect((await store.load({ boardId: BOARD, name: '' })).seq).toBe(seq);
  expect(told).toEqual([]);
});

/** A small generator of the Lehmer kind. */
function seeded(seed: number) {
  let state = seed;
  return (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
}

type Browser = Awaited<ReturnType<typeof browser>>;
type Random = ReturnType<typeof seeded>;

/** Everything that somebody wrote: ids of ideas, and words in texts. */
interface Written {
  readonly ideas: string[];
  readonly words: { readonly id: string; readonly word: string }[];
}

const CLUSTERS = ['x', 'y'].map(idOf);

function oneOf<T>(items: readonly T[], random: Random): T | undefined {
  return items[random(Math.max(1, items.length))];
}

/** Writes something, and takes nothing away. */
function writes({ doc }: Browser, { who, random, written }: { who: string; random: Random; written: Written }): void {
  const ids = [...ideasOf(doc).keys()];
  const id = oneOf(ids, random);
  const [deeds, cluster = ''] = [random(4), oneOf(CLUSTERS, random)];
  if (deeds === 0 || id === undefined) {
    const idea = newIdea(`${who}-${written.ideas.length}`, `${who}-participant`);
    written.ideas.push(idea.id);
    postIdea(doc, idea, deed);
  } else if (deeds === 1 && who === 'nora') {
    const text = textAt(doc, 'ideas', id);
    const word = `<${who}${written.words.length}>`;
    if ((text?.length ?? 999) > 200) return;
    // Never within another word.
    text?.insert(random(2) === 0 ? 0 : text.length, word);
    written.words.push({ id, word });
  } else if (deeds === 2) placeIdea(doc, id, random(2) === 0 ? null : { in: cluster, rank: 'a0' }, deed);
  else if (!doc.getMap('clusters').has(cluster))
    createCluster(doc, { id: cluster, title: 'Gruppe', at: [0, 0], createdBy: null, createdAt: 1 }, deed);
}

/** Takes something away, which only the moderator may of all. */
function removes({ doc }: Browser, random: Random): void {
  const id = oneOf([...ideasOf(doc).keys()], random);
  if (id !== undefined) removeIdea(doc, id, deed);
  if (random(3) === 0) removeCluster(doc, oneOf(CLUSTERS, random) ?? '', deed);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  '[VE7, VE8] restored while others write, nothing is lost, all copies end equal, and it can be undone (seed %i)',
  async (seed) => {
    const random = seeded(seed);
    const table = await tableOf();
    const { nora, tobias, versions, restore, agreed, contentOf } = table;
    const written: Written = { ideas: [], words: [] };
    const both = (times: number) => {
      for (let n = 0; n < times; n++) {
        writes(nora, { who: 'nora', random, written });
        writes(tobias, { who: 'tobias', random, written });
      }
    };
    both(12);
    await agreed();
    await versions.keep(BOARD, 'A');
    both(6);
    for (let n = 0; n < 4; n++) removes(nora, random);
    await agreed();
    // Others write before, while and after the server restores.
    const [ideas, words] = [written.ideas.length, written.words.length];
    both(4);
    const restoring = restore(1);
    for (let n = 0; n < 6; n++) {
      both(2);
      await new Promise(setImmediate);
    }
    const { undo } = await restoring;
    both(3);
    await agreed();
    const standing = plainOf(nora.doc).get('ideas');
    for (const id of written.ideas.slice(ideas)) expect(standing?.has(id)).toBe(true);
    // A text that was put back is whole in the version before.
    const now = plainOf(nora.doc);
    const before = undo === null ? now : (await contentOf(undo)).board;
    for (const { id, word } of written.words.slice(words)) {
      expect([textIn(now, id).includes(word), textIn(before, id).includes(word)]).toContain(true);
    }
    for (const id of (await contentOf(1)).board.get('ideas')?.keys() ?? []) expect(standing?.has(id)).toBe(true);

    // And once more in peace: what is undone is as it was.
    for (let n = 0; n < 3; n++) removes(nora, random);
    const quiet = await agreed();
    const again = await restore(1);
    await agreed();
    if (again.undo !== null) await restore(again.undo);
    expect(await agreed()).toEqual(quiet);
  },
  60_000,
);
