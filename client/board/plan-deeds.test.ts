import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { hasAccepted, type Action } from '#shared/model/board.ts';
import { ACTION_WHAT_MAX, ACTION_WHO_MAX, BOARD_ACTIONS_MAX } from '#shared/model/limits.ts';
import { exchange, idOf, NORA, seated, TOBIAS } from './table.fixture.ts';

const WHAT = 'Mit dem Ordnungsamt reden';

const actions = (doc: Y.Doc): Action[] => [...readBoard(doc).actions.values()];

test('[PL1] an action is made, written on, dated, moved to another idea and removed', () => {
  const { deeds, doc } = seated({ step: 'plan' });
  const id = idOf(deeds.plan.create({ what: ` ${WHAT} `, on: 'idea-00000000000' }));
  expect(actions(doc)).toEqual([
    { id, what: WHAT, on: 'idea-00000000000', who: [], accepted: [], createdAt: 1_700_000_000_001 },
  ]);
  expect(deeds.plan.rewrite(id, 'Mit allen reden')).toBe(null);
  expect(deeds.plan.change(id, { due: '2031-05-12', on: undefined })).toBe(null);
  expect(actions(doc)[0]).toMatchObject({ what: 'Mit allen reden', due: '2031-05-12' });
  expect(actions(doc)[0]).not.toHaveProperty('on');
  expect(deeds.plan.remove(id)).toBe(null);
  expect(actions(doc)).toEqual([]);
  expect(deeds.plan.remove(id)).toBe('gone');
});

test('[PL1] other steps take no plans of participants', () => {
  const { deeds, asking } = seated({ step: 'vote' });
  expect(deeds.plan.create({ what: WHAT })).toEqual({ refused: 'not-in-this-step' });
  Object.assign(asking, { role: 'moderator' });
  expect('id' in deeds.plan.create({ what: WHAT })).toBe(true);
});

test('[PL3] an action names so many people and no more', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.plan.create({ what: WHAT }));
  const crowd = Array.from({ length: ACTION_WHO_MAX }, (_, n) => `person-${n}-0000000`);
  expect(deeds.plan.change(id, { who: crowd })).toBe(null);
  expect(deeds.plan.name(id, TOBIAS, true)).toBe('too-many-people');
  expect(actions(doc)[0]?.who).toEqual(crowd);
});

test('[PL4] an empty or too long text, and an action too many, are refused and change nothing', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.plan.create({ what: WHAT }));
  expect(deeds.plan.create({ what: '  ' })).toEqual({ refused: 'empty' });
  expect(deeds.plan.rewrite(id, 'x'.repeat(ACTION_WHAT_MAX + 1))).toBe('too-long');
  expect(actions(doc).map(({ what }) => what)).toEqual([WHAT]);
  while (actions(doc).length < BOARD_ACTIONS_MAX) idOf(deeds.plan.create({ what: WHAT }));
  expect(deeds.plan.create({ what: WHAT })).toEqual({ refused: 'board-full' });
});

test('[PL2] who is named gives their word and takes it back; nobody else does', () => {
  const nora = seated();
  const id = idOf(nora.deeds.plan.create({ what: WHAT, who: [TOBIAS] }));
  expect(nora.deeds.plan.accept(id)).toBe('not-yours');
  const tobias = seated({ participantId: TOBIAS, step: 'close' }, nora.doc);
  expect(tobias.deeds.plan.accept(id)).toBe(null);
  expect(actions(nora.doc)[0]?.accepted).toEqual([TOBIAS]);
  expect(tobias.deeds.plan.accept(id, false)).toBe(null);
  expect(actions(nora.doc)[0]?.accepted).toEqual([]);
});

test('[PL2] a word counts only as long as somebody is named', () => {
  const { deeds, doc } = seated();
  const id = idOf(deeds.plan.create({ what: WHAT, who: [NORA] }));
  deeds.plan.accept(id);
  deeds.plan.name(id, NORA, false);
  expect(actions(doc).map((action) => hasAccepted(action, NORA))).toEqual([false]);
});

test('[PL5] of two words given at once none is lost, whoever wins the race', () => {
  for (const clientIds of [
    [1, 2],
    [2, 1],
  ] as const) {
    const [nora, tobias] = [seated(), seated({ participantId: TOBIAS })];
    [nora.doc.clientID, tobias.doc.clientID] = clientIds;
    const id = idOf(nora.deeds.plan.create({ what: WHAT, who: [NORA, TOBIAS] }));
    exchange(nora.doc, tobias.doc);
    nora.deeds.plan.accept(id);
    tobias.deeds.plan.accept(id);
    exchange(nora.doc, tobias.doc);
    expect(actions(nora.doc)[0]?.accepted).toHaveLength(1);
    for (const { deeds } of [nora, tobias]) deeds.plan.keepWord(false);
    exchange(nora.doc, tobias.doc);
    for (const { doc } of [nora, tobias]) expect(actions(doc)[0]?.accepted.toSorted()).toEqual([NORA, TOBIAS]);
  }
});

test('[PL5] a word that is safe is not said again, so that another browser of the same person can take it back', () => {
  const here = seated();
  const id = idOf(here.deeds.plan.create({ what: WHAT, who: [NORA] }));
  here.deeds.plan.accept(id);
  here.deeds.plan.keepWord(true);
  seated({}, here.doc).deeds.plan.accept(id, false);
  here.deeds.plan.keepWord(true);
  expect(actions(here.doc)[0]?.accepted).toEqual([]);
});

test('[PL6] undo takes back what one did to actions, and no word', () => {
  const nora = seated({ step: 'plan' });
  const id = idOf(nora.deeds.plan.create({ what: WHAT, who: [TOBIAS, NORA] }));
  nora.deeds.plan.change(id, { due: '2031-05-12' });
  nora.deeds.plan.accept(id);
  seated({ participantId: TOBIAS }, nora.doc).deeds.plan.accept(id);
  expect(nora.deeds.undo()).toBe(null);
  expect(actions(nora.doc)[0]).toMatchObject({ accepted: [NORA, TOBIAS] });
  expect(actions(nora.doc)[0]).not.toHaveProperty('due');
  expect(nora.deeds.redo()).toBe(null);
  expect(actions(nora.doc)[0]).toHaveProperty('due', '2031-05-12');
});

test('[PL6] in the plan step what one did on the wall before stays', () => {
  const nora = seated({ step: 'cluster' });
  nora.deeds.post('Idee');
  Object.assign(nora.asking, { step: 'plan' });
  expect(nora.deeds.undo()).toBe('not-in-this-step');
  nora.deeds.plan.create({ what: WHAT });
  expect(nora.deeds.undo()).toBe(null);
  expect([readBoard(nora.doc).ideas.size, actions(nora.doc).length]).toEqual([1, 0]);
});
