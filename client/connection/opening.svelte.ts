import * as Y from 'yjs';
import { ideasOf } from '#shared/document/read.ts';
import type { Seat } from '#shared/model/seat.ts';
import { lostIdeas, ownIdeas, ownNotes, plainCopy, type OwnIdea } from '../board/rescue.ts';
import { Drawer } from '../session/storage.ts';
import { keepsSettings } from './can-keep.ts';
import { closingBy, closingOf, type Closing } from './closing.ts';
import { dropHere, keepHere, keptAs, notebookKeptAs, type Keeping, type Kept } from './keep.ts';
import { Live, type LiveAccess, type Seated } from './live.svelte.ts';
import { NotebookLine } from './notebook.svelte.ts';
import { Remembered } from './remembered.ts';
import { SyncLine } from './sync.svelte.ts';
import { Table, type TableParts } from './table.svelte.ts';

export type OpeningState =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly table: Table }
  /** `copy`: the texts that this browser still holds, for saving them to a file. */
  | { readonly is: 'closed'; readonly why: Closing; readonly copy: string | null };

/** Milliseconds a server may take to say who we are, before the board opens as this browser last saw it. */
const PATIENCE_MS = 3_000;

/**
 * Opens a board: the live connection says who we are (or this browser remembers it, when nobody answers), then comes the
 * copy of this browser, then the sync connection. When the server refuses an update (close 4409) the copy is dropped and the board opened afresh, once, keeping one's own texts.
 */
export class Opening {
  #state = $state.raw<OpeningState>({ is: 'opening' });
  #lost = $state.raw<readonly OwnIdea[]>([]);
  #damaged = $state(false);
  readonly live: Live;
  readonly #boardId: string;
  readonly #token: string;
  readonly #remembered: Remembered;
  readonly #impatience: ReturnType<typeof setTimeout>;
  #keeping = $state<Keeping>('all');
  /** Who we are, once the server or this browser said so. */
  #me: Seat | null = null;
  #table: Table | null = null;
  #kept: Kept | null = null;
  #stopped = false;
  /** True once a refusal led to a fresh document: a second one would lead to a third. */
  #afresh = false;

  constructor(access: LiveAccess) {
    this.#boardId = access.boardId;
    this.#token = access.token;
    this.#remembered = new Remembered(new Drawer(() => localStorage), access);
    if (!keepsSettings()) this.#keeping = 'blocked';
    this.live = new Live(access, {
      seated: (seated) => this.#begin(seated),
      changed: (seated) => seated.me.role !== 'screen' && this.#remembered.keep(seated),
      failed: () => this.#beginAlone(),
      connected: () => {
        this.#table?.line.roomIsBack();
        this.#table?.notes.roomIsBack();
      },
      refused: (problem) => void this.#close(closingBy(problem)),
    });
    this.#impatience = setTimeout(() => this.#beginAlone(), PATIENCE_MS);
  }

  get state(): OpeningState {
    return this.#state;
  }

  /** True while the server cannot open the board because its data is damaged there. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** One's own ideas that a refused connection took away and that can be posted again. */
  get lost(): readonly OwnIdea[] {
    return this.#lost;
  }

  forgetLost(): void {
    this.#lost = [];
  }

  tryNow(): void {
    this.live.tryNow();
    this.#table?.line.tryNow();
    this.#table?.notes.tryNow();
  }

