import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { Boards } from './board/boards.ts';
import type { Config } from './config.ts';
import { api, faults, noSuchPage } from './http/api.ts';
import { Guesses } from './http/guesses.ts';
import { healthRoutes } from './http/health.ts';
import { prometheusText, watchProcess, type Metric } from './http/metrics.ts';
import { pages } from './http/pages.ts';
import { protect } from './http/protect.ts';
import { routeUpgrades } from './http/upgrades.ts';
import { Live } from './live/serve.ts';
import type { Log } from './log.ts';
import { Seats } from './seats/seats.ts';
import type { Store } from './store/store.ts';
import { Documents, type DocumentsOptions } from './sync/documents.ts';
import { serveSync } from './sync/endpoint.ts';
import { realWorld, type World } from './world.ts';

/** Milliseconds that clients have to say goodbye when the server stops. */
const GOODBYE_MS = 1_000;
/** Milliseconds a whole request may take: an import over a bad line. */
const REQUEST_MS = 120_000;

export interface AppParts {
  readonly config: Config;
  /** Stays the caller's: it is not closed with the app. */
  readonly store: Store;
  readonly log: Log;
  readonly world?: World;
  readonly documents?: DocumentsOptions;
  /** What serves the client; the built one in `dist/client` when absent. */
  readonly client?: RequestHandler;
  readonly httpServer?: Server;
  readonly isForOthers?: (request: IncomingMessage) => boolean;
}

export interface App {
  readonly httpServer: Server;
  /** Resolves when people can come; rejects when the port cannot be had. */
  listen(): Promise<AddressInfo>;
  /** Stops accepting, tells everybody to come back, writes everything out. */
  close(): Promise<void>;
}

export function createHttpServer(): Server {
  return createServer({
    requestTimeout: REQUEST_MS,
    // Some HTTP clients offer HTTP/2 by an upgrade on every request; those are ordinary requests to us.
    shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
  });
}

/** Puts the parts of the server together on one port. */
export function createApp(parts: AppParts): App {
  const { config, store, log, world = realWorld, httpServer = createHttpServer() } = parts;
  const seats = new Seats(store, world);
  const documents = new Documents({ store, log }, parts.documents);
  const live = new Live({ httpServer, seats, store, world, log });
  const boards = new Boards({
    store,
    seats,
    world,
    following: {
      seated: (seat) => live.rooms.seated(seat),
      removed: async (boardId) => {
        live.removed(boardId);
        await documents.forget(boardId);
      },
    },
  });
  const generationOf = async (boardId: string) => (await boards.byId(boardId))?.generation ?? null;
  const sync = serveSync({ documents, seats, generationOf, log });
  const process = watchProcess();
  let closing = false;
  const isClosing = () => closing;

  const app = express();
  app.set('trust proxy', config.trustProxy).set('query parser', 'simple').disable('x-powered-by');
  app.use(protect(config));
  app.use(
    healthRoutes({
      store,
      world,
      log,
      isClosing,
      metrics: async () => prometheusText([...process.read(), ...numbersOf(live, await documents.stats())]),
    }),
  );
  app.use('/api', api({ config, boards, seats, guesses: new Guesses(world) }));
  app.use(parts.client ?? pages(join(import.meta.dirname, '../dist/client')));
  app.use(noSuchPage, faults(log));
  const sockets = takeRequests(httpServer, app);
  routeUpgrades(httpServer, { sync, isClosing, isForOthers: parts.isForOthers ?? (() => false) });

  return {
    httpServer,
    listen: () => listen(httpServer, config),
    close: async () => {
      closing = true;
      const stopped = new Promise((resolve) => httpServer.close(resolve));
      await live.close();
      await documents.close();
      sync.stop();
      process.stop();
      httpServer.closeIdleConnections();
      await Promise.race([stopped, world.wait(GOODBYE_MS)]);
      for (const socket of sockets) socket.destroy();
      await stopped;
    },
  };
}

/** Hands requests to the app; gives all open sockets, upgraded ones too. */
function takeRequests(httpServer: Server, app: Express): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  httpServer.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  httpServer.on('request', app);
  // Who asks before sending a large body learns that it is too large before sending it.
  httpServer.on('checkContinue', app);
  return sockets;
}

async function listen(httpServer: Server, { port, host }: Config): Promise<AddressInfo> {
  httpServer.listen(port, host);
  await once(httpServer, 'listening');
  return httpServer.address() as AddressInfo;
}

type DocumentStats = Awaited<ReturnType<Documents['stats']>>;

const numbersOf = (live: Live, stats: DocumentStats): readonly Metric[] => [
  { name: 'boards', kind: 'gauge', help: 'Boards in memory', value: stats.boards },
  { name: 'rooms', kind: 'gauge', help: 'Rooms in memory', value: live.rooms.size },
  { name: 'sync_connections', kind: 'gauge', help: 'Connections to documents', value: stats.connections },
  { name: 'live_connections', kind: 'gauge', help: 'Connections to rooms', value: live.connections },
  { name: 'updates_total', kind: 'counter', help: 'Updates accepted', value: stats.updates },
  { name: 'updates_refused_total', kind: 'counter', help: 'Updates refused by the gate', value: stats.refused },
];
