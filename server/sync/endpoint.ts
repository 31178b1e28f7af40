import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE, DAMAGED, HEARTBEAT_MS, SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Log } from '../log.ts';
import type { Admit, Asked } from './admission.ts';
import type { Broadcast } from './broadcast.ts';
import type { Connection, Transport } from './connection.ts';

/**
 * The y-websocket endpoint, `/sync/:boardId`. Whoever may not come in is let in for a moment all the same, because a browser
 * learns the reason only from a close code.
 */
export interface SyncEndpoint {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Stops the heartbeat. Connections are closed by their documents. */
  stop(): void;
}

interface Parts {
  readonly admit: Admit;
  readonly log: Log;
}

/** Hard limit on what is buffered of one message; beyond our own limit the connection is closed with a reason. */
const MESSAGE_BYTES_MAX = 2 * SYNC_FRAME_BYTES_MAX;

interface Line {
  readonly ws: WebSocket;
  readonly connection: Connection;
  /** Something came since the last beat. */
  isHeard: boolean;
  /** It was pinged at the last beat, and nothing kept the ping or the answer back. */
  owesAnswer: boolean;
}

export function serveSync(parts: Parts): SyncEndpoint {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MESSAGE_BYTES_MAX,
    // Frames are small and already compact; compression costs 300 KiB and much time per connection.
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const lines = new Set<Line>();
  const heartbeat = setInterval(() => lines.forEach(beat), HEARTBEAT_MS).unref();
  return {
    handleUpgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (ws) => void welcome({ ws, socket, request }, parts, lines)),
    stop: () => clearInterval(heartbeat),
  };
}

/**
 * A line that did not answer the last ping is dead, unless we do not listen, or the ping waits behind what it was sent. Who
 * says something need not be asked.
 */
function beat(line: Line): void {
  const { isWaiting } = line.connection;
  if (line.owesAnswer && !line.isHeard && !isWaiting) return line.ws.terminate();
  if (!line.isHeard) line.ws.ping();
  line.owesAnswer = !line.isHeard && !isWaiting;
  line.isHeard = false;
  line.connection.heartbeat();
}

interface Coming {
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly request: IncomingMessage;
}

async function welcome({ ws, socket, request }: Coming, { admit, log }: Parts, lines: Set<Line>): Promise<void> {
  // The browser speaks first; what it says while its seat is looked up must not be lost.
  const early: Uint8Array[] = [];
  const keep = (data: Buffer) => early.push(data);
  ws.on('message', keep);
  ws.on('error', (fault) => log.debug('a connection broke', { fault }));
  const connection = await admit(askedBy(request), () => (ws.readyState === ws.OPEN ? transportOf(ws, socket) : null));
  if (connection === 'damaged') return ws.close(CLOSE.later, DAMAGED);
  if (typeof connection === 'string') return ws.close(CLOSE[connection]);
  if (connection === null) return;
  const line: Line = { ws, connection, isHeard: true, owesAnswer: false };
  lines.add(line);
  ws.off('message', keep);
  const receive = (data: Uint8Array) => {
    line.isHeard = true;
    connection.receive(data);
  };
  ws.on('message', receive);
  ws.on('pong', () => (line.isHeard = true));
  ws.on('close', () => {
    lines.delete(line);
    connection.gone();
  });
  early.forEach(receive);
}

/** `/sync/:boardId` or `/sync/:boardId.:participantId`, with `?g=` for the generation of the copy. */
function askedBy(request: IncomingMessage): Asked {
  const url = new URL(request.url ?? '', 'ws://localhost');
  const [boardId = '', document = ''] = url.pathname.replace(/^\/sync\//, '').split('.');
  const held = url.searchParams.get('g');
  return { token: tokenOf(request), boardId, document, generation: held === null ? null : Number(held) };
}

const tokenOf = (request: IncomingMessage): string =>
  (request.headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .find((protocol) => protocol !== SUBPROTOCOL) ?? '';

function transportOf(ws: WebSocket, socket: Duplex): Transport {
  return {
    // Without compression ws writes each frame at once, so frames made by ourselves may go between its own.
    send: (frames) => ws.readyState === ws.OPEN && writeAll(socket, frames),
    close: (code) => ws.close(CLOSE[code], code),
    get buffered() {
      return ws.bufferedAmount;
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
  };
}

/** Bytes up to which frames are joined: copying so few costs less than a second write. */
const JOINED_BYTES_MAX = 16 * 1024;

function writeAll(socket: Duplex, frames: readonly Broadcast[]): void {
  const [first] = frames;
  if (frames.length === 1 && first !== undefined) return void socket.write(first.framed);
  let bytes = 0;
  for (const { framed } of frames) bytes += framed.length;
  if (bytes <= JOINED_BYTES_MAX) socket.write(joined(frames, bytes));
  else for (const { framed } of frames) socket.write(framed);
}

function joined(frames: readonly Broadcast[], bytes: number): Buffer {
  const all = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const { framed } of frames) {
    all.set(framed, at);
    at += framed.length;
  }
  return all;
}
