import type { Namespace } from 'socket.io';
import type { EchoEvents } from '#shared/wire/echo.ts';

/** Echoes of one connection: a browser takes a handful. How many connections an address may open is paced elsewhere. */
export const ECHOES_MAX = 20;
/** Milliseconds that one connection may take for all of them, on the worst of lines. */
const ECHOING_MS = 30_000;

/** Answers whoever measures the way to this server. It knows nobody, so it gives little and then ends the connection. */
export function serveEcho(namespace: Namespace<EchoEvents>): void {
  namespace.on('connection', (socket) => {
    let left = ECHOES_MAX;
    const end = () => socket.conn.close(true);
    const timer = setTimeout(end, ECHOING_MS);
    // Who leaves the echo only has nothing else here, and would stay connected for good.
    socket.on('disconnect', () => {
      clearTimeout(timer);
      end();
    });
    // Whatever a client sends arrives here, so nothing about it is certain, not even that it wants an answer.
    socket.onAny((event: string, answer: unknown) => {
      if (event !== 'echo' || !isAnswerable(answer) || left === 0) return end();
      left -= 1;
      answer();
    });
  });
}

const isAnswerable = (it: unknown): it is () => void => typeof it === 'function';
