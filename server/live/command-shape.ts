import * as v from 'valibot';
import { isId } from '#shared/model/ids.ts';
import { AGENDA_STEPS_MAX, DOTS_MAX, PERSON_NAME_MAX, STEP_MINUTES_MAX, VOTE_NAME_MAX } from '#shared/model/limits.ts';
import { isSectorId } from '#shared/model/sector.ts';
import { agendaShape, voteRules } from '#shared/wire/agenda.ts';
import type { Command } from '#shared/wire/live.ts';

const TIMER_MS_MAX = STEP_MINUTES_MAX * 60_000;

const id = v.pipe(
  v.string(),
  v.check((it: string) => isId(it)),
);
const index = v.pipe(v.number(), v.integer());
const ifVersion = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const duration = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(TIMER_MS_MAX));
const line = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(most), v.regex(/^[^\p{Cc}]*$/u));
const is = <const Word extends Command['is']>(word: Word) => ({ is: v.literal(word) });

const shown = v.variant('is', [
  v.object({ is: v.picklist(['step', 'join', 'wall', 'vote', 'actions']) }),
  v.object({ is: v.picklist(['cluster', 'idea', 'result']), id }),
]);

const timer = v.variant('do', [
  v.object({ do: v.literal('start'), ms: duration(1) }),
  v.object({ do: v.literal('add'), ms: duration(-TIMER_MS_MAX) }),
  v.object({ do: v.picklist(['pause', 'resume', 'stop']) }),
]);

/** The shape of every command there is. */
export const commandShape = v.variant('is', [
  v.object({ ...is('go-to-step'), step: index, now: v.exactOptional(v.literal(true)), ifVersion }),
  v.object(is('stay')),
  v.object({ ...is('set-agenda'), agenda: agendaShape, current: index, ifVersion }),
  v.object({ ...is('set-door'), door: v.picklist(['open', 'closed']) }),
  v.object({ ...is('set-lock'), locked: v.boolean() }),
  v.object({ ...is('set-names'), names: v.boolean() }),
  v.object({ ...is('show'), shown }),
  v.object({ ...is('time'), timer }),
  v.object({ ...is('reveal'), whose: v.picklist(['next', 'all']) }),
  v.object({ ...is('open-vote'), name: line(VOTE_NAME_MAX), ...voteRules }),
  v.object({ ...is('close-vote'), vote: id }),
  v.object({ ...is('drop-vote'), vote: id }),
  v.object({ ...is('lower-hand'), participant: id }),
  v.object({ ...is('rename'), participant: id, name: line(PERSON_NAME_MAX) }),
  v.object({ ...is('set-role'), participant: id, role: v.picklist(['participant', 'moderator']) }),
  v.object({ ...is('remove'), participant: id }),
  v.object({
    ...is('add-stand-in'),
    name: line(PERSON_NAME_MAX),
    sector: v.pipe(
      v.string(),
      v.check((it: string) => isSectorId(it)),
    ),
  }),
  v.object({ ...is('done'), done: v.boolean() }),
  v.object({ ...is('hand'), up: v.boolean() }),
  v.object(is('take-over')),
  v.object({
    ...is('cast'),
    vote: id,
    ballot: v.record(id, v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DOTS_MAX))),
    by: v.exactOptional(id),
  }),
]);

/** The command in what a client sent; null when it is none. */
export function readCommand(sent: unknown): Command | null {
  if (!isShort(sent)) return null;
  const read = v.safeParse(commandShape, sent);
  return read.success ? read.output : null;
}

/** Steps of an agenda, or targets of a ballot, which has no more of them than dots. */
const ENTRIES_MAX = Math.max(AGENDA_STEPS_MAX, DOTS_MAX);

/** Entries are counted before any is looked at: one message has room for a hundred thousand, and everybody else would wait. */
const isShort = (sent: unknown): boolean =>
  typeof sent === 'object' && sent !== null && Object.values(sent).every((part) => countIn(part) <= ENTRIES_MAX);

const countIn = (part: unknown): number => (typeof part === 'object' && part !== null ? Object.keys(part).length : 0);
