import { PRESENCE_BYTES_MAX } from '#shared/model/limits.ts';
import { Pacer, PRESENCE_PAUSE_MS } from './pacer.ts';
import { PRESENCES_MAX } from './presence.ts';

/** Bytes of the largest frame in which a browser tells its own presence; larger ones are echoes of what it was told. */
const FRAME_BYTES_MAX = PRESENCES_MAX * (PRESENCE_BYTES_MAX + 32);
/**
 * Frames kept from one moment to the next, the last ones: stock clients repeat what they hear, so that their own may not be
 * the very last.
 */
const KEPT_MAX = 4;

/** Looks at one connection's presence at most once in 50 ms, however much comes, and never loses the last. */
export class PresenceIntake {
  #kept: Uint8Array[] = [];
  readonly #pacer: Pacer;

  constructor(hear: (update: Uint8Array) => void) {
    this.#pacer = new Pacer({ pause: () => PRESENCE_PAUSE_MS }, () => {
      const kept = this.#kept;
      this.#kept = [];
      kept.forEach(hear);
    });
  }

  offer(update: Uint8Array): void {
    if (update.length > FRAME_BYTES_MAX) return;
    this.#kept.push(update);
    if (this.#kept.length > KEPT_MAX) this.#kept.shift();
    this.#pacer.request();
  }

  stop(): void {
    this.#pacer.stop();
  }
}
