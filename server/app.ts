import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import type { Config } from './config.ts';
import { addressOf } from './http/address.ts';
import { api, faults, noSuchPage } from './http/api.ts';
import { Guesses } from './http/guesses.ts';
import { healthRoutes } from './http/health.ts';
import { prometheusText, watchProcess } from './http/metrics.ts';
import { newPaces } from './http/paces.ts';
import { pages } from './http/pages.ts';
import { protect } from './http/protect.ts';
import { routeUpgrades } from './http/upgrades.ts';
import type { Log } from './log.ts';
import { Allowances } from './pace/allowances.ts';
import { neighbourhood } from './pace/neighbourhood.ts';
import { CONNECTIONS_BY_ADDRESS } from './pace/rates.ts';
import { createServices, numbersOf, type Services } from './services.ts';
import type { Store } from './store/store.ts';
import type { DocumentsOptions } from './sync/documents.ts';
import { realWorld, type World } from './world.ts';

/** Milliseconds that clients have to say goodbye when the server stops. */
const GOODBYE_MS = 1_000;
/** Milliseconds a whole request may take: an import over a bad line. */
const REQUEST_MS = 120_000;

const BUILT_CLIENT = join(import.meta.dirname, '../dist/client');

export interface AppParts {
  readonly config: Config;
  /** Stays the caller's: it is not closed with the app. */
  readonly store: Store;
  readonly log: Log;
  readonly world?: World;
  readonly documents?: DocumentsOptions;
  /** What serves the pages; the built client when absent. */
  readonly client?: RequestHandler;
  readonly httpServer?: Server;
  /** True for upgrades that somebody else listens for; nobody when absent. */
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

/** Puts everything together on one port. */
export function createApp(parts: AppParts): App {
  const { config, httpServer = createHttpServer(), isForOthers = () => false } = parts;
  const web = express();
  // Before Socket.IO comes: it takes its own requests and hands on the others to whoever was there before.
  const sockets = takeRequests(httpServer, web);
  const whole = { ...parts, httpServer, world: parts.world ?? realWorld };
  const connections = new Allowances(CONNECTIONS_BY_ADDRESS, whole.world);
  const mayConnect = (request: IncomingMessage) =>
    connections.ask(neighbourhood(addressOf(request, config.trustProxy)));
  const services = createServices({ ...whole, mayConnect });
  let closing = false;
  const isClosing = () => closing;
  const stopWatching = furnish(web, whole, { services, isClosing });
  routeUpgrades(httpServer, { sync: services.sync, isClosing, isForOthers, mayConnect });
  const close = async () => {
    closing = true;
    stopWatching();
    await shutDown(whole, services, sockets);
  };
  return { httpServer, listen: () => listen(httpServer, config), close };
}

type Whole = AppParts & { readonly httpServer: Server; readonly world: World };

/** Hands requests to the app; gives all open sockets, upgraded ones too. */
function takeRequests(httpServer: Server, web: Express): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  httpServer.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  httpServer.on('request', web);
  // Who asks before sending a large body learns that it is too large before sending it.
  httpServer.on('checkContinue', web);
  return sockets;
}

interface Inside {
  readonly services: Services;
  readonly isClosing: () => boolean;
}

/** Says who answers which path; gives what stops the watching of this process. */
function furnish(
  web: Express,
  { config, store, world, log, client }: Whole,
  { services, isClosing }: Inside,
): () => void {
  const own = watchProcess();
  const metrics = async () => prometheusText([...own.read(), ...(await numbersOf(services))]);
  web.set('trust proxy', config.trustProxy).set('query parser', 'simple').disable('x-powered-by');
  web.use(protect(config));
  web.use(healthRoutes({ store, world, log, isClosing, metrics }));
  const guarded = { codeGuesses: new Guesses(world), keyGuesses: new Guesses(world), paces: newPaces(world) };
  web.use('/api', api({ ...services, ...guarded, config, world }));
  web.use(client ?? pages(BUILT_CLIENT));
  web.use(noSuchPage, faults(log));
  return own.stop;
}

async function shutDown({ httpServer, world }: Whole, services: Services, sockets: ReadonlySet<Socket>): Promise<void> {
  const stopped = new Promise((resolve) => httpServer.close(resolve));
  services.rest();
  await services.live.close();
  await services.documents.close();
  services.sync.stop();
  httpServer.closeIdleConnections();
  await Promise.race([stopped, world.wait(GOODBYE_MS)]);
  for (const socket of sockets) socket.destroy();
  await stopped;
}

async function listen(httpServer: Server, { port, host }: Config): Promise<AddressInfo> {
  httpServer.listen(port, host);
  await once(httpServer, 'listening');
  return httpServer.address() as AddressInfo;
}
