/** A moment as people say it: the time, and the day where it is not today. */
export function momentText(at: number, { now, locale }: { readonly now: number; readonly locale: string }): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}
