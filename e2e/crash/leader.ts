import { setTimeout as wait } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { RoomSnapshot } from '#shared/model/room.ts';
import type { Acknowledgement, ClientEvents, ServerEvents } from '#shared/wire/live.ts';

/** Milliseconds between two commands, and for which one waits for its answer. */
const PAUSE_MS = 40;
const ANSWER_MS = 5_000;

/** The steps of the table, as indices into its agenda. */
const [SILENCE, OPEN] = [0, 1];

type Told = Pick<RoomSnapshot, 'version' | 'current'>;

/** A moderator who goes into the silence and out of it without a rest, and remembers the newest room that was told. */
export class Leader {
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  #told: Told = { version: 0, current: 0 };
  /** The room as this server process told it at first, and last; null before it did. */
  #first: Told | null = null;
  #now: Told | null = null;
  /** What leads now; null while nobody does. */
  #run: object | null = null;
  acknowledged = 0;

  constructor(origin: string, { boardId, token }: { readonly boardId: string; readonly token: string }) {
    const every = { forceNew: true, reconnectionDelay: 20, reconnectionDelayMax: 100 };
    this.#socket = io(origin, { query: { board: boardId }, auth: { token }, transports: ['websocket'], ...every });
    this.#socket.on('disconnect', () => (this.#first = this.#now = null));
    this.#socket.on('room', ({ version, current }) => this.#hear({ version, current }));
  }

  /** True once the server that runs now has told the room. */
  get isIn(): boolean {
    return this.#now !== null;
  }

  /** How many versions of the room that somebody was told are gone: 0 or 1. */
  get lost(): number {
    const { version, current } = this.#first ?? { version: -1, current: -1 };
    return version < this.#told.version || (version === this.#told.version && current !== this.#told.current) ? 1 : 0;
  }

  lead(): void {
    const run = (this.#run = {});
    this.#told = this.#now ?? this.#told;
    void this.#go(() => this.#run === run);
  }

  /** Goes into the silence and out of it, so that every notebook is opened. */
  async reveal(): Promise<void> {
    for (const step of [SILENCE, OPEN]) {
      if ((await this.#goTo(step))?.ok !== true) throw new Error('a step was not taken');
    }
  }

  /** Stops, and hears nothing of a dead server any more. */
  rest(): void {
    this.#run = null;
    this.#socket.disconnect();
  }

  comeBack(): void {
    this.#socket.connect();
  }

  #hear(room: Told): void {
    this.#first ??= room;
    this.#now = room;
    if (this.#run !== null && room.version >= this.#told.version) this.#told = room;
  }

  async #go(leads: () => boolean): Promise<void> {
    while (leads()) {
      const step = this.#told.current === OPEN ? SILENCE : OPEN;
      const answer = await this.#goTo(step);
      if (!leads()) return;
      if (answer?.ok) this.acknowledged++;
      if (answer?.ok && answer.version > this.#told.version) this.#told = { version: answer.version, current: step };
      await wait(PAUSE_MS);
    }
  }
  /** Null when no answer came. */
  #goTo(step: number): Promise<Acknowledgement | null> {
    const asked = this.#socket.timeout(ANSWER_MS).emitWithAck('command', { is: 'go-to-step', step });
    return (asked as Promise<Acknowledgement>).catch(() => null);
  }
}
