/** An ISO date as people write it; days have no time zone, so it is read and shown in none. */
export const dayOf = (due: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${due}T00:00:00Z`));

/** What a date field may hold: nobody plans for the last century, and a year half typed is not yet one. */
export const DUE_RANGE = { min: '2020-01-01', max: '2199-12-31' } as const;
