import type { Locale } from '#shared/exchange/source.ts';

/** Days and times as people at the server's place have them. */

export const longDay = (time: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(time);

/** The time of day, with the day where that is not the day of the round. */
export function clock(time: number, day: number, locale: Locale): string {
  const parts = { hour: '2-digit', minute: '2-digit' } as const;
  const isToday = longDay(time, locale) === longDay(day, locale);
  return new Intl.DateTimeFormat(locale, isToday ? parts : { day: 'numeric', month: 'numeric', ...parts }).format(time);
}

export function span(from: number, to: number, { day, locale }: { day: number; locale: Locale }): string {
  const [first, last] = [clock(from, day, locale), clock(to, day, locale)];
  return first === last ? first : `${first} – ${last}`;
}
