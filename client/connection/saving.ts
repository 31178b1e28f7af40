import { MESSAGE_SYNC, SYNC_STEP_2, SYNC_UPDATE } from '#shared/wire/sync.ts';

/**
 * Whether what this person did is safe. 'saved': on the server's disk. 'saving': on its way. 'offline': kept in this browser
 * until the connection is back. 'unkept': offline, and this browser lets us keep nothing (private window, full disk), so the
 * page must stay open. 'connecting': the page was just opened.
 */
export type Saving = 'connecting' | 'saved' | 'saving' | 'offline' | 'unkept';

/** From the worst to the best. */
const WORST_FIRST: readonly Saving[] = ['unkept', 'offline', 'connecting', 'saving', 'saved'];

/**
 * The truth about a table: "saved" only when all documents are, and when the room is reached too. Without it what people order
 * goes nowhere, and step and timer may be old.
 */
export const worstOf = (documents: readonly Saving[], inRoom: boolean): Saving => {
  const all = inRoom ? documents : [...documents, 'connecting' as const];
  return WORST_FIRST.find((saving) => all.includes(saving)) ?? 'saved';
};

type Line =
  | { readonly is: 'new' }
  | { readonly is: 'down' }
  | { readonly is: 'up'; offered: boolean; synced: boolean; sent: number; saved: number };

/** Counts what one connection sent against what the server says is on its disk (message 100). */
export class SaveStatus {
  readonly #kept: boolean;
  readonly #onChange: (saving: Saving) => void;
  #line: Line = { is: 'new' };
  #told: Saving = 'connecting';

  /** `kept`: whether this browser keeps the document by itself. */
  constructor(kept: boolean, onChange: (saving: Saving) => void) {
    this.#kept = kept;
    this.#onChange = onChange;
  }

  get saving(): Saving {
    const line = this.#line;
    if (line.is === 'new') return 'connecting';
    if (line.is === 'down') return this.#kept ? 'offline' : 'unkept';
    return line.synced && line.offered && line.saved >= line.sent ? 'saved' : 'saving';
  }

  connected(): void {
    this.#line = { is: 'up', offered: false, synced: false, sent: 0, saved: 0 };
    this.#tell();
  }

  lost(): void {
    this.#line = { is: 'down' };
    this.#tell();
  }

  /** The server has told everything it has. */
  synced(): void {
    if (this.#line.is === 'up') this.#line.synced = true;
    this.#tell();
  }

  /**
   * Looks at a frame about to be sent. False when it must not go out: an update before the offer (sync step 2) of this
   * connection would arrive ahead of what was written offline, and the offer will contain it anyway.
   */
  sending(frame: Uint8Array): boolean {
    if (this.#line.is !== 'up' || frame[0] !== MESSAGE_SYNC) return true;
    if (frame[1] === SYNC_UPDATE && !this.#line.offered) return false;
    if (frame[1] === SYNC_STEP_2) this.#line.offered = true;
    if (frame[1] === SYNC_STEP_2 || frame[1] === SYNC_UPDATE) this.#line.sent += 1;
    this.#tell();
    return true;
  }

  /** The first `count` update-carrying frames of this connection are on disk. */
  acknowledged(count: number): void {
    if (this.#line.is === 'up') this.#line.saved = Math.max(this.#line.saved, count);
    this.#tell();
  }

  #tell(): void {
    const saving = this.saving;
    if (saving === this.#told) return;
    this.#told = saving;
    this.#onChange(saving);
  }
}
