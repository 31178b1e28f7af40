import { m } from '#shared/messages/compiled/messages.js';
import type { RoomSnapshot } from '#shared/model/room.ts';
import { personIn } from '#shared/model/seat.ts';
import type { TimerDeed } from '#shared/model/timer.ts';
import type { Order } from '#shared/wire/live.ts';
import { nameOfStep } from './names.ts';

/** What an order has done, as a sentence; empty for what says so itself. */
export function toldOf(order: Order, before: Pick<RoomSnapshot, 'agenda' | 'roster'>): string {
  switch (order.is) {
    case 'go-to-step':
      return m.told_step({ step: nameOfStep(before.agenda[order.step]) });
    case 'set-agenda':
      return m.told_agenda();
    case 'set-door':
      return order.door === 'open' ? m.told_door_open() : m.told_door_closed();
    case 'set-lock':
      return order.locked ? m.told_locked() : m.told_unlocked();
    case 'set-names':
      return order.names ? m.told_names() : m.told_no_names();
    case 'show':
      return m.told_shown();
    case 'time':
      return toldOfTimer(order.timer);
    case 'rename':
      return m.told_renamed({ before: nameIn(before, order.participant), name: order.name });
    case 'set-role':
      return toldOfRole(nameIn(before, order.participant), order.role);
    default:
      return '';
  }
}

const nameIn = ({ roster }: Pick<RoomSnapshot, 'roster'>, participantId: string): string =>
  personIn(roster, participantId)?.name ?? m.person_unnamed();

const toldOfRole = (name: string, role: 'participant' | 'moderator'): string =>
  role === 'moderator' ? m.told_promoted({ name }) : m.told_demoted({ name });

function toldOfTimer(deed: TimerDeed): string {
  switch (deed.do) {
    case 'start':
      return m.told_timer_start({ minutes: Math.round(deed.ms / 60_000) });
    case 'add':
      return deed.ms > 0 ? m.told_timer_more() : m.told_timer_less();
    case 'pause':
      return m.told_timer_pause();
    case 'resume':
      return m.told_timer_resume();
    case 'stop':
      return m.told_timer_stop();
  }
}
