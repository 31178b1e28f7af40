import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from '../board/refusal.ts';
import { LIVE_PATH } from '../live/serve.ts';
import type { SyncEndpoint } from '../sync/endpoint.ts';

export interface UpgradeParts {
  readonly sync: Pick<SyncEndpoint, 'handleUpgrade'>;
  readonly isClosing: () => boolean;
  /** Null when somebody may connect once more from where this comes; else when to come back. */
  readonly mayConnect: (request: IncomingMessage) => Refusal | null;
  /** True for upgrades that another listener takes (the dev server's). */
  readonly isForOthers: (request: IncomingMessage) => boolean;
}

/** The one place that says who takes an upgrade: documents, the room (engine.io listens for itself), or nobody. */
export function routeUpgrades(httpServer: Server, { sync, isClosing, isForOthers, mayConnect }: UpgradeParts): void {
  httpServer.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const path = request.url ?? '';
    if (isForOthers(request)) return;
    if (isClosing()) return turnAway(socket, '503 Service Unavailable');
    if (!path.startsWith('/sync/')) return path.startsWith(LIVE_PATH) || turnAway(socket, '404 Not Found');
    const refused = mayConnect(request);
    if (refused === null) return sync.handleUpgrade(request, socket, head);
    return turnAway(socket, `429 Too Many Requests\r\nRetry-After: ${refused.retryAfter ?? 1}`);
  });
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
