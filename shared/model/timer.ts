/** Milliseconds; times are those of the server. */
export type Timer =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly endsAt: number }
  | { readonly is: 'paused'; readonly left: number };

/** What can be done to a timer. */
export type TimerDeed =
  | { readonly do: 'start'; readonly ms: number }
  /** Also less than nothing; an idle timer starts with it. */
  | { readonly do: 'add'; readonly ms: number }
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  | { readonly do: 'stop' };

export const IDLE: Timer = { is: 'idle' };

const MINUTE_MS = 60_000;
/** What moderators start with one click. */
export const TIMER_PRESETS_MS: readonly number[] = [3, 5, 10, 15].map((minutes) => minutes * MINUTE_MS);

/** Milliseconds left; null while nothing is timed. Not below 0: the end is a notice, not a lock. */
export function leftOf(timer: Timer, now: number): number | null {
  switch (timer.is) {
    case 'idle':
      return null;
    case 'running':
      return Math.max(0, timer.endsAt - now);
    case 'paused':
      return timer.left;
  }
}

export const startedFor = (minutes: number | undefined, now: number): Timer =>
  minutes === undefined ? IDLE : { is: 'running', endsAt: now + minutes * MINUTE_MS };

/** The timer afterwards; the very same one when there is nothing to do. */
export function changed(timer: Timer, deed: TimerDeed, now: number): Timer {
  const left = leftOf(timer, now) ?? 0;
  switch (deed.do) {
    case 'start':
      return { is: 'running', endsAt: now + deed.ms };
    case 'add':
      return withLeft(timer, Math.max(0, left + deed.ms), now);
    case 'pause':
      return timer.is === 'running' ? { is: 'paused', left } : timer;
    case 'resume':
      return timer.is === 'paused' ? { is: 'running', endsAt: now + left } : timer;
    case 'stop':
      return timer.is === 'idle' ? timer : IDLE;
  }
}

const withLeft = (timer: Timer, left: number, now: number): Timer =>
  timer.is === 'paused' ? { is: 'paused', left } : { is: 'running', endsAt: now + left };
