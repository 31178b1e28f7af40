import { CLOSE } from '#shared/wire/sync.ts';

/** Milliseconds after which a WebSocket that has not said anything is given up: some proxies let it hang for ever. */
const KNOCK_MS = 15_000;

export interface KnockHears {
  /** The server spoke: the socket works, and this was the first message. */
  readonly answered: (socket: WebSocket, first: MessageEvent) => void;
  /** The server closed it with a code of ours. */
  readonly closed: (code: number, reason: string) => void;
  /** Nobody answered. */
  readonly failed: () => void;
}

const OUR_CODES: ReadonlySet<number> = new Set(Object.values(CLOSE));

/**
 * Tries a WebSocket. Being open is not enough, because some proxies let it open and swallow what follows; the server speaks
 * first, so what counts is its first message. Returns what gives it up.
 */
export function knock(socket: WebSocket, hears: KnockHears): () => void {
  const giveUp = () => {
    clearTimeout(timer);
    release(socket);
    socket.close();
  };
  const fail = () => {
    giveUp();
    hears.failed();
  };
  const timer = setTimeout(fail, KNOCK_MS);
  socket.binaryType = 'arraybuffer';
  // Swallowed: what matters comes as a close, and outside of browsers an error that nobody listens to ends the process.
  socket.onerror = () => undefined;
  socket.onmessage = (first) => {
    clearTimeout(timer);
    release(socket);
    hears.answered(socket, first);
  };
  socket.onclose = ({ code, reason }) => {
    giveUp();
    if (OUR_CODES.has(code)) hears.closed(code, reason);
    else hears.failed();
  };
  return giveUp;
}

function release(socket: WebSocket): void {
  socket.onmessage = socket.onclose = null;
}
