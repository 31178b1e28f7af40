/** Makes text from a file fit for a card, without changing what it says. */

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/u;
/** Control characters, and the marks that turn the direction of everything after them. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

export interface Tidy {
  readonly text: string;
  /** True when characters were taken out that nobody can see. */
  readonly stripped: boolean;
}

/** Line breaks and tabs become a space, control characters go, half emoji become a replacement character. */
export function tidy(raw: string): Tidy {
  const pieces = raw.toWellFormed().split(BREAKS);
  const line = pieces
    .map((piece) => piece.trim())
    .filter(Boolean)
    .join(' ');
  const clean = line.replace(CONTROLS, '');
  return { text: clean.trim(), stripped: clean.length !== line.length };
}

/**
 * Spreadsheets calculate cells that begin with one of these, also behind spaces; an apostrophe in front makes them text.
 * See OWASP, "CSV Injection". The rule counts apostrophes in, so that taking one away again is exact.
 */
const FORMULA = /^[\s']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^'*[\t\r\n]/u;

export const harmless = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The reverse of `harmless`. */
export const unharmed = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
