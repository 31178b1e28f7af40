import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { isId } from '#shared/model/ids.ts';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import { CLOSE, HEARTBEAT_MS, SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Log } from '../log.ts';
import type { Seats } from '../seats/seats.ts';
import type { StoredSeat } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';
import { Connection, type Transport } from './connection.ts';
import type { Documents } from './documents.ts';

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
  readonly documents: Documents;
  readonly seats: Pick<Seats, 'find'>;
  /** The generation of a board; null when there is no such board. */
  readonly generationOf: (boardId: string) => Promise<number | null>;
  readonly log: Log;
}

/** Hard limit on what is buffered of one message; beyond our own limit the connection is closed with a reason. */
const MESSAGE_BYTES_MAX = 2 * SYNC_FRAME_BYTES_MAX;

interface Line {
  readonly ws: WebSocket;
  readonly connection: Connection;
  answers: boolean;
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
      server.handleUpgrade(request, socket, head, (ws) => {
        admit({ ws, socket, request }, parts, lines).catch((fault: unknown) => {
          parts.log.error('a connection failed', { fault });
          ws.close(CLOSE.later);
        });
      }),
    stop: () => clearInterval(heartbeat),
  };
}

/** A line that did not answer the last ping is dead. */
function beat(line: Line): void {
  if (!line.answers) return line.ws.terminate();
  line.answers = false;
  line.ws.ping();
  line.connection.heartbeat();
}

interface Coming {
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly request: IncomingMessage;
}

async function admit({ ws, socket, request }: Coming, parts: Parts, lines: Set<Line>): Promise<void> {
  // The browser speaks first; what it says while its seat is looked up must not be lost.
  const early: Uint8Array[] = [];
  const keep = (data: Buffer) => early.push(data);
  ws.on('message', keep);
  ws.on('error', (fault) => parts.log.debug('a connection broke', { fault }));
  const seat = await seatFor(request, parts);
  if (typeof seat === 'string') return ws.close(CLOSE[seat]);
  await parts.documents.using(seat.boardId, (document) => {
    if (document === null) return ws.close(CLOSE.noBoard);
    if (ws.readyState !== ws.OPEN) return;
    const connection = new Connection(transportOf(ws, socket), { seat, document, log: parts.log });
    const line: Line = { ws, connection, answers: true };
    lines.add(line);
    ws.off('message', keep);
    const receive = (data: Uint8Array) => {
      try {
        connection.receive(data);
      } catch (fault) {
        // A fault of ours must not take everybody else's connection along.
        parts.log.error('a frame could not be handled', { fault });
        connection.close('later');
      }
    };
    ws.on('message', receive);
    ws.on('pong', () => (line.answers = true));
    ws.on('close', () => {
      lines.delete(line);
      connection.gone();
    });
    early.forEach(receive);
  });
}

/** The seat that the token in the subprotocol opens, or why there is none. */
async function seatFor(request: IncomingMessage, parts: Parts): Promise<StoredSeat | keyof typeof CLOSE> {
  const url = new URL(request.url ?? '', 'ws://localhost');
  const [boardId = '', notebookOf] = url.pathname.replace(/^\/sync\//, '').split('.');
  const found = await parts.seats.find(tokenOf(request));
  if (!isId(boardId)) return 'noBoard';
  if (found.is !== 'seated') return (await parts.generationOf(boardId)) === null ? 'noBoard' : 'noSeat';
  if (found.seat.boardId !== boardId) return (await parts.generationOf(boardId)) === null ? 'noBoard' : 'notHere';
  // Notebooks have no document yet.
  if (notebookOf !== undefined) return 'notHere';
  const generation = await parts.generationOf(boardId);
  if (generation === null) return 'noBoard';
  const held = url.searchParams.get('g');
  return held !== null && Number(held) !== generation ? 'olderGeneration' : found.seat;
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
  };
}

/** Bytes up to which frames are joined: copying so few costs less than a second write. */
const JOINED_BYTES_MAX = 16 * 1024;

function writeAll(socket: Duplex, frames: readonly Broadcast[]): void {
  const [first] = frames;
  if (frames.length === 1 && first !== undefined) return void socket.write(first.framed);
  const bytes = frames.reduce((sum, { payload }) => sum + payload.length, 0);
  if (bytes <= JOINED_BYTES_MAX) socket.write(Buffer.concat(frames.map(({ framed }) => framed)));
  else for (const { framed } of frames) socket.write(framed);
}
