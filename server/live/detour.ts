import type { Socket } from 'socket.io';
import type { ClientEvents, ServerEvents } from '#shared/wire/live.ts';
import { CLOSE, HEARTBEAT_MS } from '#shared/wire/sync.ts';
import type { Admit, Asked } from '../sync/admission.ts';
import type { Connection, Transport } from '../sync/connection.ts';
import { Backlog } from './backlog.ts';

/** Documents that one connection may have open or ask for at a time: the board, one's notebook, and each once more. */
const DOCUMENTS_MAX = 4;
/** What is no text is no frame, and is judged like one that cannot be read. */
const NO_FRAME = new Uint8Array();

interface Opening {
  /** Null while it is being decided. */
  connection: Connection | null;
  readonly heartbeat: NodeJS.Timeout;
}

/** Null: the document is open. Otherwise the code with which a WebSocket would have been closed. */
type Answer = (refused: number | null) => void;

/**
 * The way around proxies that refuse WebSocket: one person's connection to the room carries the frames of documents as well.
 * Who may open which document, the gate and the limits are those of a WebSocket.
 */
export class Detour {
  readonly #socket: Socket<ClientEvents, ServerEvents>;
  readonly #who: Pick<Asked, 'boardId' | 'token'>;
  readonly #admit: Admit;
  readonly #backlog: Backlog;
  readonly #openings = new Map<string, Opening>();

  constructor(socket: Socket<ClientEvents, ServerEvents>, who: Pick<Asked, 'boardId' | 'token'>, admit: Admit) {
    this.#socket = socket;
    this.#who = who;
    this.#admit = admit;
    this.#backlog = new Backlog(socket.conn);
    this.#listen();
  }

  /** Whatever a client sends arrives here, so nothing about it is certain. */
  #listen(): void {
    this.#socket.on('sync-open', (document: unknown, generation: unknown, answer: unknown) => {
      const held = generation === null ? null : Number(generation);
      if (isAnswerable(answer)) void this.#open({ ...this.#who, document: nameOf(document), generation: held }, answer);
    });
    this.#socket.on('sync-frames', (document: unknown, frames: unknown) => {
      const connection = this.#openings.get(nameOf(document))?.connection;
      for (const frame of Array.isArray(frames) ? frames : [null]) connection?.receive(bytesOf(frame));
    });
    this.#socket.on('sync-close', (document: unknown) => this.#leave(nameOf(document)));
    this.#socket.on('disconnect', () => [...this.#openings.keys()].forEach((document) => this.#leave(document)));
  }

  async #open(asked: Asked, answer: Answer): Promise<void> {
    const { document } = asked;
    this.#leave(document);
    if (this.#openings.size >= DOCUMENTS_MAX) return answer(CLOSE.tooMuch);
    const heartbeat = setInterval(() => opening.connection?.heartbeat(), HEARTBEAT_MS).unref();
    const opening: Opening = { connection: null, heartbeat };
    this.#openings.set(document, opening);
    const admitted = await this.#admit(asked, () => {
      if (this.#openings.get(document) !== opening) return null;
      // Ahead of the first frame: the client passes over frames of a document that is not open.
      answer(null);
      return this.#transport(document);
    });
    if (typeof admitted !== 'string') return void (opening.connection = admitted);
    if (this.#openings.get(document) === opening) this.#forget(document);
    answer(CLOSE[admitted === 'damaged' ? 'later' : admitted]);
  }

  #transport(document: string): Transport {
    const socket = this.#socket;
    const backlog = this.#backlog;
    return {
      send: (frames) =>
        socket.emit(
          'sync-frames',
          document,
          frames.map(({ base64 }) => base64),
        ),
      close: (code) => {
        this.#forget(document);
        socket.emit('sync-close', document, CLOSE[code]);
      },
      get buffered() {
        return backlog.bytes;
      },
    };
  }

  /** The client has left the document, and needs no answer. */
  #leave(document: string): void {
    this.#openings.get(document)?.connection?.gone();
    this.#forget(document);
  }

  #forget(document: string): void {
    clearInterval(this.#openings.get(document)?.heartbeat);
    this.#openings.delete(document);
  }
}

const isAnswerable = (it: unknown): it is Answer => typeof it === 'function';

const bytesOf = (sent: unknown): Uint8Array => (typeof sent === 'string' ? Buffer.from(sent, 'base64') : NO_FRAME);

/** No document has the name of what is no text. */
const nameOf = (sent: unknown): string => (typeof sent === 'string' ? sent : '?');
