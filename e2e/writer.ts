import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { readBoard } from '#shared/document/read.ts';
import { placeIdea, postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import type { Joined } from '#shared/wire/http.ts';
import { MESSAGE_SAVED, MESSAGE_SYNC, SUBPROTOCOL, SYNC_STEP_1 } from '#shared/wire/sync.ts';
import type { Promised } from './crash/promises.ts';

/** Keys that somebody types into one idea before going on to the next, and after how many the idea is moved. */
const KEYS_PER_IDEA = 12;
const KEYS_PER_MOVE = 4;
/** Keys somebody types while the line is down: ten minutes of busy writing, however slowly the server comes back. */
const KEYS_OFFLINE = 2_400;

/** Milliseconds between two keys: three times as fast as a key held down, and within what one person may send. */
const KEY_MS = 10;

/** Somebody who types and moves without a rest, through the stock y-websocket client, and remembers what was promised. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly #sitting: Joined;
  /** Milliseconds between two keys; 0: as fast as the machine lets. */
  readonly #pauseMs: number;
  /** What was reported saved of each idea, by id: the furthest. */
  readonly saved = new Map<string, Promised>();
  /** Keys and moves that were reported saved. */
  acknowledged = 0;
  /** What was written, with the number of the frame that carried it on the connection under way. */
  #onTheWay: { id: string; promised: Promised; frame: number }[] = [];
  #frames = 0;
  #written = 0;
  #writtenOffline = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(origin: string, sitting: Joined, pauseMs = KEY_MS) {
    this.#sitting = sitting;
    this.#pauseMs = pauseMs;
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, sitting.boardId, this.doc, {
      protocols: [SUBPROTOCOL, sitting.token],
      WebSocketPolyfill: this.#countingSocket(),
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.provider.messageHandlers[MESSAGE_SAVED] = (_encoder, decoder) => this.#hasSaved(decoding.readVarUint(decoder));
  }

  /** All ideas, by id, as this person's screen shows them. */
  get shown(): Map<string, Promised> {
    const ideas = [...readBoard(this.doc).ideas];
    return new Map(
      ideas.map(([id, { text, place }]) => [id, { text, moves: place && 'at' in place ? place.at[0] : 0 }]),
    );
  }

  /** What others wrote, as this person's screen shows it. */
  get shownOfOthers(): Map<string, Promised> {
    return new Map([...this.shown].filter(([id]) => !id.startsWith(this.#sitting.participantId)));
  }

  /** Keys typed so far. */
  get count(): number {
    return this.#written;
  }

  /** Ideas that these keys make. */
  get ideaCount(): number {
    return Math.ceil(this.#written / KEYS_PER_IDEA);
  }

  type(): void {
    if (this.provider.wsconnected) this.#writtenOffline = 0;
    else this.#writtenOffline++;
    if (this.#writtenOffline <= KEYS_OFFLINE) this.key();
    this.#timer = setTimeout(() => this.type(), this.#pauseMs);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }

  leave(): void {
    this.rest();
    this.provider.destroy();
    this.doc.destroy();
  }

  /** One key, and a move after some. */
  key(): void {
    const { participantId } = this.#sitting;
    const origin = { is: 'deed', by: participantId } as const;
    const id = `${participantId}-${Math.floor(this.#written / KEYS_PER_IDEA)}`;
    const key = this.#written++ % KEYS_PER_IDEA;
    const text = textAt(this.doc, 'ideas', id);
    if (text) rewriteText(this.doc, text, `${text.toString()} k${key}`, origin);
    else this.#post(id, `${id} k0`);
    const moves = Math.floor((key + 1) / KEYS_PER_MOVE);
    if ((key + 1) % KEYS_PER_MOVE === 0) placeIdea(this.doc, id, { at: [moves, 0] }, origin);
    const promised = { text: textAt(this.doc, 'ideas', id)?.toString() ?? '', moves };
    if (this.provider.wsconnected) this.#onTheWay.push({ id, promised, frame: this.#frames });
  }

  #post(id: string, text: string): void {
    const { participantId } = this.#sitting;
    const idea = { id, text, author: participantId, sector: 'industry', createdAt: Date.now() };
    postIdea(this.doc, idea, { is: 'deed', by: participantId });
  }

  #hasSaved(count: number): void {
    for (let [first] = this.#onTheWay; first && first.frame <= count; [first] = this.#onTheWay) {
      this.saved.set(first.id, first.promised);
      this.acknowledged++;
      this.#onTheWay.shift();
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
