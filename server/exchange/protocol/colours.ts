/** The colours of the pages: those of client/ui/tokens.css, on white. */
export const INK = '#1b1e23';
export const INK_SOFT = '#5b626c';
export const LINE = '#d8d3c9';
export const WALL = '#f2efe9';
export const PAPER = '#ffffff';
export const FOCUS = '#ffd23f';
export const GOOD = '#1e7a3e';

/** Ink and paper of a board's sectors, in their order. */
export const LOOKS = [
  { ink: '#1f5fa8', paper: '#ddeaf8' },
  { ink: '#b8430e', paper: '#fde7d8' },
  { ink: '#5a6a1e', paper: '#edf1d6' },
  { ink: '#6b3fa0', paper: '#ebe1f7' },
  { ink: '#0b6660', paper: '#d6efec' },
  { ink: '#9c2463', paper: '#fbdeeb' },
] as const;
export type Look = (typeof LOOKS)[number];
