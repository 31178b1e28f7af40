import { m } from '#shared/messages/compiled/messages.js';
import type { Agenda, AgendaTemplate, Step, StepKind } from '#shared/model/step.ts';
import { VOTE_DEFAULT, type VoteRules } from '#shared/model/vote.ts';
import { mayPost, type Asking } from '#shared/rules/may.ts';

const NAMES: Readonly<Record<StepKind, () => string>> = {
  collect: () => m.step_collect(),
  cluster: () => m.step_cluster(),
  vote: () => m.step_vote(),
  plan: () => m.step_plan(),
  close: () => m.step_close(),
  open: () => m.step_open(),
};

const ABOUT: Readonly<Record<StepKind, () => string>> = {
  collect: () => m.step_collect_about(),
  cluster: () => m.step_cluster_about(),
  vote: () => m.step_vote_about(),
  plan: () => m.step_plan_about(),
  close: () => m.step_close_about(),
  open: () => m.step_open_about(),
};

const AGENDAS: Readonly<Record<AgendaTemplate, () => string>> = {
  stammtisch: () => m.agenda_stammtisch(),
  blitzrunde: () => m.agenda_blitzrunde(),
  'freie-wand': () => m.agenda_freie_wand(),
};

export const stepName = (kind: StepKind): string => NAMES[kind]();
const stepAbout = (kind: StepKind): string => ABOUT[kind]();
export const agendaName = (template: AgendaTemplate): string => AGENDAS[template]();

/** What stands on a wall without ideas. */
export function emptyWall(asking: Asking): string {
  if (asking.silent) return m.wall_silent();
  return mayPost(asking) === null ? m.list_empty() : m.screen_waiting();
}

/** Of collecting the name tells which way it is done, where that matters. */
export const nameOfStep = (step: Step | undefined): string =>
  step?.kind === 'collect' && step.silent ? m.step_collect_silent() : stepName(step?.kind ?? 'open');

/** What the round is asked to do: the moderator's own words, or a sentence of ours. `vote` is the one that is open. */
export function aboutStep(step: Step | undefined, vote: VoteRules | null = null): string {
  if (step?.about !== undefined) return step.about;
  if (step?.kind === 'vote') return aboutVote({ ...VOTE_DEFAULT, ...step, ...vote });
  return step?.kind === 'collect' && step.silent ? m.step_collect_silent_about() : stepAbout(step?.kind ?? 'open');
}

const aboutVote = ({ on, dots, most }: VoteRules): string =>
  on === 'ideas' ? m.step_vote_about_ideas({ dots, most }) : m.step_vote_about_clusters({ dots, most });

/** An agenda in one line: `Still sammeln 10 · Clustern 15 · Abschluss`. A single step is no sequence worth naming. */
export function agendaLine(agenda: Agenda): string {
  if (agenda.length < 2) return m.agenda_no_steps();
  return agenda
    .map((step) => [nameInLine(step), step.minutes].filter((part) => part !== undefined).join(' '))
    .join(' · ');
}

const nameInLine = (step: Step): string =>
  step.kind === 'collect' && !step.silent ? m.step_collect_openly() : nameOfStep(step);
