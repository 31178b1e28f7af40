import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { MESSAGE_PRESENCE } from '#shared/wire/sync.ts';

/**
 * True for a presence frame about somebody else: y-websocket sends back whatever presence it was told, so that each movement
 * of a pointer would come back to the server from everybody at the table.
 */
export function isEcho(frame: Uint8Array, ownClientId: number): boolean {
  if (frame[0] !== MESSAGE_PRESENCE) return false;
  const decoder = createDecoder(frame);
  readVarUint(decoder);
  const entries = createDecoder(readVarUint8Array(decoder));
  for (let left = readVarUint(entries); left > 0; left--) {
    if (readVarUint(entries) === ownClientId) return false;
    readVarUint(entries);
    readVarUint8Array(entries);
  }
  return true;
}
