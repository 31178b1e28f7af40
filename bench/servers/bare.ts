import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';
import { serveBench } from './harness.ts';

/** The bare y-websocket server as its own `server.js` sets it up: no seats, no checks, nothing on disk. */
const sockets = new WebSocketServer({ noServer: true });
const http = createServer();

sockets.on('connection', (socket, request) => setupWSConnection(socket, request, {}));
http.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (it) => sockets.emit('connection', it, request));
});

http.listen(0, '127.0.0.1', () => {
  serveBench({ port: (http.address() as AddressInfo).port, stop: () => Promise.resolve() });
});
