import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { onTestFinished, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE_SAVED, MESSAGE_SYNC, SUBPROTOCOL, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import type { Sitting } from './person.ts';

/** One browser's copy of a board's document, kept in sync by the stock y-websocket client. */
export interface Copy {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  synced(): Promise<void>;
  /** Resolves when every update that was sent is confirmed to be on disk. */
  saved(): Promise<void>;
  close(): void;
}

export function openCopy(url: string, { boardId, token }: Pick<Sitting, 'boardId' | 'token'>, doc = new Y.Doc()): Copy {
  const tally = { sent: 0, saved: 0 };
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, boardId, doc, {
    protocols: [SUBPROTOCOL, token],
    WebSocketPolyfill: countingSocket(tally) as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 100,
  });
  provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => {
    tally.saved = decoding.readVarUint(decoder);
  };
  const close = () => {
    provider.destroy();
    doc.destroy();
  };
  onTestFinished(close);
  return {
    doc,
    provider,
    close,
    synced: () => holds(() => provider.synced),
    saved: () => holds(() => provider.wsconnected && tally.saved === tally.sent),
  };
}

async function holds(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: 5_000, interval: 2 });
}

/** Counts the frames that carry updates; each connection starts anew, as the server does. */
function countingSocket(tally: { sent: number; saved: number }): unknown {
  return class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      tally.sent = 0;
      tally.saved = 0;
    }

    override send(data: Uint8Array): void {
      if (data[0] === MESSAGE_SYNC && data[1] !== SYNC_STEP_1) tally.sent += 1;
      super.send(data);
    }
  };
}
