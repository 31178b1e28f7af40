import { io } from 'socket.io-client';
import { ECHO_NAMESPACE } from '#shared/wire/echo.ts';
import { SUBPROTOCOL } from '#shared/wire/sync.ts';
import { canKeep, keepsSettings } from '../connection/can-keep.ts';
import { knock } from '../connection/knock.ts';
import { isCurrent } from '../offline/current.ts';
import type { Measured, Way } from './judge.ts';

/** There-and-backs of one way: enough for a median, few enough for a minute on a bad line. */
const SAMPLES = 7;
/** Milliseconds after which a way counts as closed; a proxy that lets a WebSocket hang never answers. */
const PATIENCE_MS = 8_000;
/** No board has this id, and no seat this token: the server lets a WebSocket open, and closes it with a code of ours. */
const NO_BOARD = 'technik-check';
const NO_TOKEN = 'x'.repeat(32);

const BLOCKED: Way = { is: 'blocked' };

/** Each asks one question, and answers in bounded time, whatever happens. */
export const PROBES: {
  readonly [Name in Exclude<keyof Measured, 'screen'>]: () => Promise<NonNullable<Measured[Name]>>;
} = {
  http: () => timed(() => askHealth()),
  websocket: async () => ((await documentAnswers()) ? echoed('websocket') : BLOCKED),
  polling: () => echoed('polling'),
  keeps: async () => keepsSettings() && canKeep('tafelrunde:check'),
  current: isCurrent,
};

/** A proxy may answer with a page of its own, so the answer itself counts. */
async function askHealth(): Promise<void> {
  const response = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  if ((await response.text()).trim() !== 'ok') throw new Error('somebody else answered');
}

async function timed(ask: () => Promise<unknown>): Promise<Way> {
  const ms: number[] = [];
  try {
    // The first one opens the connection, and tells nothing about those that follow.
    await ask();
    while (ms.length < SAMPLES) {
      const start = performance.now();
      await ask();
      ms.push(performance.now() - start);
    }
    return { is: 'through', ms };
  } catch {
    return BLOCKED;
  }
}

function documentAnswers(): Promise<boolean> {
  return new Promise((resolve) => {
    const url = `${location.origin.replace(/^http/, 'ws')}/sync/${NO_BOARD}`;
    const done = (answers: boolean) => {
      clearTimeout(timer);
      resolve(answers);
    };
    const giveUp = knock(new WebSocket(url, [SUBPROTOCOL, NO_TOKEN]), {
      answered: () => done(true),
      closed: () => done(true),
      failed: () => done(false),
    });
    const timer = setTimeout(() => {
      giveUp();
      done(false);
    }, PATIENCE_MS);
  });
}

async function echoed(transport: 'websocket' | 'polling'): Promise<Way> {
  const socket = io(ECHO_NAMESPACE, {
    path: '/socket.io',
    transports: [transport],
    reconnection: false,
    forceNew: true,
    timeout: PATIENCE_MS,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', reject);
      setTimeout(reject, PATIENCE_MS);
    });
    return await timed(() => socket.timeout(PATIENCE_MS).emitWithAck('echo'));
  } catch {
    return BLOCKED;
  } finally {
    socket.disconnect();
  }
}
