/** Milliseconds at most between two attempts to reconnect. */
export const RECONNECT_MS_MAX = 30_000;
/** Milliseconds at most before the first attempt; the same as in y-websocket, whose own backoff caps ours. */
const FIRST_MS = 200;
/** Failures that "come back later" of a busy or restarting server counts as: a hall of people spreads over six seconds. */
export const BUSY_COUNTS_AS = 5;

/** Full jitter: a random wait below a bound that doubles with every failure, so that a hundred laptops don't knock at once. */
export const reconnectWait = (failures: number, random: () => number): number =>
  random() * Math.min(RECONNECT_MS_MAX, FIRST_MS * 2 ** Math.min(failures, 20));
