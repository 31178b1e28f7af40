import { LEAVING_MS } from '#shared/model/limits.ts';
import { momentIn, type RoomState } from '#shared/model/room.ts';
import type { Step } from '#shared/model/step.ts';
import { changed, startedFor } from '#shared/model/timer.ts';
import { isPosting } from '#shared/rules/may.ts';
import type { Command } from '#shared/wire/live.ts';
import { refuse, type Refusal } from '../board/refusal.ts';

/** Commands that need nothing but the room. */
const DECIDED = [
  'go-to-step',
  'stay',
  'set-agenda',
  'set-door',
  'set-lock',
  'set-names',
  'show',
  'time',
  'lower-hand',
  'done',
  'hand',
] as const satisfies readonly Command['is'][];

export type Decided = Extract<Command, { readonly is: (typeof DECIDED)[number] }>;
export const isDecided = (command: Command): command is Decided =>
  (DECIDED as readonly Command['is'][]).includes(command.is);

/** How things stand when a command has its turn. */
export interface Standing {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Participant id of who gives the command. */
  readonly by: string;
  /** People in the middle of a sentence. */
  readonly writing: number;
}

const isForAnother = (command: Decided, { version }: Standing): boolean =>
  'ifVersion' in command && command.ifVersion !== version;

/** What a command makes of the room; the very same state when there is nothing to change. */
export function decide(room: RoomState, command: Decided, standing: Standing): RoomState | Refusal {
  if (isForAnother(command, standing)) return refuse('older-version');
  switch (command.is) {
    case 'go-to-step':
      return goToStep(room, command, standing);
    case 'stay':
      return set(room, 'leaving', null);
    case 'set-agenda':
      return setAgenda(room, command);
    case 'set-door':
      return set(room, 'door', command.door);
    case 'set-lock':
      return set(room, 'locked', command.locked);
    case 'set-names':
      return set(room, 'names', command.names);
    case 'show':
      return set(room, 'shown', command.shown);
    case 'time':
      return set(room, 'timer', changed(room.timer, command.timer, standing.now));
    case 'lower-hand':
      return set(room, 'hands', listed(room.hands, command.participant, false));
    case 'done':
      return set(room, 'done', listed(room.done, standing.by, command.done));
    case 'hand':
      return set(room, 'hands', listed(room.hands, standing.by, command.up));
  }
}

const set = <Key extends keyof RoomState>(room: RoomState, key: Key, value: RoomState[Key]): RoomState =>
  room[key] === value ? room : { ...room, [key]: value };

/** Puts somebody at the end of a list, or takes them off it. */
const listed = (list: readonly string[], id: string, there: boolean): readonly string[] => {
  if (list.includes(id) === there) return list;
  return there ? [...list, id] : list.filter((other) => other !== id);
};

type GoToStep = Extract<Command, { readonly is: 'go-to-step' }>;

function goToStep(room: RoomState, { step: to, now }: GoToStep, standing: Standing): RoomState | Refusal {
  const step = room.agenda[to];
  if (step === undefined) return refuse('no-such-step');
  if (to === room.current) return set(room, 'leaving', null);
  if (now !== true && standing.writing > 0 && cutsSentences(room, to)) {
    return { ...room, leaving: { to, at: standing.now + LEAVING_MS } };
  }
  return arrive(room, to, standing.now);
}

/** Ends what belonged to the step before. */
export function arrive(room: RoomState, to: number, now: number): RoomState {
  const timer = startedFor(room.agenda[to]?.minutes, now);
  return { ...room, current: to, timer, leaving: null, done: [], shown: { is: 'step' }, revealing: null };
}

/** Whoever writes now could not go on writing there, or not unseen. */
function cutsSentences(room: RoomState, to: number): boolean {
  const writesAt = (current: number) => {
    const moment = momentIn({ ...room, current, revealing: null }, { anonymous: false });
    const open = isPosting(moment);
    return { open, silent: open && moment.silent };
  };
  const [here, there] = [writesAt(room.current), writesAt(to)];
  return here.open && (!there.open || here.silent !== there.silent);
}

type SetAgenda = Extract<Command, { readonly is: 'set-agenda' }>;

function setAgenda(room: RoomState, { agenda, current }: SetAgenda): RoomState | Refusal {
  const [here, there] = [room.agenda[room.current], agenda[current]];
  if (there === undefined) return refuse('no-such-step');
  if (here === undefined || !isSameStep(here, there)) return refuse('step-kind-differs');
  return { ...room, agenda, current, leaving: null };
}

/** The round stays where it is: a notebook is not opened by an edit of the agenda. */
const isSameStep = (a: Step, b: Step): boolean =>
  a.kind === b.kind && (a.kind === 'collect' && a.silent) === (b.kind === 'collect' && b.silent);
