import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import {
  MESSAGE_PRESENCE,
  MESSAGE_QUERY_PRESENCE,
  MESSAGE_SAVED,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
} from '#shared/wire/sync.ts';

/** What one frame of the y-websocket protocol says. */
export type Frame =
  | { readonly is: 'sync-step-1'; readonly stateVector: Uint8Array }
  | { readonly is: 'update'; readonly update: Uint8Array; readonly step2: boolean }
  | { readonly is: 'presence'; readonly update: Uint8Array }
  | { readonly is: 'query-presence' }
  | { readonly is: 'unreadable' };

const UNREADABLE: Frame = { is: 'unreadable' };

/** Reads a frame from a client. Anything that is not exactly one known frame is 'unreadable'; it never throws. */
export function readFrame(bytes: Uint8Array): Frame {
  try {
    const decoder = decoding.createDecoder(bytes);
    const frame = readKind(decoder);
    return decoding.hasContent(decoder) ? UNREADABLE : frame;
  } catch {
    return UNREADABLE;
  }
}

function readKind(decoder: decoding.Decoder): Frame {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGE_SYNC:
      return readSync(decoder);
    case MESSAGE_PRESENCE:
      return { is: 'presence', update: decoding.readVarUint8Array(decoder) };
    case MESSAGE_QUERY_PRESENCE:
      return { is: 'query-presence' };
    default:
      return UNREADABLE;
  }
}

function readSync(decoder: decoding.Decoder): Frame {
  const kind = decoding.readVarUint(decoder);
  const payload = decoding.readVarUint8Array(decoder);
  switch (kind) {
    case SYNC_STEP_1:
      Y.decodeStateVector(payload);
      return { is: 'sync-step-1', stateVector: payload };
    case SYNC_STEP_2:
      return { is: 'update', update: payload, step2: true };
    case SYNC_UPDATE:
      return { is: 'update', update: payload, step2: false };
    default:
      return UNREADABLE;
  }
}

/** Frames that an answer with the state of a board counts as: a person may ask ten times at once, then five times a second. */
const FRAMES_PER_STATE = 60;
/** Frames that an answer with everybody's presence counts as. */
const FRAMES_PER_PRESENCE = 10;
/** Part of its bytes for which presence counts: it is looked at in passing, and stock clients repeat all that they hear. */
const PRESENCE_BYTES_PART = 1 / 16;

/** What handling a frame costs its sender. */
export function costOf(frame: Frame, bytes: number): { readonly frames: number; readonly bytes: number } {
  switch (frame.is) {
    case 'sync-step-1':
      return { frames: FRAMES_PER_STATE, bytes };
    case 'query-presence':
      return { frames: FRAMES_PER_PRESENCE, bytes };
    case 'presence':
      return { frames: 1, bytes: bytes * PRESENCE_BYTES_PART };
    case 'update':
    case 'unreadable':
      return { frames: 1, bytes };
  }
}

type SyncKind = typeof SYNC_STEP_1 | typeof SYNC_STEP_2 | typeof SYNC_UPDATE;

/** Made for everybody all the time, so without an encoder and its buffers. */
export function syncFrame(kind: SyncKind, payload: Uint8Array): Uint8Array {
  const head = [MESSAGE_SYNC, kind, ...varUint(payload.length)];
  const frame = new Uint8Array(head.length + payload.length);
  frame.set(head);
  frame.set(payload, head.length);
  return frame;
}

export const savedFrame = (count: number): Uint8Array => Uint8Array.from([MESSAGE_SAVED, ...varUint(count)]);

/** Seven bits a byte, the lowest first, as lib0 reads them. */
function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}

/** One browser's presence as it travels: `state` is JSON text, 'null' when it has gone. */
export interface PresenceEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string;
}

export const presenceFrame = (entries: readonly PresenceEntry[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE_PRESENCE);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, entries.length);
        for (const { clientId, clock, state } of entries) {
          encoding.writeVarUint(inner, clientId);
          encoding.writeVarUint(inner, clock);
          encoding.writeVarString(inner, state);
        }
      }),
    );
  });

/** Reads an awareness update; null when the bytes are not one. */
export function readPresence(update: Uint8Array): PresenceEntry[] | null {
  try {
    const decoder = decoding.createDecoder(update);
    const entries: PresenceEntry[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      entries.push({
        clientId: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        state: decoding.readVarString(decoder),
      });
    }
    return entries;
  } catch {
    return null;
  }
}
