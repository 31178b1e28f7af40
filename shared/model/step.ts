export const STEP_KINDS = ['collect', 'cluster', 'vote', 'plan', 'close', 'open'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The steps this version can lead. */
export const LED_STEPS: readonly StepKind[] = ['collect', 'cluster', 'close', 'open'];

export interface Step {
  readonly kind: StepKind;
  readonly minutes?: number;
  /** Only of `collect`: ideas stay in the notebooks of those who write them until the step is left. */
  readonly silent?: true;
}

export type Agenda = readonly Step[];

export const AGENDA_TEMPLATES = {
  stammtisch: [{ kind: 'collect', minutes: 10 }, { kind: 'cluster', minutes: 15 }, { kind: 'close' }],
  blitzrunde: [{ kind: 'collect', minutes: 5 }, { kind: 'close' }],
  'freie-wand': [{ kind: 'open' }],
} as const satisfies Record<string, Agenda>;

export type AgendaTemplate = keyof typeof AGENDA_TEMPLATES;
