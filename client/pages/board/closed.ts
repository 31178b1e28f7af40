import { m } from '#shared/messages/compiled/messages.js';
import type { Closing } from '../../connection/closing.ts';

const TITLES: Readonly<Record<Closing, () => string>> = {
  'no-seat': () => m.closed_no_seat_title(),
  'not-here': () => m.closed_not_here_title(),
  'no-board': () => m.closed_no_board_title(),
  refused: () => m.closed_refused_title(),
  'older-copy': () => m.closed_older_copy_title(),
  'too-much': () => m.closed_too_much_title(),
  unknown: () => m.closed_unknown_title(),
};
const ABOUT: Readonly<Record<Closing, () => string>> = {
  'no-seat': () => m.closed_no_seat_about(),
  'not-here': () => m.closed_not_here_about(),
  'no-board': () => m.closed_no_board_about(),
  refused: () => m.closed_refused_about(),
  'older-copy': () => m.closed_older_copy_about(),
  'too-much': () => m.closed_too_much_about(),
  unknown: () => m.closed_unknown_about(),
};

/** Why a board is closed to this browser, and what helps. */
export const closedTitle = (why: Closing): string => TITLES[why]();
/** A projection has no code to join with. */
export const closedAbout = (why: Closing, screen = false): string =>
  screen && why === 'no-seat' ? m.closed_no_seat_screen() : ABOUT[why]();
