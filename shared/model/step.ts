import type { VoteRules } from './vote.ts';

export const STEP_KINDS = ['collect', 'cluster', 'vote', 'plan', 'close', 'open'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

interface Any {
  /** The timer starts with them when the step begins. */
  readonly minutes?: number;
  /** What the moderator wants the round to do, in their own words; a sentence of ours stands there otherwise. */
  readonly about?: string;
}

export interface CollectStep extends Any {
  readonly kind: 'collect';
  /** Ideas stay in the notebooks of those who write them until the step is left. */
  readonly silent?: true;
  /** Only of a silent one, and never on anonymous boards: notebooks are opened one by one, by order of the moderator. */
  readonly reveal?: 'by-person';
  /** Ideas that one person may put on the board. */
  readonly most?: number;
}

/** What is not said is as in `VOTE_DEFAULT`. */
export interface VoteStep extends Any, Partial<VoteRules> {
  readonly kind: 'vote';
}

export interface PlainStep extends Any {
  readonly kind: 'cluster' | 'plan' | 'close' | 'open';
}

export type Step = CollectStep | VoteStep | PlainStep;
export type Agenda = readonly Step[];

export const AGENDA_TEMPLATES = {
  stammtisch: [
    { kind: 'collect', minutes: 10, silent: true },
    { kind: 'cluster', minutes: 15 },
    { kind: 'vote', minutes: 5 },
    { kind: 'plan', minutes: 20 },
    { kind: 'close' },
  ],
  blitzrunde: [
    { kind: 'collect', minutes: 5 },
    { kind: 'vote', minutes: 3 },
  ],
  'freie-wand': [{ kind: 'open' }],
} as const satisfies Record<string, Agenda>;

export type AgendaTemplate = keyof typeof AGENDA_TEMPLATES;

/** Of boards for which nobody says how: the steps of a Stammtisch, written in the open. */
export const AGENDA_DEFAULT: Agenda = AGENDA_TEMPLATES.stammtisch.map((step) =>
  step.kind === 'collect' ? { kind: 'collect', minutes: step.minutes } : step,
);
