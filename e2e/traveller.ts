import { readVarUint } from 'lib0/decoding';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE_SAVED, SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Joined } from '#shared/wire/http.ts';
import { Detour } from '../client/connection/detour.ts';
import { reconnectWait } from '../client/connection/jitter.ts';
import { keepConnected, ROOM_OPTIONS, type KeptConnected, type RoomSocket } from '../client/connection/reconnect.ts';
import { SaveStatus } from '../client/connection/saving.ts';
import { watchedSocket } from '../client/connection/watched.ts';

// Each provider wants to say goodbye when the process ends.
process.setMaxListeners(0);

/** Somebody on a bad network: a browser's two connections, with its own ways around, but without the browser. */
export class Traveller {
  readonly sitting: Joined;
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly detour: Detour;
  readonly #live: RoomSocket;
  readonly #keeping: KeptConnected;
  readonly #status = new SaveStatus(true, () => undefined);

  constructor(origin: string, sitting: Joined) {
    this.sitting = sitting;
    const { boardId, token } = sitting;
    this.#live = io(origin, { ...ROOM_OPTIONS, query: { board: boardId }, auth: { token }, forceNew: true });
    this.#keeping = keepConnected(this.#live, Math.random);
    this.detour = new Detour({ WebSocket: WebSocket as never, carrier: this.#live, random: Math.random });
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, boardId, this.doc, {
      connect: false,
      disableBc: true,
      protocols: [SUBPROTOCOL, token],
      WebSocketPolyfill: watchedSocket(this.detour, (frame) => this.#status.sending(frame)),
    });
    this.#listen();
  }

  get isSynced(): boolean {
    return this.provider.synced;
  }

  get isSaved(): boolean {
    return this.#status.saving === 'saved';
  }

  leave(): void {
    this.#keeping.stop();
    this.provider.destroy();
    this.doc.destroy();
  }

  /** As the page does it. */
  #listen(): void {
    const { provider } = this;
    provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => this.#status.acknowledged(readVarUint(decoder));
    provider.on('status', ({ status }) => status === 'connected' && this.#status.connected());
    provider.on('sync', (synced) => this.#hasSynced(synced));
    provider.on('connection-close', () => {
      this.#status.lost();
      provider.maxBackoffTime = reconnectWait(provider.wsUnsuccessfulReconnects, Math.random);
    });
    this.#live.on('connect', () => {
      if (provider.wsconnected || (provider.ws !== null && this.detour.knows !== 'refused')) return;
      provider.disconnect();
      provider.connect();
    });
  }

  #hasSynced(synced: boolean): void {
    if (!synced) return;
    this.#status.synced();
    this.#keeping.tryNow();
  }
}
