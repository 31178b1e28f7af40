import { readVarUint } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { CLOSE, DAMAGED, MESSAGE_SAVED, RESEATED, SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Detour } from './detour.ts';
import { isEcho } from './echo.ts';
import { BUSY_COUNTS_AS, reconnectWait, RECONNECT_MS_MAX } from './jitter.ts';
import { SaveStatus, type Saving } from './saving.ts';
import { watchedSocket } from './watched.ts';

/** What the sync connection needs to know. */
export interface SyncAccess {
  readonly boardId: string;
  readonly token: string;
  /** Whether this browser keeps the document by itself while the connection is away. */
  readonly kept: boolean;
  /** The generation of the copy this browser holds; null when it holds none. */
  readonly generation: number | null;
  readonly detour: Detour;
}

export interface SyncHears {
  /** The server has told everything it has; again after every reconnect. */
  readonly synced: () => void;
  /** The board's data is damaged on the server; the line goes on asking whether it is mended. */
  readonly damaged: () => void;
  /** The server said with this code (4400 to 4499) that coming back is pointless. */
  readonly closed: (code: number) => void;
}

/** The connection that carries the board document, and the truth about what is saved. */
export class SyncLine {
  readonly provider: WebsocketProvider;
  #saving = $state<Saving>('connecting');
  #over = false;
  readonly #hears: SyncHears;
  readonly #detour: Detour;
  readonly #status: SaveStatus;
  readonly #stops: (() => void)[] = [];

  constructor(doc: Y.Doc, access: SyncAccess, hears: SyncHears) {
    this.#hears = hears;
    this.#detour = access.detour;
    this.#status = new SaveStatus(access.kept, (saving) => (this.#saving = saving));
    this.provider = new WebsocketProvider(syncUrl(), access.boardId, doc, {
      connect: false,
      disableBc: true,
      protocols: [SUBPROTOCOL, access.token],
      params: access.generation === null ? {} : { g: String(access.generation) },
      maxBackoffTime: RECONNECT_MS_MAX,
      WebSocketPolyfill: watchedSocket(
        access.detour,
        (frame) => !isEcho(frame, doc.clientID) && this.#status.sending(frame),
      ),
    });
    this.#listen();
    this.provider.connect();
  }

  get saving(): Saving {
    return this.#saving;
  }

  /** Does not wait for the next attempt. */
  tryNow(): void {
    if (this.#over || this.provider.wsconnected) return;
    this.provider.disconnect();
    this.provider.connect();
  }

  /** The connection to the room is back: the server is there, and this may be what carries the document. */
  roomIsBack(): void {
    if (this.provider.ws === null || this.#detour.knows === 'refused') this.tryNow();
  }

  stop(): void {
    this.#over = true;
    for (const stop of this.#stops) stop();
    this.provider.destroy();
    this.provider.awareness.destroy();
  }

  #listen(): void {
    const { provider } = this;
    provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => this.#status.acknowledged(readVarUint(decoder));
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#status.connected();
    });
    provider.on('sync', (synced) => this.#hasSynced(synced));
    provider.on('connection-close', (event) => this.#lost(event));
    provider.on('closed', ({ code }) => this.#ended(code));
    this.#hear('online', () => this.tryNow());
    // A socket over a dead interface stays open for minutes; knocking again tells at once whether the server is still there.
    this.#hear('offline', () => {
      if (this.#over) return;
      provider.disconnect();
      provider.connect();
    });
  }

  #hear(event: 'online' | 'offline', does: () => void): void {
    addEventListener(event, does);
    this.#stops.push(() => removeEventListener(event, does));
  }

  #hasSynced(synced: boolean): void {
    if (!synced) return;
    this.#status.synced();
    this.#hears.synced();
  }

  #ended(code: number): void {
    this.#over = true;
    this.#hears.closed(code);
  }

  /** Runs before the provider plans its next attempt, whose wait is the smaller of its own backoff and `maxBackoffTime`. */
  #lost(event: CloseEvent | null): void {
    this.#status.lost();
    if (event?.reason === DAMAGED) this.#hears.damaged();
    const { provider } = this;
    const isBusy = event?.code === CLOSE.later || event?.code === CLOSE.restart;
    if (isBusy && event.reason !== RESEATED) {
      provider.wsUnsuccessfulReconnects = Math.max(provider.wsUnsuccessfulReconnects, BUSY_COUNTS_AS);
    }
    provider.maxBackoffTime = reconnectWait(provider.wsUnsuccessfulReconnects, Math.random);
  }
}

const syncUrl = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
