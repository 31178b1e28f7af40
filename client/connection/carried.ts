import { fromBase64, toBase64 } from 'lib0/buffer';
import type { Socket } from 'socket.io-client';
import type { ClientEvents, ServerEvents } from '#shared/wire/live.ts';

/** The connection to the room, as far as it carries documents. */
export type Carrier = Pick<Socket<ServerEvents, ClientEvents>, 'connected' | 'emit' | 'on' | 'off'>;

export interface Wanted {
  /** '' is the board's own document, a participant id that person's notebook. */
  readonly document: string;
  /** The generation of the copy held; null when none is. */
  readonly generation: number | null;
}

export interface CarriedHears {
  readonly opened: () => void;
  readonly frame: (bytes: Uint8Array) => void;
  /** Over; with the code that a WebSocket would have been closed with. */
  readonly closed: (code: number) => void;
}

/** The code of a connection that broke without a word. */
export const LOST = 1006;

/** One document over the connection to the room. It ends with that connection: the next one opens it anew. */
export class Carried {
  readonly #carrier: Carrier;
  readonly #document: string;
  readonly #hears: CarriedHears;
  /** What comes while it is 'opening' was meant for an earlier opening of the same document. */
  #is: 'opening' | 'open' | 'over' = 'opening';

  /** The carrier has to be connected. */
  constructor(carrier: Carrier, { document, generation }: Wanted, hears: CarriedHears) {
    this.#carrier = carrier;
    this.#document = document;
    this.#hears = hears;
    carrier.on('sync-frames', this.#onFrames).on('sync-close', this.#onClose).on('disconnect', this.#onLost);
    carrier.emit('sync-open', document, generation, (refused) => this.#answered(refused));
  }

  get isOpen(): boolean {
    return this.#is === 'open';
  }

  send(frame: Uint8Array): void {
    if (this.#is === 'open') this.#carrier.emit('sync-frames', this.#document, [toBase64(frame)]);
  }

  close(): void {
    if (this.#is === 'over') return;
    this.#stop();
    if (this.#carrier.connected) this.#carrier.emit('sync-close', this.#document);
  }

  #answered(refused: number | null): void {
    if (this.#is !== 'opening') return;
    if (refused !== null) return this.#end(refused);
    this.#is = 'open';
    this.#hears.opened();
  }

  readonly #onFrames = (document: string, frames: readonly string[]): void => {
    if (document !== this.#document) return;
    for (const frame of frames) if (this.#is === 'open') this.#hears.frame(fromBase64(frame));
  };

  readonly #onClose = (document: string, code: number): void => {
    if (this.#is === 'open' && document === this.#document) this.#end(code);
  };

  readonly #onLost = (): void => this.#end(LOST);

  #end(code: number): void {
    this.#stop();
    this.#hears.closed(code);
  }

  #stop(): void {
    this.#is = 'over';
    this.#carrier.off('sync-frames', this.#onFrames).off('sync-close', this.#onClose).off('disconnect', this.#onLost);
  }
}
