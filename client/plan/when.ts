import { mayPlan, type Asking } from '#shared/rules/may.ts';

/** Whether it is time to agree on something; moderators may at any time, but would not expect it on every card. */
export const isPlanning = (asking: Asking): boolean =>
  mayPlan({ ...asking, role: 'participant', locked: false }) === null;

/** Whether this person gets to make an action of what they see. */
export const offersPlan = (asking: Asking): boolean => isPlanning(asking) && mayPlan(asking) === null;
