const SLUG_MAX = 60;
const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', ł: 'l' };

/** A name that every system takes: `urbane-mobilitaet-2025-04-14.csv`. */
export function fileName(title: string, parts: { readonly now: number; readonly extension: string }): string {
  const slug = title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüßæøł]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '');
  return `${slug || 'tafelrunde'}-${dayOf(parts.now)}.${parts.extension}`;
}

/** The day as people at the server's place have it: 2025-04-14. */
const dayOf = (time: number): string => {
  const date = new Date(time);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
