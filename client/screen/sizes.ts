import type { Setting } from '#shared/layout/wrap.ts';

/**
 * Everything on a screen is measured in percent of its height (CSS `vh`), so that it looks alike from 1280x720 to 4K. The
 * smallest type, for walls that fill many pages, is 1/45 of the height; what stands around it is larger.
 */
const LETTER_MIN = 2.2;
export const LETTER = 3;

/** Space around all that is shown. */
export const MARGIN = 4;
/** A heading is large where it fits on one line, else smaller on two. */
export const HEAD = { top: 3.4, metaH: 4.4, large: 5.4, small: 4, line: 1.18, linesMax: 2, below: 2.6 } as const;
/** Right end of the head, kept free for the timer also while none runs: nothing moves when one starts. */
export const TIMER_W = 30;
export const FOOT = { h: 7.6, rowH: 4.6 } as const;
/** How people come in, at the right, with the gap left of it. */
export const PANEL = { w: 42, gap: 5 } as const;
/** Up to this many sectors their names stand in one row of the foot. */
const SECTORS_IN_ROW = 3;

/** Widths that can be laid out: from square windows to two projectors side by side; beyond, the edge is cut off. */
const WIDTH = { min: 100, max: 400 } as const;

/** Width of a window in percent of its height. A window that is just being made may have none. */
export const widthOfWindow = (w: number, h: number): number =>
  Math.min(WIDTH.max, Math.max(WIDTH.min, (100 * w) / Math.max(1, h)));

export interface Box {
  readonly w: number;
  readonly h: number;
}

export const headingW = (w: number): number => w - 2 * MARGIN - TIMER_W;
export const headH = (headingH: number): number => HEAD.top + HEAD.metaH + headingH + HEAD.below;
export const footH = (sectors: number): number => FOOT.h + (sectors > SECTORS_IN_ROW ? FOOT.rowH : 0);

export const LANE_GAP = 1.8;
/** Type sizes of cards, the largest first, each with how many pages may be filled before a smaller one is taken. */
const CARD_TYPES = [
  { font: 5.4, pages: 1 },
  { font: 4, pages: 1 },
  { font: LETTER, pages: 3 },
  { font: LETTER_MIN, pages: Infinity },
] as const;
/** A lane is at least this many times as wide as its type is large: about 22 letters. */
const LANE_EM = 13;

/** How cards are set in one of the sizes. Lengths in percent of the height. */
export interface CardSize {
  readonly font: number;
  /** It is chosen for so many pages at most. */
  readonly pages: number;
  readonly lineH: number;
  /** Lanes beside each other. */
  readonly lanes: number;
  readonly laneW: number;
  readonly text: Setting;
  readonly glyph: number;
  readonly padX: number;
  readonly padY: number;
  readonly gap: number;
  /** Height of a name under the text, and of the title above a lane: two lines of it. */
  readonly title: { readonly font: number; readonly lineH: number; readonly h: number };
}

/** The sizes for this width, the largest first. */
export const cardSizes = (w: number): readonly CardSize[] => CARD_TYPES.map((type) => cardSize(type, w));

function cardSize({ font, pages }: { font: number; pages: number }, w: number): CardSize {
  const lanes = Math.max(1, Math.floor((w + LANE_GAP) / (LANE_EM * font + LANE_GAP)));
  const laneW = (w - (lanes - 1) * LANE_GAP) / lanes;
  const [padX, glyph] = [0.42 * font, 0.82 * font];
  const text = { size: font, weight: 400, width: laneW - 3 * padX - glyph } as const;
  const title = { font: 1.12 * font, lineH: 1.32 * font, h: 2 * 1.32 * font + 0.5 * font };
  const [lineH, padY, gap] = [1.28 * font, 0.42 * font, 0.45 * font];
  return { font, pages, lineH, lanes, laneW, text, glyph, padX, padY, gap, title };
}

export const cardH = (size: CardSize, lines: number): number => 2 * size.padY + Math.max(1, lines) * size.lineH;
