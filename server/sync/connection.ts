import type { Role } from '#shared/model/seat.ts';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import type { CLOSE } from '#shared/wire/sync.ts';
import type { Log } from '../log.ts';
import { Broadcast } from './broadcast.ts';
import type { LiveDocument, Member, UpdateFrame } from './document.ts';
import type { Refusal } from './gate.ts';
import { readFrame, savedFrame } from './frames.ts';
import { PRESENCES_MAX } from './presence.ts';

/** What carries frames to one browser: a WebSocket, or what stands in for one. */
export interface Transport {
  /** Sends frames in one go. */
  send(frames: readonly Broadcast[]): void;
  close(code: keyof typeof CLOSE): void;
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number;
}

/** Bytes waiting for one reader beyond which it is told to come back later: ten full boards. */
const BUFFERED_BYTES_MAX = 16 * 1024 * 1024;

/** One browser's connection to one document: reads its frames, and counts what of it is on disk. */
export class Connection implements Member {
  readonly participantId: string;
  readonly role: Role;
  readonly #transport: Transport;
  readonly #document: LiveDocument;
  readonly #log: Log;
  readonly #clientIds = new Set<number>();
  /** Update-carrying frames received, and how many of them were last told to be on disk. */
  #frames = 0;
  #saved = 0;
  /** Received frames that wait for the disk, oldest first. */
  #unsaved: { readonly frames: number; readonly seq: number }[] = [];
  /** The last sync step 1 that is not answered yet. */
  #asked: Uint8Array | null = null;
  /** Told the whole state, and hence able to follow. */
  #follows = false;
  #step2: 'awaited' | 'needed' | 'seen' = 'awaited';
  #open = true;

  constructor(
    transport: Transport,
    parts: { seat: { participantId: string; role: Role }; document: LiveDocument; log: Log },
  ) {
    this.participantId = parts.seat.participantId;
    this.role = parts.seat.role;
    this.#transport = transport;
    this.#document = parts.document;
    this.#log = parts.log;
    this.#document.enter(this);
  }

  /** Takes one frame from the browser. */
  receive(bytes: Uint8Array): void {
    if (!this.#open) return;
    if (bytes.length > SYNC_FRAME_BYTES_MAX) return this.close('tooMuch');
    const frame = readFrame(bytes);
    switch (frame.is) {
      case 'sync-step-1':
        return this.#ask(frame.stateVector);
      case 'update':
        return this.#document.receive(this, { count: ++this.#frames, update: frame.update, isStep2: frame.step2 });
      case 'presence':
        return this.#hear(frame.update);
      case 'query-presence':
        return this.#document.tellPresence(this);
      case 'unreadable':
        return this.#refuse('unreadable');
    }
  }

  /** The browser has gone. */
  gone(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#document.leave(this, this.#clientIds);
  }

  /**
   * What is typed between connecting and answering the server's step 1 builds on edits that the server does not have yet; the
   * step 2 that is on its way carries all of it, so nothing is lost by passing over it.
   */
  wants({ isStep2 }: UpdateFrame): boolean {
    if (isStep2) this.#step2 = 'seen';
    return this.#open && this.#step2 !== 'needed';
  }

  refused(_frame: UpdateFrame, reason: Refusal): void {
    if (reason === 'gap' && this.#step2 === 'awaited') this.#step2 = 'needed';
    else this.#refuse(reason);
  }

  taken({ count }: UpdateFrame, seq: number): void {
    this.#unsaved.push({ frames: count, seq });
  }

  committed(seq: number, news: Broadcast | null): void {
    const told = this.#saved;
    while (this.#unsaved[0] !== undefined && this.#unsaved[0].seq <= seq) {
      this.#saved = this.#unsaved.shift()?.frames ?? this.#saved;
    }
    const shown = news !== null && this.#follows ? [news] : [];
    if (this.#saved !== told) this.send(new Broadcast(savedFrame(this.#saved)), ...shown);
    else if (shown.length > 0) this.send(...shown);
  }

  /** Says again what is saved, so that a quiet line is known to live. */
  heartbeat(): void {
    this.send(new Broadcast(savedFrame(this.#saved)));
  }

  send(...frames: Broadcast[]): void {
    if (this.#isListening()) this.#transport.send(frames);
  }

  close(code: keyof typeof CLOSE): void {
    this.gone();
    this.#transport.close(code);
  }

  /** A reader who takes nothing any more is told to come back later. */
  #isListening(): boolean {
    if (this.#open && this.#transport.buffered > BUFFERED_BYTES_MAX) this.close('later');
    return this.#open;
  }

  /** Of questions that come together only the last is answered: each answer costs a walk over the board. */
  #ask(stateVector: Uint8Array): void {
    const isAsking = this.#asked !== null;
    this.#asked = stateVector;
    if (isAsking) return;
    setImmediate(() => {
      const asked = this.#asked ?? stateVector;
      this.#asked = null;
      if (this.#open) this.#document.tell(this, asked, () => (this.#follows = true));
    });
  }

  #hear(update: Uint8Array): void {
    if (this.role === 'screen') return;
    const heard = this.#document.hear(this, update);
    if (heard.is === 'unreadable') return this.#refuse('unreadable');
    for (const clientId of heard.claims) this.#clientIds.add(clientId);
    if (this.#clientIds.size > PRESENCES_MAX) this.close('tooMuch');
  }

  #refuse(reason: Refusal): void {
    this.#log.warn('update refused', { reason, participant: this.participantId });
    this.close(reason === 'too-many-clients' || reason === 'too-long' ? 'tooMuch' : 'refused');
  }
}
