import { describe, expect, test } from 'vitest';
import type { Shown } from '#shared/model/room.ts';
import { STEP_KINDS, type Step } from '#shared/model/step.ts';
import type { Vote } from '#shared/model/vote.ts';
import { showsAgreements } from '#shared/rules/agreements.ts';
import { sceneOf, sightOf, type Scene } from './scene.ts';

const HEAD = { name: 'Punkten', on: 'ideas', dots: 5, most: 2, own: true, openedAt: 1 } as const;
const TALLY = { voters: 0, standIns: 0, eligible: 0, sectors: [], rows: [] };
const opened = (id: string): Vote => ({ ...HEAD, is: 'open', id });
const closed = (id: string): Vote => ({ ...HEAD, is: 'closed', id, closedAt: 2, tally: TALLY });

interface Told {
  step?: Step;
  shown?: Shown;
  votes?: readonly Vote[];
  revealing?: boolean;
}

function scene({ step = { kind: 'open' }, shown = { is: 'step' }, votes = [], revealing = false }: Told): Scene {
  const room = { agenda: [step], current: 0, shown, votes, revealing: revealing ? { left: 1, now: null } : null };
  return sceneOf(room, { idea: (id) => id === 'there', cluster: (id) => id === 'there' });
}

/** What is shown, with the vote that it is about. */
const told = (it: Scene): string => ('vote' in it && it.vote ? `${it.is} ${it.vote.id}` : it.is);

describe('[SN2] what belongs to the step', () => {
  const cases: readonly [string, Told, string][] = [
    ['in silence only the count', { step: { kind: 'collect', silent: true } }, 'collect'],
    ['while notebooks are opened the wall', { step: { kind: 'collect', silent: true }, revealing: true }, 'wall'],
    ['while clustering the wall', { step: { kind: 'cluster' } }, 'wall'],
    ['in an open vote its progress', { step: { kind: 'vote' }, votes: [closed('a'), opened('b')] }, 'vote b'],
    ['after it its result', { step: { kind: 'vote' }, votes: [closed('a'), closed('b')] }, 'result b'],
    ['before it the wall', { step: { kind: 'vote' } }, 'wall'],
    ['while planning what is agreed', { step: { kind: 'plan' } }, 'actions'],
    ['at the end the last result', { step: { kind: 'close' }, votes: [closed('a'), closed('b')] }, 'close b'],
    ['without a vote the end alone', { step: { kind: 'close' } }, 'close'],
  ];
  test.each(cases)('%s', (_, room, expected) => expect(told(scene(room))).toBe(expected));
});

describe('[SN2] what the moderator chose, or what comes closest', () => {
  const votes = [closed('a'), closed('b')];
  const cases: readonly [string, Told, string][] = [
    ['the way in', { shown: { is: 'join' } }, 'join'],
    ['one idea', { shown: { is: 'idea', id: 'there' } }, 'idea'],
    ['one idea that has gone', { shown: { is: 'idea', id: 'gone' } }, 'wall'],
    ['one cluster that has gone', { shown: { is: 'cluster', id: 'gone' } }, 'wall'],
    ['an earlier result', { shown: { is: 'result', id: 'a' }, votes }, 'result a'],
    ['a result that has gone', { shown: { is: 'result', id: 'c' }, votes }, 'result b'],
    ['no result at all', { shown: { is: 'result', id: 'c' } }, 'wall'],
    ['a vote that is over', { shown: { is: 'vote' }, votes }, 'result b'],
    ['the actions', { shown: { is: 'actions' } }, 'actions'],
  ];
  test.each(cases)('%s', (_, room, expected) => expect(told(scene(room))).toBe(expected));
});

test('[SC12] a screen shows agreements just when the rule says so, by which it is told names', () => {
  const chosen = ['step', 'join', 'wall', 'vote', 'actions'].map((is) => ({ is }) as Shown);
  const about = ['idea', 'cluster', 'result'].map((is) => ({ is, id: 'there' }) as Shown);
  for (const shown of [...chosen, ...about]) {
    for (const kind of STEP_KINDS) {
      const isShown = ['actions', 'close'].includes(scene({ step: { kind }, shown }).is);
      expect([kind, shown, showsAgreements({ agenda: [{ kind }], current: 0, shown })]).toEqual([kind, shown, isShown]);
    }
  }
});

test('[SN2] another cluster is another sight; more of the same is not', () => {
  expect(sightOf({ is: 'cluster', id: 'a' })).not.toBe(sightOf({ is: 'cluster', id: 'b' }));
  expect(sightOf(scene({ shown: { is: 'wall' } }))).toBe(sightOf(scene({ step: { kind: 'cluster' } })));
});
