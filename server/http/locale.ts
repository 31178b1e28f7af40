export type Locale = 'de' | 'en';

const isLocale = (value: unknown): value is Locale => value === 'de' || value === 'en';

/** The language for somebody: what they asked for, else the best of their browser's, else German. */
export function pickLocale(asked: unknown, acceptLanguage: string | undefined): Locale {
  if (isLocale(asked)) return asked;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map(languageRange)
    .filter((range) => isLocale(range.locale) && range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (wanted[0]?.locale ?? 'de') as Locale;
}

/** One part of an Accept-Language header (RFC 9110, 12.5.4), like `en-GB;q=0.8`. */
function languageRange(part: string): { locale: string; quality: number } {
  const [tag = '', ...parameters] = part
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/);
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { locale: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) || 0 };
}
