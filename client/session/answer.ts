import { m } from '#shared/messages/compiled/messages.js';
import type { Problem, ProblemType } from '#shared/wire/problem.ts';
import { problemType } from '#shared/wire/problem.ts';

/** What came of asking the server: the thing itself, a problem it named, or nothing at all. */
export type Answer<T> =
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'problem'; readonly problem: Problem }
  | { readonly is: 'unreachable' };

export type NoAnswer = Exclude<Answer<never>, { is: 'here' }>;

/** True when the server named this very problem. */
export const isProblem = (answer: Answer<unknown>, ...types: ProblemType[]): boolean => {
  const type = answer.is === 'problem' ? problemType(answer.problem) : null;
  return type !== null && types.includes(type);
};

/** What to tell the person: the server's own sentence, which is already in their language. */
export const sentenceOf = (answer: NoAnswer): string =>
  answer.is === 'problem' ? (answer.problem.detail ?? answer.problem.title) : m.server_unreachable();

/** The sentences for single fields, by field. */
export function faultsOf(answer: NoAnswer): Readonly<Record<string, string>> {
  const faults = answer.is === 'problem' ? (answer.problem.faults ?? []) : [];
  return Object.fromEntries(faults.map(({ field, detail }) => [field, detail]));
}
