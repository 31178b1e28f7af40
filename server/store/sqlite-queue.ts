import { StoreFault, isFaultNote } from './fault.ts';
import type { Answers, Batch, Op } from './sqlite-batch.ts';

/**
 * Milliseconds between the starts of two batches while there is load. A batch costs about 0.25 ms of processor time (two
 * wake-ups of threads and a forced write), whatever is in it: at 1,000 commits a second, sharing takes two thirds of the
 * store's time away (measured: 12 % of a processor without a pause, 6 % with 4 ms, 4 % with 16). A quiet store
 * starts at once, so one busy table does not notice.
 */
export const BATCH_PAUSE_MS = 50;

const NO_BYTES = new Uint8Array(0);

/** Group commit: collects what is asked while the last batch runs and sends it as the next one. */
export class BatchQueue {
  readonly #send: (batch: Batch) => void;
  #waiting: Waiting[] = [];
  #underWay: Waiting[] = [];
  #state: 'idle' | 'scheduled' | 'running' = 'idle';
  #startedAt = -Infinity;
  /** Set while a batch waits for the pause to be over. */
  #timer: NodeJS.Timeout | null = null;
  #failure: StoreFault | null = null;
  #onIdle: (() => void) | null = null;

  constructor(send: (batch: Batch) => void) {
    this.#send = send;
  }

  /** `bytes` must stay as they are until the answer is there. */
  ask(op: Op, bytes: Uint8Array = NO_BYTES): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.push({ op, bytes, resolve, reject });
    if (this.#state === 'idle') this.#schedule();
    else if (this.#state === 'scheduled' && isReading(op)) this.#hurry();
    return promise;
  }

  /** The answers to the batch under way. */
  answered(answers: Answers): void {
    const done = this.#underWay;
    this.#underWay = [];
    this.#state = 'idle';
    if (this.#waiting.length > 0) this.#schedule();
    else this.#onIdle?.();
    done.forEach((waiting, index) => {
      const answer = answers[index];
      if (isFaultNote(answer)) waiting.reject(new StoreFault(answer.fault, answer.message));
      else waiting.resolve(answer);
    });
  }

  /** Takes no more; resolves when everything asked before is answered. */
  drain(): Promise<void> {
    this.#failure ??= new StoreFault('closed', 'the store is closed');
    if (this.#state === 'idle') return Promise.resolve();
    return new Promise((resolve) => (this.#onIdle = resolve));
  }

  /** Nobody will answer any more: rejects everything asked and to come. */
  fail(fault: StoreFault): void {
    this.#failure ??= fault;
    const lost = [...this.#underWay, ...this.#waiting];
    this.#underWay = [];
    this.#waiting = [];
    this.#state = 'idle';
    for (const { reject } of lost) reject(fault);
    this.#onIdle?.();
  }

  /** Not before the pause is over; and after the current turn of the event loop, so that what came together goes together. */
  #schedule(): void {
    this.#state = 'scheduled';
    const pause = this.#startedAt + BATCH_PAUSE_MS - performance.now();
    if (pause > 0 && !this.#waiting.some(({ op }) => isReading(op))) this.#timer = setTimeout(this.#start, pause);
    else setImmediate(this.#start);
  }

  /** Somebody who comes waits for what is read; that there are commits which would rather wait is no reason. */
  #hurry(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    setImmediate(this.#start);
  }

  readonly #start = (): void => {
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    this.#state = 'running';
    this.#startedAt = performance.now();
    this.#underWay = this.#waiting;
    this.#waiting = [];
    this.#send(pack(this.#underWay));
  };
}

const READING: ReadonlySet<Op['is']> = new Set([
  'boardById',
  'boardByCode',
  'seatByTokenHash',
  'seatsOf',
  'boardsDue',
  'acquire',
  'load',
]);
const isReading = ({ is }: Op): boolean => READING.has(is);

interface Waiting {
  readonly op: Op;
  readonly bytes: Uint8Array;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: StoreFault) => void;
}

function pack(waiting: readonly Waiting[]): Batch {
  let size = 0;
  for (const { bytes } of waiting) size += bytes.length;
  const bytes = new Uint8Array(size);
  const ops: Op[] = [];
  let at = 0;
  for (const each of waiting) {
    ops.push(each.op);
    bytes.set(each.bytes, at);
    at += each.bytes.length;
  }
  return { ops, bytes };
}
