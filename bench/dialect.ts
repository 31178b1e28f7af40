import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';

/** What a server's frames have besides those of y-websocket. */
export interface Dialect {
  /** Stands before every frame, both ways. */
  readonly address: Uint8Array;
  /** The first frame of a client. */
  readonly greeting: Uint8Array | null;
  /** What a client with nothing to say says now and then, where the server would hang up otherwise. */
  readonly stillHere: Uint8Array | null;
}

export const Y_WEBSOCKET: Dialect = { address: new Uint8Array(0), greeting: null, stillHere: null };

const MESSAGE_AUTH = 2;
const AUTH_TOKEN = 0;
const MESSAGE_QUERY_AWARENESS = 3;

/** Hocuspocus puts the document's name before each frame, wants to hear a token first, and hangs up after a minute of silence. */
export function hocuspocusDialect(document: string): Dialect {
  const address = createEncoder();
  writeVarString(address, document);
  const greeting = createEncoder();
  writeVarUint(greeting, MESSAGE_AUTH);
  writeVarUint(greeting, AUTH_TOKEN);
  writeVarString(greeting, 'anybody');
  return {
    address: toUint8Array(address),
    greeting: toUint8Array(greeting),
    stillHere: new Uint8Array([MESSAGE_QUERY_AWARENESS]),
  };
}
