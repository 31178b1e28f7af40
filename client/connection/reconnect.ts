import type { ManagerOptions, Socket, SocketOptions } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#shared/wire/live.ts';
import type { Problem } from '#shared/wire/problem.ts';
import { BUSY_COUNTS_AS, reconnectWait } from './jitter.ts';

export type RoomSocket = Socket<ServerEvents, ClientEvents>;

/** How the room is reached, whatever stands between. */
export const ROOM_OPTIONS: Partial<ManagerOptions & SocketOptions> = {
  path: '/socket.io',
  // Long polling first, since it gets through everywhere: a WebSocket that a proxy leaves hanging would hold up everything.
  transports: ['polling', 'websocket'],
  // Its own backoff sends nearly everybody back after exactly the longest wait.
  reconnection: false,
};

export interface KeptConnected {
  /** Does not wait for the next attempt. */
  tryNow(): void;
  stop(): void;
}

/** Brings the connection to the room back, with full jitter, until it is stopped. */
export function keepConnected(socket: RoomSocket, random: () => number): KeptConnected {
  let failures = 0;
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tryNow = () => {
    clearTimeout(timer);
    if (!over && !socket.connected) socket.disconnect().connect();
  };
  const tryLater = () => {
    clearTimeout(timer);
    timer = setTimeout(tryNow, reconnectWait(failures++, random));
  };
  const isBusy = () => (failures = Math.max(failures, BUSY_COUNTS_AS));
  socket.on('connect', () => (failures = 0));
  socket.on('restarting', isBusy);
  socket.on('disconnect', (reason) => reason !== 'io client disconnect' && tryLater());
  socket.on('connect_error', (error: Error & { data?: Problem }) => {
    // With a problem the server itself spoke; without, the line is at fault.
    if (error.data) isBusy();
    tryLater();
  });
  const stop = () => {
    over = true;
    clearTimeout(timer);
    socket.disconnect();
  };
  return { tryNow, stop };
}
