import * as Y from 'yjs';
import type { Role } from '#shared/model/seat.ts';
import { SYNC_FRAME_BYTES_MAX } from '#shared/model/limits.ts';
import type { CLOSE } from '#shared/wire/sync.ts';
import type { Log } from '../log.ts';
import type { Account } from './account.ts';
import { Broadcast } from './broadcast.ts';
import type { LiveDocument } from './document.ts';
import type { Refusal } from './gate.ts';
import { costOf, readFrame, savedFrame, type Frame } from './frames.ts';
import { Inflow } from './inflow.ts';
import type { Member, News, UpdateFrame } from './member.ts';
import { PresenceIntake } from './presence-intake.ts';
import { PRESENCES_MAX } from './presence.ts';
import { Reader } from './reader.ts';

/** What carries frames to one browser: a WebSocket, or what stands in for one. */
export interface Transport {
  /** Sends frames in one go. */
  send(frames: readonly Broadcast[]): void;
  close(code: keyof typeof CLOSE): void;
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number;
  /** Stops reading what the browser sends, as far as that can be stopped; absent where it cannot. */
  pause?(): void;
  resume?(): void;
}

/** One browser's connection to one document: reads its frames, and counts what of it is on disk. */
export class Connection implements Member {
  readonly participantId: string;
  readonly role: Role;
  readonly #transport: Transport;
  readonly #document: LiveDocument;
  readonly #log: Log;
  readonly #account: Account;
  readonly #inflow: Inflow;
  readonly #presence = new PresenceIntake((update) => this.#hear(update));
  readonly #reader: Reader;
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
  /** From where to tell a reader who was behind, as a state vector; null: nothing was left out. */
  #missedSince: Uint8Array | null = null;
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
    this.#account = parts.document.accounts.of(this.participantId);
    this.#inflow = new Inflow({
      account: this.#account,
      take: (frame) => this.#take(frame),
      pause: () => transport.pause?.(),
      resume: () => transport.resume?.(),
      overflow: () => this.close('tooMuch'),
    });
    this.#reader = new Reader({
      transport,
      onDrained: () => this.#catchUp(),
      onHopeless: () => this.close('later'),
    });
    this.#document.enter(this);
    if (!this.#account.enter()) this.close('later');
  }

  /** True while its silence means nothing, because it is not read, or has not read what it was sent. */
  get isWaiting(): boolean {
    return this.#inflow.isHolding || this.#reader.isBehind;
  }

  /** Takes one frame from the browser, later if its person is over the limit. */
  receive(bytes: Uint8Array): void {
    if (!this.#open) return;
    if (bytes.length > SYNC_FRAME_BYTES_MAX) return this.close('tooMuch');
    this.#inflow.offer(bytes);
  }

  /** The browser has gone. */
  gone(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#inflow.stop();
    this.#presence.stop();
    this.#reader.stop();
    this.#account.leave();
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

  committed(seq: number, news: News | null): void {
    const told = this.#saved;
    while (this.#unsaved[0] !== undefined && this.#unsaved[0].seq <= seq) {
      this.#saved = this.#unsaved.shift()?.frames ?? this.#saved;
    }
    const hasSaved = this.#saved !== told;
    if (news === null || !this.#follows) return void (hasSaved && this.heartbeat());
    const sent = hasSaved ? this.send(new Broadcast(savedFrame(this.#saved)), news.frame) : this.send(news.frame);
    if (!sent) this.#miss(Y.encodeStateVector(new Map(news.before)));
  }

  /** Says again what is saved, so that a quiet line is known to live. */
  heartbeat(): void {
    this.send(new Broadcast(savedFrame(this.#saved)));
  }

  /** False when nothing was sent, since the reader is behind or gone. */
  send(...frames: Broadcast[]): boolean {
    return this.#open && this.#reader.send(frames);
  }

  close(code: keyof typeof CLOSE): void {
    this.gone();
    this.#transport.close(code);
  }

  /** Whatever goes wrong here must not take everybody else's connection along. */
  #take(bytes: Uint8Array): void {
    try {
      const frame = readFrame(bytes);
      this.#account.spend(costOf(frame, bytes.length), performance.now());
      this.#obey(frame);
    } catch (fault) {
      this.#log.error('a frame could not be handled', { fault });
      this.close('later');
    }
  }

  #obey(frame: Frame): void {
    switch (frame.is) {
      case 'sync-step-1':
        return this.#ask(frame.stateVector);
      case 'update':
        return this.#document.receive(this, { count: ++this.#frames, update: frame.update, isStep2: frame.step2 });
      case 'presence':
        return this.#presence.offer(frame.update);
      case 'query-presence':
        return this.#document.tellPresence(this);
      case 'unreadable':
        return this.#refuse('unreadable');
    }
  }

  /** Tells everything since a state, and all that comes after it; when the reader is behind, once it is not. */
  #tell(stateVector: Uint8Array): void {
    if (this.#reader.isBehind) return this.#miss(stateVector);
    this.#document.tell(stateVector, (frames) => {
      if (this.send(...frames)) this.#follows = true;
      else this.#miss(stateVector);
    });
  }

  /** What comes now is left out, and told from there when the reader has caught its breath. */
  #miss(stateVector: Uint8Array): void {
    this.#follows = false;
    this.#missedSince ??= stateVector;
  }

  #catchUp(): void {
    const since = this.#missedSince;
    this.#missedSince = null;
    this.heartbeat();
    this.#document.tellPresence(this);
    if (since !== null) this.#tell(since);
  }

  /** Of questions that come together only the last is answered: each answer costs a walk over the board. */
  #ask(stateVector: Uint8Array): void {
    const isAsking = this.#asked !== null;
    this.#asked = stateVector;
    if (isAsking) return;
    setImmediate(() => {
      const asked = this.#asked ?? stateVector;
      this.#asked = null;
      if (this.#open) this.#tell(asked);
    });
  }

  #hear(update: Uint8Array): void {
    if (!this.#open || this.role === 'screen') return;
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
