import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import { safeHost } from './links.ts';

/**
 * Headers that keep browsers from doing what nobody here needs: nothing is loaded from third parties, nothing frames us.
 * `style-src 'unsafe-inline'` because cards are placed by style attributes. Parts that only make sense behind
 * TLS are left out unless the operator says that people come by https; a table in a local network has none.
 */
export function protect({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  const secure = publicUrl?.startsWith('https:') === true;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", (request) => sameHostSockets(request)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    xFrameOptions: { action: 'deny' },
  });
}

/** Older browsers do not count WebSockets to the same host as 'self'. */
function sameHostSockets(request: IncomingMessage): string {
  const host = safeHost(request.headers.host);
  return `ws://${host} wss://${host}`;
}
