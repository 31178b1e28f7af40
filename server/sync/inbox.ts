import type { Received } from './member.ts';

/** Bytes of updates up to which nobody looks how long they take: what a busy table writes in a second. */
const GO_BYTES = 64 * 1024;
/** Milliseconds of CPU after which what is left waits until everybody else had a turn. */
const GO_MS = 20;

/** What came and is not judged yet, in order. */
export class Inbox {
  #received: Received[] = [];

  get isEmpty(): boolean {
    return this.#received.length === 0;
  }

  add(received: Received): void {
    this.#received.push(received);
  }

  /** One after the other, as much as goes in one go; what is left waits for the next. */
  *take(): Generator<Received> {
    const start = spentMs();
    let bytes = 0;
    while (bytes < GO_BYTES || spentMs() - start < GO_MS) {
      const next = this.#received.shift();
      if (next === undefined) return;
      bytes += next.frame.update.length;
      yield next;
    }
  }

  clear(): void {
    this.#received = [];
  }
}

/** Not by the clock: on a busy machine others take the thread off it. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
