/**
 * What keeps the store from doing its work, as opposed to a refusal, which is an answer.
 * 'busy': another process holds the file. 'closed': the store was closed before the call, or its thread has died.
 */
export type FaultKind = 'disk-full' | 'corrupt' | 'busy' | 'closed' | 'other';

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** True when what lies in the file is not what was written: nothing mends that while this process runs. */
export const isDamage = (fault: unknown): fault is StoreFault =>
  fault instanceof StoreFault && fault.kind === 'corrupt';

/** What was asked for; where what lies in the file is damaged, what `otherwise` makes of that. */
export const unlessDamaged = <T, U>(asked: Promise<T>, otherwise: (damage: StoreFault) => U): Promise<T | U> =>
  asked.catch((fault: unknown) => {
    if (isDamage(fault)) return otherwise(fault);
    throw fault;
  });

/** A fault on its way between threads, where classes do not survive. */
export interface FaultNote {
  readonly fault: FaultKind;
  readonly message: string;
}

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); extended ones carry more in their upper bytes. */
const KIND_BY_CODE: Readonly<Record<number, FaultKind>> = {
  5: 'busy',
  6: 'busy',
  11: 'corrupt',
  13: 'disk-full',
  26: 'corrupt',
};

export function noteFault(error: unknown): FaultNote {
  if (error instanceof StoreFault) return { fault: error.kind, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return { fault: KIND_BY_CODE[code & 0xff] ?? 'other', message };
}

export const isFaultNote = (value: unknown): value is FaultNote =>
  typeof value === 'object' && value !== null && 'fault' in value;
