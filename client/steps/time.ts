import { leftOf, type Timer } from '#shared/model/timer.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Milliseconds as `07:42`; a second that has begun counts whole, so that zero means the end. */
export function clockFace(ms: number): string {
  const seconds = Math.ceil(ms / SECOND_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** Whole seconds that are left until then, never below 0. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / SECOND_MS));

/** What a timer just came to, as seen by two looks at it; a timer that rests or is new comes to nothing. */
export function cameTo(timer: Timer, before: number | null, now: number): 'last-minute' | 'end' | null {
  const left = leftOf(timer, now);
  if (timer.is !== 'running' || before === null || left === null) return null;
  if (before > 0 && left === 0) return 'end';
  return before > MINUTE_MS && left <= MINUTE_MS ? 'last-minute' : null;
}
