import type { RoomSnapshot } from '#shared/model/room.ts';
import { personIn } from '#shared/model/seat.ts';
import type { Timer } from '#shared/model/timer.ts';
import type { Order } from '#shared/wire/live.ts';

type Before = Pick<RoomSnapshot, 'agenda' | 'current' | 'door' | 'locked' | 'names' | 'roster' | 'shown' | 'timer'>;

/**
 * The orders that put the room back as it was before this one; null when nothing can, or when nothing has to. `now` is the
 * server's time at which they are given: a timer that ran goes on to the moment at which it would have ended.
 */
export function inverseOf(before: Before, order: Order, now: number): readonly Order[] | null {
  switch (order.is) {
    case 'go-to-step':
      return order.step === before.current ? null : backTo(before, now);
    case 'set-agenda':
      return [{ is: 'set-agenda', agenda: before.agenda, current: before.current }];
    case 'set-door':
      return before.door === order.door ? null : [{ is: 'set-door', door: before.door }];
    case 'set-lock':
      return before.locked === order.locked ? null : [{ is: 'set-lock', locked: before.locked }];
    case 'set-names':
      return before.names === order.names ? null : [{ is: 'set-names', names: before.names }];
    case 'show':
      return [{ is: 'show', shown: before.shown }];
    case 'time':
      return timerBack(before.timer, now);
    case 'rename':
      return nameBack(before, order);
    case 'set-role':
      return roleBack(before, order);
    default:
      return null;
  }
}

/** The step begins anew, so what it had is put back after it. */
const backTo = ({ current, timer, shown }: Before, now: number): readonly Order[] => [
  { is: 'go-to-step', step: current, now: true },
  ...timerBack(timer, now),
  ...(shown.is === 'step' ? [] : [{ is: 'show', shown } as const]),
];

/** Nobody can be given no name. */
function nameBack(
  { roster }: Before,
  { participant, name }: Extract<Order, { is: 'rename' }>,
): readonly Order[] | null {
  const was = personIn(roster, participant)?.name;
  return was === undefined || was === name ? null : [{ is: 'rename', participant, name: was }];
}

function roleBack(
  { roster }: Before,
  { participant, role }: Extract<Order, { is: 'set-role' }>,
): readonly Order[] | null {
  const was = personIn(roster, participant)?.role;
  return was === undefined || was === 'screen' || was === role ? null : [{ is: 'set-role', participant, role: was }];
}

function timerBack(timer: Timer, now: number): readonly Order[] {
  const start = (ms: number): Order => ({ is: 'time', timer: { do: 'start', ms: Math.max(1, Math.round(ms)) } });
  switch (timer.is) {
    case 'idle':
      return [{ is: 'time', timer: { do: 'stop' } }];
    case 'running':
      return [start(timer.endsAt - now)];
    case 'paused':
      return [start(timer.left), { is: 'time', timer: { do: 'pause' } }];
  }
}
