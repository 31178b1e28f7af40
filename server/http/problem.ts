import { m } from '#shared/messages/compiled/messages.js';
import { PROBLEM_STATUS, problemUrn, type Problem } from '#shared/wire/problem.ts';
import type { Refusal } from '../board/refusal.ts';
import type { Locale } from './locale.ts';

type Sentence = (inputs: Record<string, never>, options: { locale: Locale }) => string;

const sentences = m as unknown as Readonly<Record<string, Sentence | undefined>>;

/** A refusal as a problem document in somebody's language. */
export function problemOf(refusal: Refusal, locale: Locale): Problem {
  const faults = refusal.faults?.map(({ field, key }) => ({ field, detail: faultSentence(key, locale) }));
  return {
    type: problemUrn(refusal.refused),
    status: PROBLEM_STATUS[refusal.refused],
    title: sentence(`problem_${refusal.refused}`, locale) ?? refusal.refused,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(refusal.retryAfter === undefined ? {} : { retryAfter: refusal.retryAfter }),
    ...(faults && faults.length > 0 ? { faults } : {}),
  };
}

const faultSentence = (key: string, locale: Locale): string =>
  sentence(`fault_${key}`, locale) ?? m.fault_unusable({}, { locale });

const sentence = (key: string, locale: Locale): string | undefined =>
  sentences[key.replaceAll('-', '_')]?.({}, { locale });
