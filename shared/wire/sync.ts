/** The y-websocket endpoint: message kinds, subprotocol and close codes. See docs/PROTOCOL.md. */

export const SUBPROTOCOL = 'tafelrunde';

export const MESSAGE_SYNC = 0;
export const MESSAGE_PRESENCE = 1;
export const MESSAGE_AUTH = 2;
export const MESSAGE_QUERY_PRESENCE = 3;
/** Server to client, `varUint(100) varUint(n)`: the first n update-carrying frames of this connection are on disk. */
export const MESSAGE_SAVED = 100;

/** Second number of a sync frame. Steps 2 and updates carry updates. */
export const SYNC_STEP_1 = 0;
export const SYNC_STEP_2 = 1;
export const SYNC_UPDATE = 2;

/** 4400 to 4499 are final for a document: the y-websocket client then stops. 1012 and 1013 mean come back later. */
export const CLOSE = {
  restart: 1012,
  /** Comes back at once, with another role. */
  reseated: 1012,
  later: 1013,
  noSeat: 4401,
  notHere: 4403,
  noBoard: 4404,
  refused: 4409,
  olderGeneration: 4410,
  tooMuch: 4413,
} as const;

/** Reason with 1013 when the board's data is damaged: it stays closed until the operator has restored a backup. */
export const DAMAGED = 'damaged';

/** Reason with 1012 when somebody's role has changed: they may come back at once. */
export const RESEATED: keyof typeof CLOSE = 'reseated';

/** The server says something at least this often, so that a quiet table does not look like a dead line (client limit: 30 s). */
export const HEARTBEAT_MS = 20_000;
