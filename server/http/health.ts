import { Router } from 'express';
import { mishap } from '../board/mishap.ts';
import { refuse } from '../board/refusal.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import { answered } from './answer.ts';

/** Milliseconds that the store may take to answer before the server counts as not ready. */
const PING_MS = 2_000;

export interface HealthParts {
  readonly store: Pick<Store, 'ping'>;
  readonly world: Pick<World, 'wait'>;
  readonly log: Log;
  readonly isClosing: () => boolean;
  readonly metrics: () => Promise<string>;
}

/** Liveness (the process answers), readiness (it can also work), and numbers for Prometheus. */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get(
    '/healthz',
    answered(() => Promise.resolve({ status: 200, text: 'ok\n', contentType: PLAIN })),
  );
  router.get(
    '/readyz',
    answered(async () =>
      (await isReady(parts)) ? { status: 200, text: 'ready\n', contentType: PLAIN } : refuse('server-busy'),
    ),
  );
  router.get(
    '/metrics',
    answered(async () => ({ status: 200, text: await parts.metrics(), contentType: PROMETHEUS })),
  );
  return router;
}

const PLAIN = 'text/plain; charset=utf-8';
const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

async function isReady({ store, world, log, isClosing }: HealthParts): Promise<boolean> {
  if (isClosing()) return false;
  const answers = store.ping().then(
    () => true,
    (error: unknown) => {
      log.error(mishap('the store does not work', error), { error });
      return false;
    },
  );
  return Promise.race([answers, world.wait(PING_MS).then(() => false)]);
}
