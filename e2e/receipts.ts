import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import type { WebsocketProvider } from 'y-websocket';
import { MESSAGE_SAVED, MESSAGE_SYNC, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import type { Promised } from './crash/promises.ts';

/** What the server has confirmed of what somebody writes through the stock y-websocket client. */
export class Receipts {
  /** What was reported saved of each idea, by id: the furthest. */
  readonly saved = new Map<string, Promised>();
  /** Keys and moves that were reported saved. */
  acknowledged = 0;
  /** What was written, with the number of the frame that carried it on the connection under way. */
  #onTheWay: { id: string; promised: Promised; frame: number }[] = [];
  /** Update-carrying frames that this connection has sent, and how many of them are on disk. */
  #frames = 0;
  #savedFrames = 0;

  /** True when everything sent on this connection is on disk, and something was. */
  get isAllSaved(): boolean {
    return this.#frames > 0 && this.#savedFrames === this.#frames;
  }

  listenTo(provider: WebsocketProvider): void {
    provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => this.#hasSaved(decoding.readVarUint(decoder));
  }

  /** The frame that carries this has just been sent. */
  wrote(id: string, promised: Promised): void {
    this.#onTheWay.push({ id, promised, frame: this.#frames });
  }

  /** The socket to hand to the provider: it counts. */
  socket(): typeof globalThis.WebSocket {
    const began = () => {
      this.#frames = this.#savedFrames = 0;
      this.#onTheWay = [];
    };
    const sent = (data: Uint8Array) => {
      if (data[0] === MESSAGE_SYNC && data[1] !== SYNC_STEP_1) this.#frames++;
    };
    return class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        began();
      }

      override send(data: Uint8Array): void {
        sent(data);
        super.send(data);
      }
    } as unknown as typeof globalThis.WebSocket;
  }

  #hasSaved(count: number): void {
    this.#savedFrames = count;
    for (let [first] = this.#onTheWay; first && first.frame <= count; [first] = this.#onTheWay) {
      this.saved.set(first.id, first.promised);
      this.acknowledged++;
      this.#onTheWay.shift();
    }
  }
}
