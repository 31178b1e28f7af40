import * as v from 'valibot';
import { AGENDA_STEPS_MAX, DOTS_MAX, IDEAS_PER_PERSON_MAX, STEP_ABOUT_MAX, STEP_MINUTES_MAX } from '../model/limits.ts';
import type { Agenda } from '../model/step.ts';
import { VOTE_TARGETS } from '../model/vote.ts';

/** The agenda as it travels, in the body that creates a board and in the command that changes it. */

const whole = (least: number, most: number) =>
  v.pipe(
    v.number('not-a-number'),
    v.integer('not-a-number'),
    v.minValue(least, 'out-of-range'),
    v.maxValue(most, 'out-of-range'),
  );

const any = {
  minutes: v.exactOptional(whole(1, STEP_MINUTES_MAX)),
  about: v.exactOptional(
    v.pipe(
      v.string('not-text'),
      v.trim(),
      v.nonEmpty('missing'),
      v.maxLength(STEP_ABOUT_MAX, 'too-long'),
      v.regex(/^[^\p{Cc}]*$/u, 'control-characters'),
    ),
  ),
};

/** What a vote is held by. */
export const voteRules = {
  on: v.picklist(VOTE_TARGETS, 'unknown-target'),
  dots: whole(1, DOTS_MAX),
  most: whole(1, DOTS_MAX),
  own: v.boolean('not-yes-or-no'),
};

const step = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('collect'),
      ...any,
      silent: v.exactOptional(v.literal(true, 'not-yes')),
      reveal: v.exactOptional(v.literal('by-person', 'not-by-person')),
      most: v.exactOptional(whole(1, IDEAS_PER_PERSON_MAX)),
    }),
    v.object({
      kind: v.literal('vote'),
      ...any,
      on: v.exactOptional(voteRules.on),
      dots: v.exactOptional(voteRules.dots),
      most: v.exactOptional(voteRules.most),
      own: v.exactOptional(voteRules.own),
    }),
    v.object({ kind: v.picklist(['cluster', 'plan', 'close', 'open']), ...any }),
  ],
  'unknown-step',
);

export const agendaShape = v.pipe(
  v.array(step),
  v.minLength(1, 'missing'),
  v.maxLength(AGENDA_STEPS_MAX, 'too-long'),
) satisfies v.GenericSchema<unknown, Agenda>;
