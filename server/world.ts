import { setTimeout as wait } from 'node:timers/promises';
import { webcrypto } from 'node:crypto';
import type { FillRandom } from '#shared/model/ids.ts';

/** Time and chance, handed in so that tests can hold them still. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly fillRandom: FillRandom;
  /** Resolves after so many milliseconds; does not keep the process alive. */
  readonly wait: (ms: number) => Promise<void>;
}

export const realWorld: World = {
  now: () => Date.now(),
  fillRandom: (bytes) => webcrypto.getRandomValues(bytes),
  wait: (ms) => wait(ms, undefined, { ref: false }),
};
