import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'vite';
import { run } from './run.ts';

/** The server with the client straight from its sources, hot reload included, on one port. */
await run(async (httpServer) => {
  const vite = await createServer({
    configFile: join(import.meta.dirname, '../vite.config.ts'),
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server: httpServer } },
  });
  return { client: vite.middlewares, isForOthers: isForVite, stop: () => vite.close() };
});

/** Vite listens for upgrades by itself and tells its own by their subprotocol (`vite-hmr`, `vite-ping`). */
function isForVite(request: IncomingMessage): boolean {
  return request.headers['sec-websocket-protocol']?.startsWith('vite-') === true;
}
