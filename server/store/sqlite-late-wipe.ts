import type { FaultNote } from './fault.ts';

/** Milliseconds until the next try: each moves the whole log, and a full disk stays full for a while. */
const WIPE_AGAIN_MS = 10_000;

interface Wiping {
  /** Something is left to wipe. */
  readonly owesWipe: boolean;
  /** Tries it; gives what kept it from that. */
  wipe(): FaultNote | null;
}

export interface LateWipe {
  /** Something may be left to wipe now. */
  look(): void;
  stop(): void;
}

/** Tries again to wipe what could not be, until it is. `tell` hears it once when that does not work either. */
export function wipeLater(
  executor: Wiping,
  tell: (fault: FaultNote) => void,
  againMs: number = WIPE_AGAIN_MS,
): LateWipe {
  let timer: NodeJS.Timeout | undefined;
  let isTold = false;
  const again = () => {
    timer = undefined;
    const fault = executor.wipe();
    if (fault !== null && !isTold) tell(fault);
    isTold = fault !== null;
    look();
  };
  const look = () => {
    if (executor.owesWipe) timer ??= setTimeout(again, againMs).unref();
  };
  look();
  return { look, stop: () => clearTimeout(timer) };
}
