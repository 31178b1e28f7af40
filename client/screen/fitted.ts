import type { Weight } from '#shared/layout/metrics.ts';
import { wrap } from '#shared/layout/wrap.ts';
import { HEAD, LETTER, type Box } from './sizes.ts';

/** Type sizes of a text that stands alone, the largest first. */
const FONTS: readonly number[] = [9, 7.6, 6.4, 5.4, 4.6, 4, 3.5, LETTER];
const LINE = 1.22;

export interface Fitted {
  readonly font: number;
  readonly lineH: number;
  readonly lines: readonly string[];
}

export interface Manner {
  readonly weight: Weight;
  /** Type size at most. */
  readonly largest: number;
}

/** As large as it fits into the box; the smallest size shows as many lines as there is room for. */
export function fitted(text: string, box: Box, { weight, largest }: Manner): Fitted {
  const at = (font: number): Fitted => ({
    font,
    lineH: LINE * font,
    lines: wrap(text.replace(/\s+/g, ' '), { size: font, weight, width: box.w }),
  });
  const fits = ({ lines, lineH }: Fitted): boolean => lines.length * lineH <= box.h;
  const found =
    FONTS.filter((font) => font <= largest)
      .map(at)
      .find(fits) ?? at(LETTER);
  const most = Math.max(1, Math.floor(box.h / found.lineH));
  return { ...found, lines: cut(found.lines, most) };
}

/** A heading: large where it fits on one line, else smaller on two. */
export function headingOf(text: string, w: number): Fitted {
  const at = (font: number): Fitted => {
    const lines = wrap(text.replace(/\s+/g, ' '), { size: font, weight: 700, width: w });
    return { font, lineH: HEAD.line * font, lines };
  };
  const large = at(HEAD.large);
  if (large.lines.length <= 1) return large;
  const small = at(HEAD.small);
  return { ...small, lines: cut(small.lines, HEAD.linesMax) };
}

/** The first lines, with a sign that there was more. */
export function cut(lines: readonly string[], most: number): readonly string[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const last = kept.pop() ?? '';
  return [...kept, `${last.replace(/\s*\S{0,3}$/, '')} …`];
}
