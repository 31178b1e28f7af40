import type { Rate } from './token-bucket.ts';

/**
 * Every rate in one place. Those by person are a few times what an honest person reaches at the peak. Those by address are
 * far higher, since a whole venue, or everybody behind a proxy, may share one; they only keep a machine from drowning.
 */

/**
 * Frames of one person on one board. At the peak: a key held down writes 30 a second, the pointer tells 20, and a stock
 * client repeats 20 that it heard. At once: somebody's program that posts a few hundred ideas one by one.
 */
export const FRAMES_BY_PERSON: Rate = { atOnce: 600, perSecond: 300 };
/**
 * Bytes of one person on one board. At once: four offline days, each a frame of the largest size. Typing needs 2 KiB a
 * second; what comes back here is still more than a full board in a minute.
 */
export const BYTES_BY_PERSON: Rate = { atOnce: 4 * 1024 * 1024, perSecond: 32 * 1024 };
/** Entries of one person that a full board had no room for. At once: an offline afternoon that comes too late. */
export const EXCESS_BY_PERSON: Rate = { atOnce: 200, perSecond: 0.1 };
/** Commands of one person: somebody clicks through all steps and back, and again. */
export const COMMANDS_BY_PERSON: Rate = { atOnce: 40, perSecond: 4 };
/** Looks of one person at the server's clock: a page takes three when it connects and three a minute; ten pages at once. */
export const CLOCKS_BY_PERSON: Rate = { atOnce: 60, perSecond: 1 };

/** New screens and deletions of one person: all the screens that a board takes, in one go. */
export const CALLS_BY_PERSON: Rate = { atOnce: 60, perSecond: 1 };
/** Files of one person, in or out, each up to a full board: every format a few times over. */
export const FILES_BY_PERSON: Rate = { atOnce: 30, perSecond: 0.5 };

/** New boards from one address: twice as many as one machine should hold live, then seven hundred an hour. */
export const BOARDS_BY_ADDRESS: Rate = { atOnce: 2_000, perSecond: 0.2 };
/** People who join from one address: four full boards at once, then another full one in each minute. */
export const JOINS_BY_ADDRESS: Rate = { atOnce: 2_000, perSecond: 10 };
/** New connections from one address: four full boards coming back after a restart, with two connections each. */
export const CONNECTIONS_BY_ADDRESS: Rate = { atOnce: 4_000, perSecond: 100 };
