import { m } from '#shared/messages/compiled/messages.js';
import type { MarkKind } from '#shared/model/talk.ts';

/** What a mark says, in the reader's language. */
export const MARK_NAMES: Readonly<Record<MarkKind, () => string>> = {
  join: () => m.mark_join(),
  offer: () => m.mark_offer(),
  need: () => m.mark_need(),
};

/** When something was said: the hour alone while it is the same day. */
export function saidAt(at: number, now: number, locale: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const day = sameDay ? {} : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, timeStyle: 'short' }).format(at);
}
