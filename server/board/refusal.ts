import type { ProblemType } from '#shared/wire/problem.ts';

/** A field that could not be used: a path into the body, and which fault (`fault_<key>` in the catalogues). */
export interface Fault {
  readonly field: string;
  readonly key: string;
}

/** What is said instead of doing what was asked. A value: exceptions are for bugs. Becomes a problem document at the door. */
export interface Refusal {
  readonly refused: ProblemType;
  readonly faults?: readonly Fault[];
  /** One more sentence in the person's language, where the type alone does not help. */
  readonly detail?: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
}

export const refuse = (refused: ProblemType, more: Omit<Refusal, 'refused'> = {}): Refusal => ({ refused, ...more });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;
