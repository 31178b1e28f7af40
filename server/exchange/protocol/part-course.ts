import { m } from '#shared/messages/compiled/messages.js';
import type { Step } from '#shared/model/step.ts';
import { courseOf } from './course.ts';
import type { Block } from './flow.ts';
import type { Press } from './press.ts';
import { table } from './table.ts';
import { span } from './times.ts';
import { PAGE, TEXT_W, TYPE } from './type.ts';

const TIME_W = 110;

/** The course of the evening: the agenda, and what left a time. */
export function coursePart(press: Press): Block[] {
  const { source } = press;
  const { locale, agenda } = source;
  const events = courseOf(source);
  if (agenda.length === 0 && events.length === 0) return [];
  const section = press.section(m.protocol_course({}, { locale }));
  const steps = agenda.map((step) => stepName(step, locale)).join(' · ');
  const { day } = press;
  const rows = events.map(({ from, to, what, about }) => [
    { text: span(from, to, { day, locale }), style: TYPE.text },
    {
      lines: [
        { text: what, colour: TYPE.text.colour },
        ...(about === null ? [] : [{ text: about, colour: TYPE.soft.colour }]),
      ],
    },
  ]);
  const columns = [
    { title: m.protocol_time({}, { locale }), x: PAGE.left, width: TIME_W - 10 },
    { title: m.protocol_what({}, { locale }), x: PAGE.left + TIME_W, width: TEXT_W - TIME_W },
  ];
  return [
    section.heading,
    ...(steps === '' ? [] : [press.text(steps, { node: section.node, type: 'P', style: TYPE.soft, before: 0 })]),
    ...(rows.length > 0 ? table(press, section.node, { columns, rows }) : []),
  ];
}

/** A step with what the moderator said about it, if anything, and how long it was to take. */
function stepName(step: Step, locale: 'de' | 'en'): string {
  const names = {
    collect: step.kind === 'collect' && step.silent ? m.step_collect_silent : m.step_collect,
    ...{ cluster: m.step_cluster, vote: m.step_vote, plan: m.step_plan, close: m.step_close, open: m.step_open },
  };
  const name = names[step.kind]({}, { locale });
  return step.minutes === undefined ? name : m.protocol_step({ name, minutes: step.minutes }, { locale });
}
