import * as Y from 'yjs';
import type { Writer } from '#shared/rules/could.ts';
import { SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { Broadcast } from './broadcast.ts';
import { Claims } from './claims.ts';
import { syncFrame } from './frames.ts';
import { judge, type Ownership, type Refusal } from './gate.ts';
import { Journal, type JournalParts, type Opened } from './journal.ts';
import { EDITS_PAUSE_MS, Outbox, Pacer, PRESENCE_PAUSE_MS } from './outbox.ts';
import { PresenceBoard } from './presence.ts';
import { repair } from './repair.ts';
import { Replica } from './replica.ts';

/** Owns the client ids under which the server itself writes; no participant can have this id. */
const SERVER = '*';

/** Somebody who is connected to a document. */
export interface Member extends Writer {
  /** Everything up to this sequence number is on disk. Called in one go with `deliver`. */
  committed(seq: number): void;
  /** Others' edits; they reach only those who were told the state before. */
  deliver(news: Broadcast): void;
  share(news: Broadcast): void;
  send(frame: Uint8Array): void;
  /** Between these two, frames leave as one write. */
  cork(): void;
  uncork(): void;
  close(code: 'later' | 'restart' | 'noBoard'): void;
}

export type Received =
  { readonly is: 'taken'; readonly seq: number } | { readonly is: 'refused'; readonly reason: Refusal };

export interface Counters {
  updates: number;
  refused: number;
}

/**
 * One live board document: judges, applies and repairs what clients send, writes it to the journal, then tells everybody.
 * Nothing leaves that is not on disk. When anything goes wrong it is thrown away whole, and read again from the journal.
 */
export class LiveDocument {
  readonly #counters: Counters;
  readonly #replica: Replica;
  readonly #journal: Journal;
  readonly #claims: Claims;
  readonly #members = new Set<Member>();
  readonly #presence = new PresenceBoard();
  readonly #outbox = new Outbox<Member>();
  readonly #edits = new Pacer(EDITS_PAUSE_MS, () => this.#flushEdits());
  readonly #news = new Pacer(PRESENCE_PAUSE_MS, () => this.#flushPresence());
  /** The shared answer to those who come with nothing. */
  #fullFrame: { readonly of: Uint8Array; readonly frame: Broadcast } | null = null;
  readonly #ownership: Ownership = {
    ownerOf: (clientId) => this.#claims.ownerOf(clientId) ?? (clientId === this.#replica.doc.clientID ? SERVER : null),
    countOf: (participantId) => this.#claims.countOf(participantId),
  };
  #touchedAt = performance.now();

  constructor(opened: Opened, parts: JournalParts & { readonly counters: Counters }) {
    const { snapshot, updates, claims } = opened.stored;
    this.#counters = parts.counters;
    this.#replica = new Replica(snapshot === null ? updates : [snapshot, ...updates]);
    if (this.#replica.isPending) throw new Error(`document ${opened.name.boardId} has gaps in its journal`);
    this.#claims = new Claims(claims);
    const onBroken = (fault: unknown) => {
      this.#outbox.take();
      this.close('later');
      parts.onBroken(fault);
    };
    this.#journal = new Journal(opened, { ...parts, onBroken });
  }

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  /** Milliseconds (of `performance.now()`) when somebody last needed the document itself. */
  get touchedAt(): number {
    return this.#touchedAt;
  }

  enter(member: Member): void {
    this.#members.add(member);
    member.send(syncFrame(SYNC_STEP_1, this.#replica.stateVector()));
    const everybody = this.#presence.everybody();
    if (everybody !== null) member.send(everybody);
  }

  leave(member: Member, clientIds: Iterable<number>): void {
    this.#members.delete(member);
    for (const clientId of clientIds) this.#presence.leave(clientId);
    if (this.#presence.hasNews) this.#news.request();
    if (!this.isEmpty) return;
    this.#replica.forgetFullState();
    this.#fullFrame = null;
  }

  /** Takes an update of a member. 'taken' with the sequence number that has to be on disk before it counts as saved. */
  receive(member: Member, update: Uint8Array): Received {
    this.#touchedAt = performance.now();
    const judgement = judge(update, this.#replica.doc, { writer: member, ownership: this.#ownership });
    if (judgement.is === 'refused') {
      this.#counters.refused++;
      return judgement;
    }
    for (const clientId of judgement.newClients) this.#claims.claim(clientId, member.participantId);
    if (!judgement.empty) this.#apply(member, update);
    return { is: 'taken', seq: this.#outbox.isEmpty ? this.#journal.seq : this.#journal.seq + 1 };
  }

  /** To be called after each 'taken', once the member has noted it: sends the edits on their way, or says that all is saved. */
  sendOn(member: Member): void {
    if (!this.#outbox.isEmpty) this.#edits.request();
    else if (this.#journal.isSettled) member.committed(this.#journal.committed);
  }

  /** Answers a sync step 1 once everything that the answer tells is on disk; then `ready` is called. */
  tell(member: Member, stateVector: Uint8Array, ready: () => void): void {
    const isNew = stateVector.length <= 1;
    const frames = isNew
      ? this.#fullFrames()
      : [new Broadcast(syncFrame(SYNC_STEP_2, this.#replica.diff(stateVector)))];
    this.#flushApplied();
    this.#journal.whenSettled((isOnDisk) => {
      if (!isOnDisk) return;
      member.cork();
      for (const frame of frames) member.share(frame);
      member.uncork();
      ready();
    });
  }

  hear(
    member: Member,
    update: Uint8Array,
  ): { readonly is: 'heard' | 'ignored' | 'unreadable'; readonly claims: readonly number[] } {
    const heard = this.#presence.hear(update, {
      participantId: member.participantId,
      now: Date.now(),
      ownerOf: (clientId) => this.#ownership.ownerOf(clientId),
    });
    if (heard.is !== 'heard') return { is: heard.is, claims: [] };
    for (const clientId of heard.claims) this.#claims.claim(clientId, member.participantId);
    this.#news.request();
    return heard;
  }

  /** Sends what everybody is doing to one who asks. */
  tellPresence(member: Member): void {
    const everybody = this.#presence.everybody();
    if (everybody !== null) member.send(everybody);
  }

  /** A write of the server's own; resolves with what `write` returned when it is on disk. */
  async write<T>(write: (doc: Y.Doc) => T): Promise<T> {
    this.#touchedAt = performance.now();
    const { doc } = this.#replica;
    const written: { result?: T } = {};
    const produced = this.#replica.transact(() => (written.result = write(doc)), SERVER);
    if (produced !== null) this.#outbox.add(produced, null);
    this.#flushApplied();
    if (!(await this.#journal.settled())) throw new Error('the write could not be stored');
    return written.result as T;
  }

  read<T>(read: (doc: Y.Doc) => T): T {
    this.#touchedAt = performance.now();
    return read(this.#replica.doc);
  }

  /** Resolves when everything taken so far is on disk, or is known to be lost. */
  async settled(): Promise<void> {
    this.#flushApplied();
    await this.#journal.settled();
  }

  /** Forgets people who fell silent. */
  expirePresence(): void {
    this.#presence.expire(Date.now());
    if (this.#presence.hasNews) this.#news.request();
  }

  /** Keeps only the bytes of a document that nobody writes in. */
  sleep(): void {
    if (!this.#outbox.isEmpty || !this.#journal.isSettled || !this.#replica.isAwake) return;
    this.#replica.sleep();
    this.#fullFrame = null;
  }

  /** Folds the journal into a snapshot. */
  async compact(): Promise<void> {
    this.#flushApplied();
    if (this.#journal.isWorthCompacting) await this.#journal.compact(this.#replica.snapshot());
  }

  /** Closes all connections and gives everything back. */
  close(code: 'later' | 'restart' | 'noBoard'): void {
    this.#edits.stop();
    this.#news.stop();
    for (const member of [...this.#members]) member.close(code);
    this.#members.clear();
    this.#replica.destroy();
  }

  #apply(member: Member, update: Uint8Array): void {
    const done = { repaired: false };
    try {
      const produced = this.#replica.transact((transaction) => {
        Y.applyUpdate(transaction.doc, update);
        done.repaired = repair(transaction);
      }, member);
      if (this.#replica.isPending) throw new Error('an update left something pending');
      if (produced !== null) this.#outbox.add(produced, done.repaired ? null : member);
    } catch (fault) {
      this.#journal.break(fault);
    }
  }

  /** What is applied goes into the journal now, not when the pause is over. */
  #flushApplied(): void {
    if (!this.#outbox.isEmpty) this.#edits.flushNow();
  }

  /** Journal first, then everybody. */
  #flushEdits(): void {
    const news = this.#outbox.take();
    if (news === null) return;
    this.#journal.append(news.update, this.#claims.takeUnsaved(), () => {
      this.#counters.updates++;
      this.#tell(new Broadcast(syncFrame(SYNC_UPDATE, news.update)), news.except);
    });
    if (this.#journal.wantsCompacting) this.compact().catch((fault: unknown) => this.#journal.break(fault));
  }

  /** Tells everybody but `except` the news, and each what of theirs is saved. */
  #tell(news: Broadcast, except: Member | null): void {
    for (const member of this.#members) {
      member.cork();
      member.committed(this.#journal.committed);
      if (except !== member) member.deliver(news);
      member.uncork();
    }
  }

  #fullFrames(): Broadcast[] {
    const { full, tail } = this.#replica.fullState();
    if (this.#fullFrame?.of !== full) {
      this.#fullFrame = { of: full, frame: new Broadcast(syncFrame(SYNC_STEP_2, full)) };
    }
    const { frame } = this.#fullFrame;
    return tail === null ? [frame] : [frame, new Broadcast(syncFrame(SYNC_UPDATE, tail))];
  }

  #flushPresence(): void {
    if (!this.#presence.hasNews) return;
    const news = new Broadcast(this.#presence.takeNews());
    for (const member of this.#members) member.share(news);
  }
}
