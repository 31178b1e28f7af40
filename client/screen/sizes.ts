import type { Setting } from '#shared/layout/wrap.ts';

/**
 * Everything on a screen is measured in percent of its height (CSS `vh`), so that it looks alike from 1280x720 to 4K. Capital
 * letters of our face are two thirds of the type size: nothing is set smaller than LETTER, so they are 1/50 of the height.
 */
export const LETTER = 3;

/** Space around all that is shown. */
export const MARGIN = 4;
export const HEAD = { top: 3.4, metaH: 4.2, font: 4, lineH: 4.7, linesMax: 2, below: 2.6 } as const;
/** Right end of the head, kept free for the timer also while none runs: nothing moves when one starts. */
export const TIMER_W = 30;
export const FOOT = { h: 7.6, rowH: 4.6 } as const;
/** How people come in, at the right, with the gap left of it. */
export const PANEL = { w: 42, gap: 5 } as const;
/** Up to this many sectors their names stand in one row of the foot. */
const SECTORS_IN_ROW = 3;

export interface Box {
  readonly w: number;
  readonly h: number;
}

export const headingSetting = (w: number): Setting => ({
  size: HEAD.font,
  weight: 700,
  width: w - 2 * MARGIN - TIMER_W,
});
export const headH = (lines: number): number => HEAD.top + HEAD.metaH + lines * HEAD.lineH + HEAD.below;
export const footH = (sectors: number): number => FOOT.h + (sectors > SECTORS_IN_ROW ? FOOT.rowH : 0);

export const LANE_GAP = 1.8;
/** Type sizes of cards, the largest first. */
const CARD_FONTS = [5.4, 4, LETTER] as const;
/** A lane is at least this many times as wide as its type is large: about 22 letters. */
const LANE_EM = 13;

/** How cards are set in one of the sizes. Lengths in percent of the height. */
export interface CardSize {
  readonly font: number;
  readonly lineH: number;
  /** Lanes beside each other. */
  readonly lanes: number;
  readonly laneW: number;
  readonly text: Setting;
  readonly glyph: number;
  readonly padX: number;
  readonly padY: number;
  readonly gap: number;
}

/** The sizes for this width, the largest first. */
export const cardSizes = (w: number): readonly [CardSize, ...CardSize[]] => {
  const [largest, ...smaller] = CARD_FONTS;
  return [cardSize(largest, w), ...smaller.map((font) => cardSize(font, w))];
};

function cardSize(font: number, w: number): CardSize {
  const lanes = Math.max(1, Math.floor((w + LANE_GAP) / (LANE_EM * font + LANE_GAP)));
  const laneW = (w - (lanes - 1) * LANE_GAP) / lanes;
  const [padX, glyph] = [0.42 * font, 0.82 * font];
  const text = { size: font, weight: 400, width: laneW - 3 * padX - glyph } as const;
  return { font, lineH: 1.28 * font, lanes, laneW, text, glyph, padX, padY: 0.42 * font, gap: 0.45 * font };
}

/** Height of a name under a text. */
export const NAME_H = 1.3 * LETTER;

export const cardH = (size: CardSize, lines: number, named: boolean): number =>
  2 * size.padY + Math.max(1, lines) * size.lineH + (named ? NAME_H : 0);

/** What stands above the cards of a lane: two lines of a cluster's title. */
export const LANE_HEAD = { font: 3.4, lineH: 4, linesMax: 2, below: 1.4 } as const;
export const LANE_HEAD_H = LANE_HEAD.lineH * LANE_HEAD.linesMax + LANE_HEAD.below;