  /** Removes the copies of this browser, for instance because they are older than what the server has. */
  async dropCopy(): Promise<void> {
    const me = this.#me ?? this.#remembered.read()?.me;
    this.#remembered.forget();
    await this.#kept?.stop();
    this.#table?.notes.stop();
    const names = me ? [keptAs(this.#boardId, me.participantId), notebookKeptAs(this.#boardId, me.participantId)] : [];
    await Promise.all(names.map(dropHere));
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#impatience);
    this.#remembered.stop();
    this.live.stop();
    this.#table?.stop();
    void this.#kept?.stop();
  }

  #begin(seated: Seated): void {
    if (this.#me !== null) return;
    this.#me = seated.me;
    void this.#open(seated, []);
  }

  /** Without the server, as far as this browser remembers the board. */
  #beginAlone(): void {
    const seated = this.#remembered.read();
    if (seated) this.#begin(seated);
  }

  async #open(seated: Seated, rescued: readonly OwnIdea[]): Promise<void> {
    const doc = new Y.Doc();
    this.#kept = seated.me.role === 'screen' ? null : await this.#copyOf(doc, seated);
    if (this.#stopped) return;
    const generation = this.#kept?.generation ?? null;
    const { detour } = this.live;
    const access = { boardId: this.#boardId, token: this.#token, kept: this.#kept !== null, generation, detour };
    const line = new SyncLine(doc, access, {
      synced: () => {
        this.#damaged = false;
        // What is remembered may be of an older generation than what was just received into a new copy.
        const room = this.live.room ?? (generation === null ? null : seated.room);
        if (room) this.#kept?.synced(room.generation);
        // The server is there: the other connection need not wait for its own next attempt.
        this.live.tryNow();
        this.#show();
      },
      damaged: () => (this.#damaged = true),
      closed: (code) => this.#lineClosed(code, seated),
    });
    const notes = this.#notebook(seated, rescued);
    this.#table = new Table({ doc, live: this.live, line, notes, ...seated, ...this.#ofThisBrowser() });
    if (ideasOf(doc).size > 0 || generation !== null) this.#show();
  }

  #copyOf(doc: Y.Doc, seated: Seated): Promise<Kept | null> {
    return keepHere(doc, this.#keptAs(seated), (why) => (this.#keeping = why));
  }

  #ofThisBrowser(): Pick<TableParts, 'keeping' | 'forget'> {
    return { keeping: () => this.#keeping, forget: () => this.dropCopy() };
  }

  #notebook({ me, room }: Seated, rescued: readonly OwnIdea[]): NotebookLine {
    const { participantId } = me;
    const access = { boardId: this.#boardId, token: this.#token, detour: this.live.detour, participantId };
    const copy = {
      generation: room.generation,
      keptAs: notebookKeptAs(this.#boardId, participantId),
      lostCopy: (why: Keeping) => (this.#keeping = why),
    };
    return new NotebookLine(
      { ...access, ...copy },
      {
        synced: () => this.#tellLost(rescued),
        closed: (code) => this.#lineClosed(code, { me, room }),
      },
    );
  }

  #show(): void {
    const table = this.#table;
    if (!table) return;
    if (this.#state.is !== 'open' || this.#state.table !== table) this.#state = { is: 'open', table };
    if (table.me.role !== 'screen') void table.notes.open();
  }

  /** Both documents are there: what neither holds is lost. */
  #tellLost(rescued: readonly OwnIdea[]): void {
    if (this.#table && rescued.length > 0) this.#lost = lostIdeas(rescued, this.#table.doc, this.#table.notes.doc);
  }

  #lineClosed(code: number, seated: Seated): void {
    const why = closingOf(code);
    if (why === 'refused' && !this.#afresh) void this.#openAfresh(seated);
    else void this.#close(why);
  }

  async #openAfresh(seated: Seated): Promise<void> {
    const table = this.#table;
    const own = table ? [...ownIdeas(table.doc, seated.me.participantId), ...ownNotes(table.notes.doc)] : [];
    this.#afresh = true;
    this.#state = { is: 'opening' };
    table?.stop();
    await this.dropCopy();
    if (!this.#stopped) await this.#open(seated, own);
  }

  async #close(why: Closing): Promise<void> {
    if (this.#kept) await this.#table?.notes.load();
    const copy = this.#table && plainCopy(this.#table.doc, this.#table.notes.doc);
    this.#table?.stop();
    this.#table = null;
    this.live.stop();
    if (why === 'no-board') await this.dropCopy();
    this.#state = { is: 'closed', why, copy };
  }

  #keptAs({ me }: Seated): string {
    return keptAs(this.#boardId, me.participantId);
  }
}
