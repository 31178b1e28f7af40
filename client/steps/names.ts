import { m } from '#shared/messages/compiled/messages.js';
import type { Agenda, AgendaTemplate, StepKind } from '#shared/model/step.ts';
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
export const stepAbout = (kind: StepKind): string => ABOUT[kind]();
export const agendaName = (template: AgendaTemplate): string => AGENDAS[template]();

/** What stands on a wall without ideas. */
export function emptyWall(asking: Asking): string {
  if (asking.silent) return m.wall_silent();
  return mayPost(asking) === null ? m.list_empty() : m.screen_waiting();
}

/** An agenda in one line: `Sammeln 10 min · Clustern 15 min · Abschluss`. A single step is no sequence worth naming. */
export function agendaLine(agenda: Agenda): string {
  if (agenda.length < 2) return m.agenda_no_steps();
  return agenda
    .map(({ kind, minutes }) => (minutes ? m.agenda_step_minutes({ step: stepName(kind), minutes }) : stepName(kind)))
    .join(' · ');
}
