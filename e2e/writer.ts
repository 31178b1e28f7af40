import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { writeNote } from '#shared/document/notebook.ts';
import { readBoard } from '#shared/document/read.ts';
import { placeIdea, postIdea, rewriteText, textAt } from '#shared/document/write.ts';
import type { Joined } from '#shared/wire/http.ts';
import { SUBPROTOCOL } from '#shared/wire/sync.ts';
import type { Promised } from './crash/promises.ts';
import { Receipts } from './receipts.ts';

/** Keys that somebody types into one idea before going on to the next, and after how many the idea is moved. */
const KEYS_PER_IDEA = 12;
const KEYS_PER_MOVE = 4;
/** Keys somebody types while the line is down: ten minutes of busy writing, however slowly the server comes back. */
const KEYS_OFFLINE = 2_400;
/** Milliseconds between two keys: three times as fast as a key held down, and within what one person may send. */
const KEY_MS = 10;

export type Sitting = Omit<Joined, 'role'>;

export interface WriterOptions {
  /** Milliseconds between two keys; 0: as fast as the machine lets. */
  readonly pauseMs?: number;
  /** What its ideas are called after; tells apart writers who share a seat. */
  readonly name?: string;
  readonly into?: 'board' | 'notebook';
}

/** Somebody who types and moves without a rest, through the stock y-websocket client, and remembers what was promised. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly receipts = new Receipts();
  readonly #sitting: Sitting;
  readonly #how: Required<WriterOptions>;
  #written = 0;
  #writtenOffline = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(origin: string, sitting: Sitting, options: WriterOptions = {}) {
    const { boardId, participantId, token } = sitting;
    this.#sitting = sitting;
    this.#how = { pauseMs: KEY_MS, name: participantId, into: 'board', ...options };
    const document = this.#how.into === 'board' ? boardId : `${boardId}.${participantId}`;
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, document, this.doc, {
      protocols: [SUBPROTOCOL, token],
      WebSocketPolyfill: this.receipts.socket(),
      disableBc: true,
      maxBackoffTime: 200,
    });
    this.receipts.listenTo(this.provider);
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
    return new Map([...this.shown].filter(([id]) => !id.startsWith(this.#how.name)));
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
    this.#timer = setTimeout(() => this.type(), this.#how.pauseMs);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }

  leave(): void {
    this.rest();
    this.provider.destroy();
    this.doc.destroy();
  }

  /** One key, and a move after some; nothing in a notebook has a place. */
  key(): void {
    const id = `${this.#how.name}-${Math.floor(this.#written / KEYS_PER_IDEA)}`;
    const key = this.#written++ % KEYS_PER_IDEA;
    const text = textAt(this.doc, 'ideas', id);
    if (text) rewriteText(this.doc, text, `${text.toString()} k${key}`, this.#origin);
    else this.#post(id, `${id} k0`);
    const moves = this.#how.into === 'board' ? Math.floor((key + 1) / KEYS_PER_MOVE) : 0;
    if (moves > 0 && (key + 1) % KEYS_PER_MOVE === 0) placeIdea(this.doc, id, { at: [moves, 0] }, this.#origin);
    const promised = { text: textAt(this.doc, 'ideas', id)?.toString() ?? '', moves };
    if (this.provider.wsconnected) this.receipts.wrote(id, promised);
  }

  get #origin() {
    return { is: 'deed', by: this.#sitting.participantId } as const;
  }

  #post(id: string, text: string): void {
    const idea = { id, text, createdAt: Date.now() };
    const board = { author: this.#sitting.participantId, sector: 'industry' };
    if (this.#how.into === 'notebook') writeNote(this.doc, idea, this.#origin);
    else postIdea(this.doc, { ...idea, ...board }, this.#origin);
  }
}
