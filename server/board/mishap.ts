import { StoreFault } from '../store/fault.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Seconds after which it makes sense to ask a full disk again: somebody has to make room first. */
const ROOM_S = 30;

/** What people are told about a fault; the operator reads the rest in the log. */
export function refusalOf(fault: unknown): Refusal {
  if (!(fault instanceof StoreFault) || fault.kind === 'other') return refuse('server-fault');
  return fault.kind === 'corrupt' ? refuse('board-damaged') : refuse('server-busy', { retryAfter: ROOM_S });
}

/** The fault for the operator in one sentence, with what to do where there is something to do. */
export function mishap(what: string, fault: unknown): string {
  const kind = fault instanceof StoreFault ? fault.kind : 'other';
  if (kind === 'disk-full') return `${what}: the disk is full. Make room; nothing that was confirmed is lost`;
  if (kind === 'corrupt')
    return `${what}: its data is damaged, and was left as it is. Restore a backup of the data file`;
  return what;
}
