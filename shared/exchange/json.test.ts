import { expect, test } from 'vitest';
import { action, boardWith, cluster, idea, planned, sourceOf } from './fixture.ts';
import { copyOf } from './json.ts';

const MARA = { participantId: 'mara-0000001', role: 'participant', sector: 'creative', name: 'Mara Weiß' } as const;
const JAN = { participantId: 'jan-00000001', role: 'participant', sector: 'industry', name: 'Jan' } as const;
const ROSTER = [MARA, JAN];

test('[PL7] an action says nothing of what is hidden, nor that somebody once accepted who is not named any more', () => {
  const board = boardWith([idea('seen'), idea('hidden', { hidden: true })], [cluster('c')]);
  const { actions } = copyOf(
    sourceOf(
      planned(
        board,
        action('about-seen', { on: idea('seen').id, due: '2026-05-12', createdAt: 1 }),
        action('about-hidden', { on: idea('hidden').id, createdAt: 2 }),
        action('about-cluster', { on: cluster('c').id, who: [MARA.participantId], createdAt: 3 }),
        action('left', { who: [MARA.participantId], accepted: [MARA.participantId, JAN.participantId], createdAt: 4 }),
      ),
      { roster: ROSTER },
    ),
  );
  expect(actions.map(({ on, due, accepted }) => [on, due, accepted])).toEqual([
    [idea('seen').id, '2026-05-12', []],
    [undefined, undefined, []],
    [cluster('c').id, undefined, []],
    [undefined, undefined, [MARA.participantId]],
  ]);
});

test('[PL7] people are those who wrote or are named', () => {
  const board = planned(
    boardWith([idea('a', { author: JAN.participantId })]),
    action('x', { who: [MARA.participantId] }),
  );
  expect(copyOf(sourceOf(board, { roster: ROSTER })).people.map(({ name }) => name)).toEqual(['Mara Weiß', 'Jan']);
});

test('[PL9] on an anonymous board only those whom an action names are there, and no idea says whose it is', () => {
  const board = planned(
    boardWith([idea('a', { author: JAN.participantId })]),
    action('x', { who: [MARA.participantId] }),
  );
  const copy = copyOf(sourceOf(board, { roster: ROSTER, anonymous: true }));
  expect(copy.people.map(({ name }) => name)).toEqual(['Mara Weiß']);
  expect(JSON.stringify(copy)).not.toContain(JAN.participantId);
});
