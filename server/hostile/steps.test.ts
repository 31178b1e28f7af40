import type * as Y from 'yjs';
import { expect, test } from 'vitest';
import { ideasOf } from '#shared/document/read.ts';
import { AGENDA_DEFAULT } from '#shared/model/step.ts';
import type { Command } from '#shared/wire/live.ts';
import { knock, until } from '../testing/person.ts';
import { idOf, type Intruder } from './intruder.ts';
import { openStage, type Stage } from './stage.ts';
import { MARK } from './witness.ts';

const stage = openStage({ agenda: [...AGENDA_DEFAULT] });

/** Longer than a step that has just ended still allows what it allowed. */
const GRACE_MS = 2_500;

/** The moderator's line to the room. */
async function lead(at: Stage, ...commands: Command[]): Promise<void> {
  const live = knock(at.house.url, at.boardId, at.moderator);
  for (const command of commands) {
    expect(await live.timeout(5_000).emitWithAck('command', command)).toMatchObject({ ok: true });
  }
  live.disconnect();
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const MISDEEDS: readonly ((by: Intruder) => void)[] = [
  // Writing on in one's own idea.
  (by) => by.does([by.block({ text: MARK, parent: [by.client, 1] })]),
  (by) => by.does([by.block({ values: [{ at: [1, 2] }], parent: [by.client, 0], key: 'place' })]),
  // Ids stay readable in what was deleted, texts do not.
  (by) => by.does([by.idea(`more-${by.own}`, { text: { type: 'text' } })]),
  (by) => by.does([by.block({ type: 'map', parent: 'clusters', key: `more-${by.own}` })]),
  // Deleting one's own idea.
  (by) => by.does([], [{ client: by.client, ranges: [[0, 1]] }]),
];

test('[SY86] on a locked board nothing that a participant writes reaches anybody, and their own copy is mended', async () => {
  const at = await stage();
  const { mallory } = at;
  mallory.does([mallory.idea()]);
  await mallory.line.saved();
  await until(() => expect(ideasOf(at.nora.doc).has(mallory.own)).toBe(true));
  const board = (doc: Y.Doc) => [ideasOf(doc).toJSON(), doc.getMap('clusters').toJSON()];
  const before = board(at.nora.doc);
  await lead(at, { is: 'set-lock', locked: true });
  await wait(GRACE_MS);
  for (const misdeed of MISDEEDS) {
    misdeed(mallory);
    await mallory.line.saved();
    for (const { doc } of [at.nora, at.tobias, mallory]) await until(() => expect(board(doc)).toEqual(before));
  }
  await lead(at, { is: 'set-lock', locked: false });
  await at.aftermath();
});

test('[SY86] while people collect, nobody sorts', async () => {
  const at = await stage();
  const { mallory } = at;
  const theIdea = idOf(at.nora.doc, ['ideas', at.treasure]);
  mallory.does([mallory.block({ values: [{ at: [5, 5] }], parent: theIdea, key: 'place' })]);
  mallory.does([mallory.block({ type: 'map', parent: 'clusters', key: mallory.own })]);
  await mallory.line.saved();
  for (const { doc } of [at.nora, at.tobias, mallory]) {
    await until(() =>
      expect([ideasOf(doc).get(at.treasure)?.has('place'), doc.getMap('clusters').size]).toEqual([false, 0]),
    );
  }
  await at.aftermath();
});
