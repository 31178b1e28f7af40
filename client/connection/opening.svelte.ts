import * as Y from 'yjs';
import { ideasOf } from '#shared/document/read.ts';
import { lostIdeas, ownIdeas, ownNotes, plainCopy, type OwnIdea } from '../board/rescue.ts';
import { closingBy, closingOf, type Closing } from './closing.ts';
import { dropHere, keepHere, keptAs, notebookKeptAs, type Kept } from './keep.ts';
import { Live, type LiveAccess, type Seated } from './live.svelte.ts';
import { NotebookLine } from './notebook.svelte.ts';
import { SyncLine } from './sync.svelte.ts';
import { Table } from './table.svelte.ts';

export type OpeningState =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly table: Table }
  /** `copy`: the texts that this browser still holds, for saving them to a file. */
  | { readonly is: 'closed'; readonly why: Closing; readonly copy: string | null };

/**
 * Opens a board: the live connection says who we are, then comes the copy of this browser, then the sync connection. When
 * the server refuses an update (close 4409) the copy is dropped and the board opened afresh, once, keeping one's own texts.
 */
export class Opening {
  #state = $state.raw<OpeningState>({ is: 'opening' });
  #lost = $state.raw<readonly OwnIdea[]>([]);
  #damaged = $state(false);
  readonly live: Live;
  readonly #boardId: string;
  readonly #token: string;
  #table: Table | null = null;
  #kept: Kept | null = null;
  #stopped = false;
  /** True once a refusal led to a fresh document: a second one would lead to a third. */
  #afresh = false;

  constructor(access: LiveAccess) {
    this.#boardId = access.boardId;
    this.#token = access.token;
    this.live = new Live(access, {
      seated: (seated) => void this.#open(seated, []),
      connected: () => {
        this.#table?.line.roomIsBack();
        this.#table?.notes.roomIsBack();
      },
      refused: (problem) => void this.#close(closingBy(problem)),
    });
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
    const me = this.live.me;
    await this.#kept?.stop();
    this.#table?.notes.stop();
    const names = me ? [keptAs(this.#boardId, me.participantId), notebookKeptAs(this.#boardId, me.participantId)] : [];
    await Promise.all(names.map(dropHere));
  }

  stop(): void {
    this.#stopped = true;
    this.live.stop();
    this.#table?.stop();
    void this.#kept?.stop();
  }

  async #open(seated: Seated, rescued: readonly OwnIdea[]): Promise<void> {
    const doc = new Y.Doc();
    this.#kept = seated.me.role === 'screen' ? null : await keepHere(doc, this.#keptAs(seated));
    if (this.#stopped) return;
    const generation = this.#kept?.generation ?? null;
    const { detour } = this.live;
    const access = { boardId: this.#boardId, token: this.#token, kept: this.#kept !== null, generation, detour };
    const line = new SyncLine(doc, access, {
      synced: () => {
        this.#damaged = false;
        this.#kept?.synced(seated.room.generation);
        // The server is there: the other connection need not wait for its own next attempt.
        this.live.tryNow();
        this.#show();
      },
      damaged: () => (this.#damaged = true),
      closed: (code) => this.#lineClosed(code, seated),
    });
    const notes = this.#notebook(seated, rescued);
    this.#table = new Table({ doc, live: this.live, line, notes, ...seated, forget: () => this.dropCopy() });
    if (ideasOf(doc).size > 0) this.#show();
  }

  #notebook({ me, room }: Seated, rescued: readonly OwnIdea[]): NotebookLine {
    const { participantId } = me;
    const access = { boardId: this.#boardId, token: this.#token, detour: this.live.detour, participantId };
    const copy = { generation: room.generation, keptAs: notebookKeptAs(this.#boardId, participantId) };
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
