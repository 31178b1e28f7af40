import type { Setting } from '#shared/layout/wrap.ts';
import { INK, INK_SOFT } from './colours.ts';
import type { Weight } from './font-files.ts';

/** How text is set; lengths in points. */
export interface Style {
  readonly size: number;
  readonly weight: Weight;
  /** From one line to the next. */
  readonly lead: number;
  readonly colour: string;
}

const style = (size: number, lead: number, { weight = 400, colour = INK }: Partial<Style> = {}): Style => ({
  size,
  weight,
  lead,
  colour,
});

/** Nothing that is to be read is smaller than 8 pt; pictures of the wall aside, whose words all stand in the lists. */
export const TYPE = {
  title: style(30, 36, { weight: 700 }),
  question: style(15, 20),
  heading: style(20, 25, { weight: 700 }),
  subheading: style(13, 18, { weight: 700 }),
  text: style(10, 14),
  strong: style(10, 14, { weight: 700 }),
  soft: style(10, 14, { colour: INK_SOFT }),
  small: style(8.5, 12, { colour: INK_SOFT }),
  column: style(8.5, 12, { weight: 700, colour: INK_SOFT }),
  running: style(8, 11, { colour: INK_SOFT }),
} as const satisfies Record<string, Style>;

export const settingOf = ({ size, weight }: Style, width: number): Setting => ({ size, weight, width });

/** A4, upright. Text stands between `left` and `right`, `top` and `bottom`. */
export const PAGE = {
  w: 595.28,
  h: 841.89,
  left: 51,
  right: 544.28,
  top: 78,
  bottom: 770,
  head: 56,
  foot: 793,
} as const;
export const TEXT_W = PAGE.right - PAGE.left;
