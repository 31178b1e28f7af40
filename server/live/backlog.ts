import type { Socket } from 'socket.io';

/** The connection beneath a Socket.IO socket: a WebSocket, or long polling. */
type Engine = Pick<Socket['conn'], 'on' | 'transport'>;

/**
 * Bytes that engine.io holds for one reader. What is written waits in its buffer until the transport is writable, and then
 * is on its way until the transport is writable again: with long polling that is the reader's next request.
 */
export class Backlog {
  readonly #engine: Engine;
  #waiting = 0;
  #onTheWay = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    engine.on('packetCreate', ({ data }: { data?: string | Uint8Array }) => (this.#waiting += data?.length ?? 0));
    engine.on('flush', () => {
      this.#onTheWay = this.#waiting;
      this.#waiting = 0;
    });
  }

  get bytes(): number {
    return this.#waiting + (this.#engine.transport.writable ? 0 : this.#onTheWay);
  }
}
