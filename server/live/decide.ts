import * as v from 'valibot';
import type { RoomState } from '#shared/model/room.ts';
import { LED_STEPS } from '#shared/model/step.ts';
import type { Command } from '#shared/wire/live.ts';
import { refuse, type Refusal } from '../board/refusal.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The shape of every command there is. */
export const commandShape = v.variant('is', [
  v.object({ is: v.literal('go-to-step'), step: v.pipe(v.number(), v.integer()), ifVersion: v.exactOptional(version) }),
  v.object({ is: v.literal('set-door'), door: v.picklist(['open', 'closed']) }),
  v.object({ is: v.literal('set-lock'), locked: v.boolean() }),
]);

/** The command in what a client sent; null when it is none. */
export function readCommand(sent: unknown): Command | null {
  const read = v.safeParse(commandShape, sent);
  return read.success ? read.output : null;
}

/** What a command makes of the room; the very same state when there is nothing to change. */
export function decide(room: RoomState, command: Command, version: number): RoomState | Refusal {
  switch (command.is) {
    case 'go-to-step':
      if (command.ifVersion !== undefined && command.ifVersion !== version) return refuse('older-version');
      return goToStep(room, command.step);
    case 'set-door':
      return command.door === room.door ? room : { ...room, door: command.door };
    case 'set-lock':
      return command.locked === room.locked ? room : { ...room, locked: command.locked };
  }
}

function goToStep(room: RoomState, index: number): RoomState | Refusal {
  const step = room.agenda[index];
  if (step === undefined) return refuse('no-such-step');
  if (!LED_STEPS.includes(step.kind)) return refuse('step-not-led');
  return index === room.current ? room : { ...room, current: index };
}
