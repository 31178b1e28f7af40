import { currentStep, type RoomState } from '../model/room.ts';

/** Whether a screen shows agreements now: the one sight in which it names people. */
export function showsAgreements(room: Pick<RoomState, 'agenda' | 'current' | 'shown'>): boolean {
  if (room.shown.is !== 'step') return room.shown.is === 'actions';
  const step = currentStep(room);
  return step === 'plan' || step === 'close';
}
