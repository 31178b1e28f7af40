import * as Y from 'yjs';
import { keepHere, type Kept, type Keeping } from './keep.ts';
import type { Saving } from './saving.ts';
import { SyncLine, type SyncAccess, type SyncHears } from './sync.svelte.ts';

export interface NotebookAccess extends Pick<SyncAccess, 'boardId' | 'token' | 'detour'> {
  readonly participantId: string;
  /** The generation of the board, which its notebooks share. */
  readonly generation: number;
  /** How the copy of this browser is called. */
  readonly keptAs: string;
  /** Hears when this browser keeps nothing, or no more, of it. */
  readonly lostCopy: (why: Keeping) => void;
}

/** One's own notebook beside the board: a document of its own, with its own copy in this browser and its own line. */
export class NotebookLine {
  readonly doc = new Y.Doc();
  #line = $state.raw<SyncLine | null>(null);
  #damaged = $state(false);
  #kept: Kept | null = null;
  #loading: Promise<void> | null = null;
  #is: 'new' | 'open' | 'over' = 'new';
  readonly #access: NotebookAccess;
  readonly #hears: Omit<SyncHears, 'damaged'>;

  constructor(access: NotebookAccess, hears: Omit<SyncHears, 'damaged'>) {
    this.#access = access;
    this.#hears = hears;
  }

  get saving(): Saving {
    return this.#line?.saving ?? 'connecting';
  }

  /** True while the server cannot read it, because its data is damaged there. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Brings what this browser holds of it into the document. */
  load(): Promise<void> {
    const { keptAs, lostCopy } = this.#access;
    this.#loading ??= keepHere(this.doc, keptAs, lostCopy).then((kept) => void (this.#kept = kept));
    return this.#loading;
  }

  /** Once the board is there, which it must not slow down; again does nothing. */
  async open(): Promise<void> {
    if (this.#is !== 'new') return;
    this.#is = 'open';
    await this.load();
    if (this.#isOver) return void this.#kept?.stop();
    this.#line = this.#opened();
  }

  tryNow(): void {
    this.#line?.tryNow();
  }

  /** The connection to the room is back, and may be what carries this document. */
  roomIsBack(): void {
    this.#line?.roomIsBack();
  }

  stop(): void {
    this.#is = 'over';
    this.#line?.stop();
    void this.#kept?.stop();
  }

  /** It may have been stopped while its copy was read. */
  get #isOver(): boolean {
    return this.#is === 'over';
  }

  #opened(): SyncLine {
    const { boardId, participantId, token, detour, generation } = this.#access;
    const [kept, held] = [this.#kept !== null, this.#kept?.generation ?? null];
    const access = { boardId: `${boardId}.${participantId}`, token, kept, generation: held, detour };
    const line = new SyncLine(this.doc, access, {
      synced: () => {
        this.#damaged = false;
        this.#kept?.synced(generation);
        this.#hears.synced();
      },
      damaged: () => (this.#damaged = true),
      closed: this.#hears.closed,
    });
    // Nobody else is here.
    line.provider.awareness.setLocalState(null);
    return line;
  }
}
