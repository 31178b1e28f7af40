import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LIVE_PATH } from '../live/serve.ts';
import type { SyncEndpoint } from '../sync/endpoint.ts';

export interface UpgradeParts {
  readonly sync: Pick<SyncEndpoint, 'handleUpgrade'>;
  readonly isClosing: () => boolean;
  /** True for upgrades that another listener takes (the dev server's). */
  readonly isForOthers: (request: IncomingMessage) => boolean;
}

/** The one place that says who takes an upgrade: documents, the room (engine.io listens for itself), or nobody. */
export function routeUpgrades(httpServer: Server, { sync, isClosing, isForOthers }: UpgradeParts): void {
  httpServer.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const path = request.url ?? '';
    if (isForOthers(request)) return;
    if (isClosing()) turnAway(socket, '503 Service Unavailable');
    else if (path.startsWith('/sync/')) sync.handleUpgrade(request, socket, head);
    else if (!path.startsWith(LIVE_PATH)) turnAway(socket, '404 Not Found');
  });
}

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
