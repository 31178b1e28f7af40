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

const INKED = { weight: 400, colour: INK } as const;
const SOFT = { weight: 400, colour: INK_SOFT } as const;

/** Nothing that is to be read is smaller than 8 pt; pictures of the wall aside, whose words all stand in the lists. */
export const TYPE = {
  title: { ...INKED, size: 30, lead: 36, weight: 700 },
  question: { ...INKED, size: 15, lead: 20 },
  heading: { ...INKED, size: 20, lead: 25, weight: 700 },
  subheading: { ...INKED, size: 13, lead: 18, weight: 700 },
  text: { ...INKED, size: 10, lead: 14 },
  strong: { ...INKED, size: 10, lead: 14, weight: 700 },
  soft: { ...SOFT, size: 10, lead: 14 },
  small: { ...SOFT, size: 8.5, lead: 12 },
  column: { ...SOFT, size: 8.5, lead: 12, weight: 700 },
  running: { ...SOFT, size: 8, lead: 11 },
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
