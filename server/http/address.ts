import type { IncomingMessage } from 'node:http';

/** The address that a request came from, as express's `request.ip` has it: behind so many proxies that may be believed. */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: number): string {
  const header = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const told = header.split(',').map((address) => address.trim());
  const nearest = [request.socket.remoteAddress ?? '', ...told.filter((address) => address !== '').reverse()];
  return nearest[Math.min(trustProxy, nearest.length - 1)] ?? '';
}
