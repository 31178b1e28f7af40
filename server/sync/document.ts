import * as Y from 'yjs';
import { BOARD_BYTES_MAX, CLIENT_IDS_PER_SEAT_MAX } from '#shared/model/limits.ts';
import { SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';
import { Accounts, type Slowed } from './account.ts';
import { Broadcast } from './broadcast.ts';
import { Claims } from './claims.ts';
import type { Disk } from './disk.ts';
import { returnedOf, type Trimmed } from './entries.ts';
import { syncFrame } from './frames.ts';
import { judge, type Ownership, type Refusal } from './gate.ts';
import { Inbox } from './inbox.ts';
import { Journal, type Appended, type JournalParts, type Opened } from './journal.ts';
import type { Law } from './law.ts';
import type { Member, News, Received, UpdateFrame } from './member.ts';
import { editsPause, Pacer, PRESENCE_PAUSE_MS, type Counters, type Load } from './pacer.ts';
import { PresenceBoard, type Heard } from './presence.ts';
import { repair } from './repair.ts';
import { generateNewClientId, Replica } from './replica.ts';
import { standingAt, takeBack, type Returned } from './take-back.ts';
import { Welcome } from './welcome.ts';

/** Owns the client ids under which the server itself writes; no participant can have this id. */
const SERVER = '*';
/** Origin of the transactions that apply what members sent. */
const MEMBERS = 'members';

/** What one transaction with members' updates brought about. */
interface Batch {
  readonly taken: Received[];
  readonly writers: Set<Member>;
  readonly returned: Returned[];
  repaired: boolean;
}

interface Append extends Pick<Appended, 'update' | 'first' | 'commit'> {
  readonly except?: Member | null;
  readonly then?: (() => void) | undefined;
}

export interface DocumentParts extends JournalParts {
  readonly counters: Counters;
  readonly load: Load;
  readonly law: Law;
  readonly disk: Pick<Disk, 'isFull'>;
  /** Puts texts that were taken back where their writers find them, their notebooks; resolves when they are on disk. */
  readonly keepReturned?: ((returned: readonly Returned[]) => Promise<void>) | undefined;
  /** Members have changed the document, and it is on disk. */
  readonly onChange?: (() => void) | undefined;
  readonly onSlowed: Slowed;
}

/**
 * One live document: judges, applies and repairs what clients send, writes it to the journal, then tells everybody.
 * Nothing leaves that is not on disk. When anything goes wrong it is thrown away whole, and read again from the journal.
 */
export class LiveDocument {
  /** What its people may send. */
  readonly accounts: Accounts;
  readonly #parts: DocumentParts;
  readonly #replica: Replica;
  readonly #journal: Journal;
  readonly #claims: Claims;
  readonly #members = new Set<Member>();
  readonly #presence: PresenceBoard;
  /** What came and is not judged yet: several updates make one transaction, one journal entry and one frame. */
  readonly #inbox = new Inbox();
  readonly #edits = new Pacer(
    { pause: () => editsPause(this.#members.size), company: () => this.#parts.load.companyMs },
    () => this.#flushEdits(),
  );
  readonly #news = new Pacer({ pause: () => PRESENCE_PAUSE_MS }, () => this.#flushPresence());
  readonly #welcome: Welcome;
  readonly #ownership: Ownership = {
    ownerOf: (clientId) => this.#claims.ownerOf(clientId) ?? (this.#replica.writes(clientId) ? SERVER : null),
    countOf: (participantId) => this.#claims.countOf(participantId),
  };
  readonly #writerOf = (clientId: number): string | null => this.#claims.ownerOf(clientId);
  #touchedAt = performance.now();

  constructor(opened: Opened, parts: DocumentParts) {
    const { snapshot, updates, claims } = opened.stored;
    this.#parts = parts;
    this.accounts = new Accounts(parts.onSlowed);
    this.#presence = new PresenceBoard(parts.law.anonymous ? generateNewClientId : null);
    this.#replica = new Replica(snapshot === null ? updates : [snapshot, ...updates], parts.law.schema);
    this.#welcome = new Welcome(this.#replica);
    if (this.#replica.isPending) throw new Error(`document ${opened.name.boardId} has gaps in its journal`);
    this.#claims = new Claims(claims);
    const onBroken = (fault: unknown) => {
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
    member.send(new Broadcast(syncFrame(SYNC_STEP_1, this.#replica.stateVector())));
    this.tellPresence(member);
  }

  leave(member: Member, clientIds: Iterable<number>): void {
    this.#members.delete(member);
    for (const clientId of clientIds) this.#presence.leave(clientId, member);
    if (this.#presence.hasNews) this.#news.request();
    if (!this.isEmpty) return;
    this.#replica.forgetFullState();
    this.#welcome.forget();
  }

  /** Takes an update of a member; it is judged and applied at once when the board is quiet, else with others' a moment later. */
  receive(member: Member, frame: UpdateFrame): void {
    this.#touchedAt = performance.now();
    this.#inbox.add({ member, frame });
    this.#edits.request();
  }

  /** Answers a sync step 1: calls `send` with the answer once everything that it tells is on disk. */
  tell(stateVector: Uint8Array, send: (frames: readonly Broadcast[]) => void): void {
    this.#flushNow();
    const isNew = stateVector.length <= 1;
    const frames = isNew
      ? this.#welcome.frames()
      : [new Broadcast(syncFrame(SYNC_STEP_2, this.#replica.diff(stateVector)))];
    this.#journal.whenSettled((isOnDisk) => {
      if (isOnDisk) send(frames);
    });
  }

  hear(member: Member, update: Uint8Array): { readonly is: Heard['is']; readonly claims: readonly number[] } {
    const heard = this.#presence.hear(update, {
      by: member,
      participantId: member.participantId,
      now: Date.now(),
      ownerOf: (clientId) => this.#ownership.ownerOf(clientId),
    });
    if (heard.is !== 'heard') return { is: heard.is, claims: [] };
    if (this.#claims.countOf(member.participantId) + heard.claims.length > CLIENT_IDS_PER_SEAT_MAX) {
      return { is: 'unreadable', claims: [] };
    }
    for (const clientId of heard.claims) this.#claims.claim(clientId, member.participantId);
    this.#news.request();
    return heard;
  }

  /** Sends what everybody is doing to one who asks. A screen shows nothing of it, and so is told nothing. */
  tellPresence(member: Member): void {
    if (member.role === 'screen') return;
    const everybody = this.#presence.everybody(member.participantId);
    if (everybody !== null) member.send(new Broadcast(everybody));
  }

  /** A write of the server's own; resolves with what `write` returned when it is on disk, and only after what must be there first. */
  async write<T>(write: (doc: Y.Doc) => T, first?: (result: T) => Promise<void>): Promise<T> {
    const { result, update } = this.produce(write);
    if (update !== null) this.#append({ update, first: first?.(result) });
    if (!(await this.#journal.settled())) throw this.#journal.fault;
    return result;
  }

  /** A write of the server's own that is not in the journal yet: `append` must follow before anything else happens. */
  produce<T>(write: (doc: Y.Doc) => T): { readonly result: T; readonly update: Uint8Array | null } {
    this.#flushNow();
    this.#touchedAt = performance.now();
    const { doc } = this.#replica;
    const written: { result?: T } = {};
    const update = this.#replica.transact((transaction) => {
      written.result = write(doc);
      repair(transaction, this.#parts.law.schema);
    }, SERVER);
    return { result: written.result as T, update };
  }

  /** Appends what `produce` has made, committed together with other documents. */
  append(update: Uint8Array, commit: Appended['commit']): void {
    this.#append({ update, commit });
  }

  /** True when a write would be committed at once. */
  get isFree(): boolean {
    this.#flushNow();
    return this.#journal.isFree;
  }

  free(): Promise<void> {
    return this.#journal.free();
  }

  read<T>(read: (doc: Y.Doc) => T): T {
    this.#flushNow();
    this.#touchedAt = performance.now();
    return read(this.#replica.doc);
  }

  /** Resolves when everything taken so far is on disk, with true, or is known to be lost, and the document with it. */
  async settled(): Promise<boolean> {
    for (this.#flushNow(); !this.#inbox.isEmpty; this.#flushNow()) await new Promise(setImmediate);
    return this.#journal.settled();
  }

  /** Forgets people who fell silent. */
  expirePresence(): void {
    this.#presence.expire(Date.now());
    if (this.#presence.hasNews) this.#news.request();
  }

  /** Keeps only the bytes of a document that nobody writes in. */
  sleep(): void {
    if (!this.#inbox.isEmpty || !this.#journal.isSettled || !this.#replica.isAwake) return;
    this.#replica.sleep();
    this.#welcome.forget();
  }

  /** Folds the journal into a snapshot. */
  async compact(): Promise<void> {
    if (this.#journal.isWorthCompacting) await this.#journal.compact(this.#replica.snapshot());
  }

  /** Ends one person's connections. */
  dismiss(participantId: string, code: 'noSeat' | 'reseated' | 'tooMuch'): void {
    for (const member of [...this.#members]) if (member.participantId === participantId) member.close(code);
  }

  /** Closes all connections and gives everything back. */
  close(code: 'later' | 'restart' | 'noBoard'): void {
    this.#inbox.clear();
    this.#edits.stop();
    this.#news.stop();
    for (const member of [...this.#members]) member.close(code);
    this.#members.clear();
    this.#replica.destroy();
  }

  #flushNow(): void {
    if (!this.#inbox.isEmpty) this.#edits.flushNow();
  }

  /** Judges and applies everything that came, in one transaction, with one repair of what it brought about together. */
  #flushEdits(): void {
    if (this.#inbox.isEmpty) return;
    const batch: Batch = { taken: [], writers: new Set(), returned: [], repaired: false };
    let excess: readonly Trimmed[] = [];
    try {
      const update = this.#replica.transact((transaction) => {
        for (const each of this.#inbox.take()) if (this.#apply(each, batch)) batch.taken.push(each);
        excess = this.#replica.trim(transaction, { most: this.#parts.law.most, ownerOf: this.#writerOf });
        const { changed, returned } = repair(transaction, this.#parts.law.schema);
        batch.repaired ||= changed || excess.length > 0;
        batch.returned.push(...returned, ...returnedOf(excess, this.#writerOf));
      }, MEMBERS);
      if (this.#replica.isPending) throw new Error('an update left something pending');
      if (update !== null) this.#appendBatch(update, batch);
      this.#note(batch.taken);
      this.#countExcess(excess);
      // What did not go in this go.
      setImmediate(() => this.#flushNow());
    } catch (fault) {
      this.#journal.break(fault);
    }
  }

  #appendBatch(update: Uint8Array, { writers, repaired, returned }: Batch): void {
    const [writer = null] = writers;
    this.#append({
      update,
      except: repaired || writers.size > 1 ? null : writer,
      first: returned.length > 0 ? this.#parts.keepReturned?.(returned) : undefined,
      then: this.#parts.onChange,
    });
  }

  /** True when the frame is part of the document now. */
  #apply({ member, frame }: Received, batch: Batch): boolean {
    if (!member.wants(frame)) return false;
    const { law, counters, disk } = this.#parts;
    const { doc } = this.#replica;
    const judgement = judge(frame.update, doc, { writer: member, ownership: this.#ownership, law });
    if (judgement.is === 'refused') return this.#refuse({ member, frame }, judgement.reason);
    if (judgement.empty) return true;
    if (disk.isFull) {
      // Whoever only reads stays.
      member.close('later');
      return false;
    }
    if (this.#isTooHeavyFor(member)) return this.#refuse({ member, frame }, 'too-long');
    for (const clientId of judgement.newClients) this.#claims.claim(clientId, member.participantId);
    const standing = standingAt(doc, judgement.violations);
    Y.applyUpdate(doc, frame.update);
    if (standing.length > 0) {
      batch.returned.push(...takeBack(doc, standing, { writer: member, schema: law.schema }));
      batch.repaired = true;
    }
    batch.writers.add(member);
    counters.updates++;
    return true;
  }

  #refuse({ member, frame }: Received, reason: Refusal): false {
    this.#parts.counters.refused++;
    member.refused(frame, reason);
    return false;
  }

  /** Moderators clear up, so they may go further. */
  #isTooHeavyFor({ role }: Member): boolean {
    return this.#replica.isHeavierThan(role === 'moderator' ? 2 * BOARD_BYTES_MAX : BOARD_BYTES_MAX);
  }

  /** Who posts far more than a full board takes is not in a race with anybody. */
  #countExcess(excess: readonly Trimmed[]): void {
    const full = excess.filter(({ why }) => why === 'board-full');
    const byPerson = Map.groupBy(full, ({ clientId }) => this.#writerOf(clientId));
    for (const [participantId, entries] of byPerson) {
      if (participantId === null || this.accounts.of(participantId).exceed(entries.length, performance.now())) continue;
      this.dismiss(participantId, 'tooMuch');
    }
  }

  #note(taken: readonly Received[]): void {
    const { seq, isSettled } = this.#journal;
    for (const { member, frame } of taken) {
      member.taken(frame, seq);
      if (isSettled) member.committed(seq, null);
    }
  }

  /** Journal first, then everybody; `except` wrote all of it and need not be told. */
  #append({ update, except = null, then, ...how }: Append): void {
    const { before } = this.#replica;
    const onDisk = () => {
      this.#tell({ frame: new Broadcast(syncFrame(SYNC_UPDATE, update)), before }, except);
      then?.();
    };
    this.#journal.append({ ...how, update, claims: this.#claims.takeUnsaved(), onDisk });
    if (this.#journal.wantsCompacting) this.compact().catch((fault: unknown) => this.#journal.break(fault));
  }

  /** Tells everybody but `except` the news, and each what of theirs is saved. */
  #tell(news: News, except: Member | null): void {
    this.#parts.load.delivered(this.#members.size);
    const { committed } = this.#journal;
    for (const member of this.#members) member.committed(committed, except === member ? null : news);
  }

  #flushPresence(): void {
    if (!this.#presence.hasNews) return;
    const frameFor = this.#presence.takeNews();
    const broadcasts = new Map<Uint8Array, Broadcast>();
    for (const member of this.#members) {
      const frame = member.role === 'screen' ? null : frameFor(member.participantId);
      if (frame === null) continue;
      const news = broadcasts.get(frame) ?? new Broadcast(frame);
      broadcasts.set(frame, news);
      member.send(news);
    }
  }
}
