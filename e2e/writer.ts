import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import type { Joined } from '#shared/wire/http.ts';
import { MESSAGE_SAVED, MESSAGE_SYNC, SUBPROTOCOL, SYNC_STEP_1 } from '#shared/wire/sync.ts';

/** Keys that somebody types into one idea before going on to the next. */
const KEYS_PER_IDEA = 12;
/** Keys somebody types while the line is down: ten minutes of busy writing, however slowly the server comes back. */
const KEYS_OFFLINE = 2_400;

/** Milliseconds between two keys: three times as fast as a key held down, and within what one person may send. */
const KEY_MS = 10;

/** Somebody who types without a rest, through the stock y-websocket client, and remembers what was promised. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly #sitting: Joined;
  /** Text of each idea that was reported saved, by id: the longest such text. */
  readonly savedTexts = new Map<string, string>();
  /** What was written, with the number of the frame that carried it on the connection under way. */
  #onTheWay: { id: string; text: string; frame: number }[] = [];
  #frames = 0;
  #written = 0;
  #writtenOffline = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(origin: string, sitting: Joined) {
    this.#sitting = sitting;
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, sitting.boardId, this.doc, {
      protocols: [SUBPROTOCOL, sitting.token],
      WebSocketPolyfill: this.#countingSocket(),
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => this.#saved(decoding.readVarUint(decoder));
  }

  /** Texts of all ideas, by id, as this person's screen shows them. */
  get shown(): Map<string, string> {
    return new Map([...readBoard(this.doc).ideas].map(([id, { text }]) => [id, text]));
  }

  get count(): number {
    return this.#written;
  }

  type(): void {
    if (this.provider.wsconnected) this.#writtenOffline = 0;
    else this.#writtenOffline++;
    if (this.#writtenOffline <= KEYS_OFFLINE) this.#key();
    this.#timer = setTimeout(() => this.type(), KEY_MS);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }

  leave(): void {
    this.rest();
    this.provider.destroy();
    this.doc.destroy();
  }

  #key(): void {
    const { participantId } = this.#sitting;
    const origin = { is: 'deed', by: participantId } as const;
    const id = `${participantId}-${Math.floor(this.#written / KEYS_PER_IDEA)}`;
    const key = this.#written++ % KEYS_PER_IDEA;
    if (key === 0) {
      postIdea(this.doc, { id, text: 'k0', author: participantId, sector: 'industry', createdAt: Date.now() }, origin);
    } else {
      const text = textAt(this.doc, 'ideas', id);
      if (text) rewriteText(this.doc, text, `${text.toString()} k${key}`, origin);
    }
    const text = textAt(this.doc, 'ideas', id)?.toString() ?? '';
    if (this.provider.wsconnected) this.#onTheWay.push({ id, text, frame: this.#frames });
  }

  #saved(count: number): void {
    while (this.#onTheWay[0] && this.#onTheWay[0].frame <= count) {
      const { id, text } = this.#onTheWay.shift() ?? { id: '', text: '' };
      this.savedTexts.set(id, text);
    }
  }

  #countingSocket(): typeof globalThis.WebSocket {
    const began = () => {
      this.#frames = 0;
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
}
