import { BOARD, NOTEBOOK, type Schema } from '#shared/document/schema.ts';
import { isSameMoment, type Moment } from '#shared/model/room.ts';
import { couldEver } from '#shared/rules/could.ts';
import { mayNow, type Asking, type Reason } from '#shared/rules/may.ts';
import { couldInNotebook } from '#shared/rules/notebook.ts';
import type { Touch, Writer } from '#shared/rules/permissions.ts';

export interface AskedTouch extends Omit<Touch, 'anonymous'> {
  /** True when the entry is a note that the server has brought to the board. */
  readonly carried?: boolean;
}

/** What a document may hold, and who may change it. */
export interface Law {
  readonly schema: Schema;
  /** Nobody may learn who wrote what; this never changes. */
  readonly anonymous: boolean;
  /** Ideas that one author may have here now; null: as many as they like. */
  readonly most: number | null;
  /** null: allowed now. 'never': could not be right in any step, a forgery. */
  verdict(writer: Writer, touch: AskedTouch): Reason | 'never' | null;
}

/** Milliseconds for which what the room has just ended is still allowed: edits under way when the step changed. */
export const GRACE_MS = 2_000;

/** The law of a board, which changes with the room. */
export class BoardLaw implements Law {
  readonly schema = BOARD;
  readonly #now: () => number;
  #moment: Moment;
  #before: { readonly moment: Moment; readonly until: number } | null = null;

  constructor(moment: Moment, now: () => number) {
    this.#moment = moment;
    this.#now = now;
  }

  get anonymous(): boolean {
    return this.#moment.anonymous;
  }

  get most(): number | null {
    const [now, before] = [this.#moment.most, this.#inGrace?.most ?? null];
    if (now === null || this.#inGrace === null) return now;
    return before === null ? null : Math.max(now, before);
  }

  /** What the room said before, while that still counts. */
  get #inGrace(): Moment | null {
    return this.#before === null || this.#now() > this.#before.until ? null : this.#before.moment;
  }

  /** The room has moved on. */
  change(moment: Moment): void {
    if (isSameMoment(moment, this.#moment)) return;
    this.#before = { moment: this.#moment, until: this.#now() + GRACE_MS };
    this.#moment = moment;
  }

  verdict(writer: Writer, touch: AskedTouch): Reason | 'never' | null {
    if (!couldEver(writer, { ...touch, anonymous: this.#moment.anonymous })) return 'never';
    const why = mayNow(asking(writer, this.#moment), touch);
    if (why === null || this.#inGrace === null) return why;
    return mayNow(asking(writer, this.#inGrace), touch) === null ? null : why;
  }
}

/** Spelt out, since it is made for every field of every update, and spreading objects takes longer. */
const asking = ({ role, participantId }: Writer, { step, silent, locked, anonymous, most }: Moment): Asking => ({
  role,
  participantId,
  step,
  silent,
  locked,
  anonymous,
  most,
});

/**
 * The law of a notebook: its owner writes in it whenever they like. A note that is on the board does not go by itself: on
 * anonymous boards it is what tells the server whose the idea is. Who takes it away did not know, or pretends.
 */
export const notebookLaw: Law = {
  schema: NOTEBOOK,
  anonymous: false,
  most: null,
  verdict: (_writer, touch) => {
    if (!couldInNotebook(touch)) return 'never';
    return touch.field === null && touch.carried === true ? 'not-yours' : null;
  },
};
