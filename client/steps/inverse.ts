import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Timer } from '#shared/model/timer.ts';
import type { Order } from '#shared/wire/live.ts';

type Before = Pick<RoomSnapshot, 'agenda' | 'current' | 'door' | 'locked' | 'names' | 'shown' | 'timer'>;

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
