import * as decoding from 'lib0/decoding';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { BOARD } from '#shared/document/schema.ts';
import { MESSAGE_SAVED, MESSAGE_SYNC, SUBPROTOCOL, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { syncFrame } from '../sync/frames.ts';
import type { Sitting } from '../testing/person.ts';

/** Only ever reached when something hangs. */
const WITHIN_MS = 15_000;

export interface LineOptions {
  /** Called after every frame. */
  readonly hear?: (frame: Uint8Array) => void;
  /** What is known from before. */
  readonly doc?: Y.Doc;
}

/**
 * A bare WebSocket to a board's document. It answers the server's questions and keeps a copy of the board, as any client does,
 * but says of its own accord only what it is told to: whole frames, byte for byte.
 */
export class Line {
  readonly doc: Y.Doc;
  /** Every frame that came, in order. */
  readonly frames: Uint8Array[] = [];
  readonly socket: WebSocket;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  #isOpen = false;
  #isSynced = false;
  /** Update-carrying frames sent, and how many of them are on disk. */
  #sent = 0;
  #saved = 0;

  constructor(url: string, { boardId, token }: Sitting, { hear, doc = new Y.Doc() }: LineOptions = {}) {
    this.doc = doc;
    for (const root of Object.keys(BOARD)) this.doc.getMap(root);
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${boardId}`, [SUBPROTOCOL, token]);
    this.socket.on('open', () => {
      this.#isOpen = true;
      this.send(syncFrame(SYNC_STEP_1, Y.encodeStateVector(this.doc)));
    });
    this.socket.on('message', (bytes: Buffer) => {
      this.#take(bytes);
      hear?.(bytes);
    });
    this.socket.on('error', () => this.socket.terminate());
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code) => {
        this.#isOpen = false;
        resolve(code);
      }),
    );
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Everything sent is on disk, and answered. */
  get isSaved(): boolean {
    return this.#saved === this.#sent;
  }

  send(frame: Uint8Array | string): void {
    if (this.#isOpen) this.socket.send(frame);
  }

  sendUpdate(update: Uint8Array, kind: typeof SYNC_STEP_2 | typeof SYNC_UPDATE = SYNC_UPDATE): void {
    if (!this.#isOpen) return;
    this.#sent++;
    this.send(syncFrame(kind, update));
  }

  /** Resolves when the board has come and what was there before is on disk. */
  async synced(): Promise<this> {
    await this.sees(() => this.#isSynced && this.#sent > 0);
    await this.saved();
    return this;
  }

  /** Resolves when everything sent is on disk. */
  saved(): Promise<void> {
    return this.sees(() => this.isSaved);
  }

  /** Goes without a word. */
  leave(): void {
    this.socket.terminate();
  }

  /** Resolves when it holds. */
  async sees(holds: () => boolean): Promise<void> {
    await vi.waitUntil(holds, { timeout: WITHIN_MS, interval: 2 });
  }

  #take(bytes: Uint8Array): void {
    this.frames.push(bytes);
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === MESSAGE_SAVED) this.#saved = decoding.readVarUint(decoder);
    if (kind !== MESSAGE_SYNC) return;
    const step = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (step === SYNC_STEP_1) return this.sendUpdate(Y.encodeStateAsUpdate(this.doc, payload), SYNC_STEP_2);
    Y.applyUpdate(this.doc, payload, 'server');
    if (step === SYNC_STEP_2) this.#isSynced = true;
  }
}
