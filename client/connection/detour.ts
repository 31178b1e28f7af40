import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE } from '#shared/wire/sync.ts';
import { Carried, LOST, type Carrier, type Wanted } from './carried.ts';
import { knock } from './knock.ts';

/** Milliseconds a WebSocket has before frames go over the connection to the room; opening them there stays below 2 s more. */
const PATIENCE_MS = 3_000;
/** Milliseconds at most until a WebSocket is tried again while frames go the other way. */
const RETRY_MS_MAX = 60_000;

export interface DetourParts {
  readonly WebSocket: new (url: string, protocols: string[]) => WebSocket;
  readonly carrier: Carrier;
  readonly random: () => number;
}

/** What a page knows about its way to the server; shared by all its documents. */
export class Detour {
  readonly parts: DetourParts;
  /**
   * About WebSocket. 'refused': a proxy seems to refuse it, and reconnects need not find out again. 'works': one has just
   * answered while frames went the other way, so the next attempt may take its time.
   */
  knows: 'nothing' | 'refused' | 'works' = 'nothing';

  constructor(parts: DetourParts) {
    this.parts = parts;
  }
}

type Way =
  | { readonly is: 'none' }
  | { readonly is: 'direct'; readonly socket: WebSocket }
  | { readonly is: 'carried'; readonly carried: Carried }
  | { readonly is: 'over' };

/**
 * A WebSocket for the y-websocket provider, with a way around proxies that refuse it: frames then go over the connection to
 * the room. It never changes its way once it is open, since the server counts per connection; when WebSocket works again it
 * closes, and the provider comes back over a new one.
 */
export class DetourSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  readonly OPEN = DetourSocket.OPEN;

  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: ArrayBuffer | Uint8Array }) => void) | null = null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null = null;
  /** Never called: what matters comes as a close. */
  onerror: (() => void) | null = null;

  readonly #detour: Detour;
  readonly #url: string;
  readonly #protocols: string[];
  #way: Way = { is: 'none' };
  #stopKnocking: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(detour: Detour, url: string, protocols: string[]) {
    this.#detour = detour;
    this.#url = url;
    this.#protocols = protocols;
    this.#knock();
    if (detour.knows === 'refused') this.#goAround();
    else if (detour.knows === 'nothing') this.#timer = setTimeout(() => this.#goAround(), PATIENCE_MS);
    else detour.knows = 'nothing';
  }

  get readyState(): number {
    const way = this.#way;
    if (way.is === 'over') return DetourSocket.CLOSED;
    const isOpen = way.is === 'direct' || (way.is === 'carried' && way.carried.isOpen);
    return isOpen ? DetourSocket.OPEN : DetourSocket.CONNECTING;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    const way = this.#way;
    // The server would end it with the same code; but far beyond the limit it would end the whole connection without one.
    if (frame.length > SYNC_FRAME_BYTES_MAX) return this.#end(CLOSE.tooMuch);
    if (way.is === 'direct') way.socket.send(frame);
    else if (way.is === 'carried') way.carried.send(frame);
  }

  close(): void {
    const way = this.#way;
    this.#way = { is: 'over' };
    clearTimeout(this.#timer);
    this.#stopKnocking();
    if (way.is === 'direct') way.socket.close();
    if (way.is === 'carried') way.carried.close();
  }

  #knock(): void {
    this.#stopKnocking = knock(new this.#detour.parts.WebSocket(this.#url, this.#protocols), {
      answered: (socket, first) => this.#reached(socket, first),
      closed: (code, reason) => this.#end(code, reason),
      failed: () => this.#unanswered(),
    });
  }

  #reached(socket: WebSocket, first: MessageEvent): void {
    const way = this.#way;
    if (way.is === 'carried' && way.carried.isOpen) {
      this.#detour.knows = 'works';
      socket.close();
      return this.#end(LOST);
    }
    this.#detour.knows = 'nothing';
    clearTimeout(this.#timer);
    if (way.is === 'carried') way.carried.close();
    this.#goDirect(socket, first as MessageEvent<ArrayBuffer>);
  }

  #goDirect(socket: WebSocket, first: MessageEvent<ArrayBuffer>): void {
    this.#way = { is: 'direct', socket };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.onmessage?.(event);
    socket.onclose = ({ code, reason }) => this.#end(code, reason);
    this.onopen?.();
    this.onmessage?.(first);
  }

  #unanswered(): void {
    if (this.#way.is !== 'carried' && !this.#goAround()) return this.#end(LOST);
    this.#timer = setTimeout(() => this.#knock(), this.#detour.parts.random() * RETRY_MS_MAX);
  }

  /** False when the connection to the room is down as well: then it is not WebSocket that somebody refuses. */
  #goAround(): boolean {
    const { carrier } = this.#detour.parts;
    if (!carrier.connected) return false;
    clearTimeout(this.#timer);
    this.#detour.knows = 'refused';
    const carried = new Carried(carrier, wantedBy(this.#url), {
      opened: () => this.onopen?.(),
      frame: (data) => this.onmessage?.({ data }),
      closed: (code) => this.#end(code),
    });
    this.#way = { is: 'carried', carried };
    return true;
  }

  #end(code: number, reason = ''): void {
    if (this.#way.is === 'over') return;
    this.close();
    this.onclose?.({ code, reason });
  }
}

/** What `/sync/:boardId.:participantId?g=` asks for. */
export function wantedBy(url: string): Wanted {
  const { pathname, searchParams } = new URL(url);
  const [, document = ''] = (pathname.split('/').at(-1) ?? '').split('.');
  const held = searchParams.get('g');
  return { document, generation: held === null ? null : Number(held) };
}
