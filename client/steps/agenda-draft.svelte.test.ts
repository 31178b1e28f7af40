import { expect, test } from 'vitest';
import { AGENDA_TEMPLATES, type Agenda } from '#shared/model/step.ts';
import { withoutPersons, withSetting } from './agenda.ts';
import { AgendaDraft } from './agenda-draft.svelte.ts';

const STAMMTISCH: Agenda = AGENDA_TEMPLATES.stammtisch;
const kinds = (draft: AgendaDraft): string => draft.agenda.map(({ kind }) => kind).join(' ');
const keyAt = (draft: AgendaDraft, index: number): number => draft.steps[index]?.key ?? -1;

test('[LE1] a new step comes before the close, steps are moved and taken out, and the agenda follows', () => {
  const draft = new AgendaDraft(STAMMTISCH);
  const { key } = draft.add('vote');
  expect(kinds(draft)).toBe('collect cluster vote plan vote close');
  draft.move(key, -1);
  draft.move(keyAt(draft, 0), -1);
  expect(kinds(draft)).toBe('collect cluster vote vote plan close');
  draft.remove(keyAt(draft, 1));
  expect(kinds(draft)).toBe('collect vote vote plan close');
  expect(draft.isBehind(STAMMTISCH)).toBe(false);
});

test('[LE2] the step in which the round is is found where it was moved to', () => {
  const draft = new AgendaDraft(STAMMTISCH);
  draft.move(keyAt(draft, 1), 1);
  expect([draft.indexOf(1), draft.indexOf(2)]).toEqual([2, 1]);
  draft.remove(keyAt(draft, 2));
  expect(draft.indexOf(1)).toBe(-1);
});

test('[LE3] on top of what somebody else changed, one’s own changes stay, and each step is found again', () => {
  const draft = new AgendaDraft(STAMMTISCH);
  draft.change(keyAt(draft, 1), { kind: 'cluster', minutes: 30 });
  const theirs: Agenda = [{ kind: 'open' }, ...STAMMTISCH];
  expect(draft.isBehind(theirs)).toBe(true);
  draft.rebase(theirs);
  expect(draft.isBehind(theirs)).toBe(false);
  expect(draft.agenda[1]).toEqual({ kind: 'cluster', minutes: 30 });
  expect(draft.steps.map(({ from }) => from)).toEqual([1, 2, 3, 4, 5]);
});

test('[LE3] of two steps of a kind the equal one is the same', () => {
  const draft = new AgendaDraft([{ kind: 'vote' }, { kind: 'vote', dots: 3 }]);
  draft.rebase([{ kind: 'vote', dots: 3 }, { kind: 'vote' }]);
  expect(draft.steps.map(({ from }) => from)).toEqual([1, 0]);
});

test('[LE3] who gives up their changes has what the others have', () => {
  const draft = new AgendaDraft(STAMMTISCH);
  draft.add('open');
  draft.take([{ kind: 'vote' }]);
  expect(draft.agenda).toEqual([{ kind: 'vote' }]);
});

test('[LE4] a setting without a value is left out', () => {
  const step = { kind: 'collect', silent: true, most: 3 } as const;
  expect(withSetting(step, 'most', undefined)).toEqual({ kind: 'collect', silent: true });
  expect(withoutPersons([{ kind: 'collect', silent: true, reveal: 'by-person' }, { kind: 'vote' }])).toEqual([
    { kind: 'collect', silent: true },
    { kind: 'vote' },
  ]);
});
